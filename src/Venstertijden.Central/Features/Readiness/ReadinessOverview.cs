using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>How one kind of paper stands for a camera and regime today.</summary>
public enum PaperState
{
    Good,

    /// <summary>Good today, and its last day is near.</summary>
    EndsSoon,

    Lacking,
}

/// <summary>One cell of the matrix.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="State">How it stands.</param>
/// <param name="Paper">The paper that counts, or that counted last; null when there never was one.</param>
/// <param name="LastDay">Last day on which it counts; null without end, or when nothing counts.</param>
/// <param name="Lacks">What is wrong, as keys of the texts.</param>
public sealed record PaperCell(PaperKind Kind, PaperState State, Paper? Paper, LocalDate? LastDay, IReadOnlyList<string> Lacks);

/// <summary>A camera and a regime today.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Mode">What may follow today: the least of camera, document and papers.</param>
/// <param name="Standing">What its papers allow.</param>
/// <param name="Cells">A cell for each paper that the document asks for.</param>
/// <param name="Waiting">Open cases, of the first in the queue, that cannot be approved for want of a paper.</param>
public sealed record ReadinessRow(EnrolledCamera Camera, Regime Regime, EnforcementMode Mode, Standing Standing, ImmutableArray<PaperCell> Cells, int Waiting)
{
    public bool IsReady => Standing.Lacks == Lack.None && Waiting == 0;

    public IEnumerable<PaperCell> Ending => Cells.Where(c => c.State == PaperState.EndsSoon);

    public string Address => $"/dossier-klaar/{Camera.Camera}/{Kebab.Name(Regime)}";
}

/// <summary>What today's fines would miss: every camera and regime that is to be enforced, against the papers on file.</summary>
public sealed class ReadinessOverview(CentralDb db, FactsLoader facts, LivePolicies policies, IClock clock)
{
    /// <summary>A paper that ends within this many days is told of.</summary>
    public const int EndsSoonDays = 60;

    /// <summary>An inspection lasts a month, so it is told of later.</summary>
    public const int InspectionSoonDays = 10;

    private const int CasesLookedAt = 500;

    public LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    /// <summary>Rows by name of camera; a regime whose mode is off for the camera has none.</summary>
    public async Task<IReadOnlyList<ReadinessRow>> Rows(CancellationToken ct)
    {
        var file = facts.Latest(db.CurrentSite).Papers;
        var waiting = await Waiting(file, ct);
        var now = clock.GetCurrentInstant();
        var cameras = await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).ToListAsync(ct);
        return
        [
            .. from camera in cameras.OrderBy(c => c.DisplayName, StringComparer.CurrentCulture)
               let document = policies.Current.At(ZoneId.Parse(camera.Zone), now)
               where document is not null
               from regime in Enum.GetValues<Regime>()
               let mode = regime == Regime.PedestrianZone ? camera.PedestrianMode : camera.ZeroEmissionMode
               where document.Terms(regime) is not null && mode != EnforcementMode.Off
               select RowOf(file, document, camera, regime, mode, now, waiting.GetValueOrDefault((camera.Camera, regime))),
        ];
    }

    /// <summary>One camera and regime; null when it is not to be enforced.</summary>
    public async Task<ReadinessRow?> Row(CameraId camera, Regime regime, CancellationToken ct) => (await Rows(ct)).FirstOrDefault(r => r.Camera.Camera == camera && r.Regime == regime);

    /// <summary>The row of a camera today. Pure.</summary>
    public static ReadinessRow RowOf(ReadinessFile file, PolicyDocument document, EnrolledCamera camera, Regime regime, EnforcementMode mode, Instant now, int waiting)
    {
        var local = DutchTime.Local(now);
        var standing = file.Of(document, camera.Camera, regime, local, now);
        var about = file.About(camera.Zone, camera.Camera, regime).ToArray();
        return new ReadinessRow(
            camera, regime, new[] { mode, document.Terms(regime)!.Mode.Value, standing.Mode }.Min(), standing,
            [.. document.Papers.Select(kind => CellOf(kind, about, new Standing(standing.Lacks & Standing.LacksOf(kind)), local, now))], waiting);
    }

    private static PaperCell CellOf(PaperKind kind, Paper[] about, Standing lacks, LocalDateTime local, Instant now)
    {
        var paper = Shown(kind, about, local, now);
        LocalDate? last = paper is null ? null : kind == PaperKind.SignInspection ? paper.DatedAt.Date.PlusMonths(1) : paper.ValidUntil?.PlusDays(-1);
        int soon = kind == PaperKind.SignInspection ? InspectionSoonDays : EndsSoonDays;
        // A warning period is over when it is good.
        bool ends = kind != PaperKind.WarningPeriod && last is { } day && day <= local.Date.PlusDays(soon);
        return new PaperCell(kind, lacks.Lacks != Lack.None ? PaperState.Lacking : ends ? PaperState.EndsSoon : PaperState.Good, paper, last, [.. lacks.Codes()]);
    }

    private static Paper? Shown(PaperKind kind, Paper[] about, LocalDateTime local, Instant now)
    {
        var ofKind = about.Where(p => p.Kind == kind && p.DatedAt <= local).ToList();
        return kind switch
        {
            PaperKind.SignInspection => ofKind.LastOrDefault(p => !p.IsWithdrawnOn(local.Date, now)),
            PaperKind.WarningPeriod => ofKind.LastOrDefault(p => !p.IsWithdrawnOn(local.Date, now)),
            _ => PaperRule.InForce(about, kind, local.Date, now) ?? ofKind.LastOrDefault(),
        };
    }

    /// <summary>Cases in the front of the queue that lack a paper of their own day.</summary>
    private async Task<Dictionary<(CameraId, Regime), int>> Waiting(ReadinessFile file, CancellationToken ct)
    {
        CaseState[] open = [CaseState.Ready, CaseState.SecondOpinion];
        var rows = await db.Cases.AsNoTracking().Where(c => open.Contains(c.State)).OrderBy(c => c.ReviewBy).Take(CasesLookedAt)
            .Select(c => new { c.Zone, c.Camera, c.Offence, c.FirstSeen, c.WarningOnly }).ToListAsync(ct);
        var (waiting, now) = (new Dictionary<(CameraId, Regime), int>(), clock.GetCurrentInstant());
        foreach (var row in rows)
        {
            if (policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen) is not { } document)
                continue;
            var regime = Kebab.Value<Regime>(row.Offence.Split('+')[0]);
            if (!file.Of(document, row.Camera, regime, DutchTime.Local(row.FirstSeen), now).Suffices(row.WarningOnly))
                waiting[(row.Camera, regime)] = waiting.GetValueOrDefault((row.Camera, regime)) + 1;
        }

        return waiting;
    }
}
