using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>A case that rested on a paper which does not count any more.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">For people.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Camera">Where it was seen first.</param>
/// <param name="FirstSeen">When.</param>
/// <param name="Effect">What follows for it.</param>
/// <param name="Lacks">What it lacks now.</param>
public sealed record TouchedCase(Guid Id, string Number, CaseState State, CameraId Camera, Instant FirstSeen, LateEffect Effect, Standing Lacks)
{
    /// <summary>By what is known now it stood on nothing before this change already.</summary>
    public bool WasLost { get; init; }

    /// <summary>Another text for another list: who confirms has seen this one.</summary>
    public static string MarkOf(IEnumerable<TouchedCase> touched) =>
        Signing.Hash(Encoding.UTF8.GetBytes(string.Join('\n', touched.Select(t => $"{t.Id} {Kebab.Name(t.State)} {Kebab.Name(t.Effect)}"))));
}

/// <summary>
/// Finds the cases that a withdrawal or a faulty inspection takes the ground from, sent ones too, and looks at each: undecided ones and those that have not left the
/// house lapse with the reason, sent ones get a proposed withdrawal. Each case is one save, and what is done is not done twice: stopped at any point, it goes on.
/// </summary>
public sealed class Repercussions(CentralDbs databases, LivePolicies policies, FactsLoader facts, Recheck recheck, IClock clock)
{
    /// <summary>Batches that were judged by papers read before the change are stored by then.</summary>
    private static readonly Duration SecondLook = Duration.FromMinutes(5);

    private static readonly LocalDate BeforeAnyCamera = new(2000, 1, 1);
    private static readonly CaseState[] Looked = [.. CaseMoves.Undecided, .. CaseMoves.DecidedUnsent, .. CaseMoves.Sent];

    /// <summary>Cases that stood on complete papers when they were made and do not with the changed paper. From the rows alone: no case is opened.</summary>
    /// <param name="db">Where they are kept.</param>
    /// <param name="before">The papers without the change.</param>
    /// <param name="changed">The paper as it will be.</param>
    /// <param name="now">The moment of knowing.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<TouchedCase>> Touched(CentralDb db, ReadinessFile before, Paper changed, Instant now, CancellationToken ct)
    {
        var after = before.With(changed);
        var since = DutchTime.StartOf(SinceOf(changed, before));
        var rows = await (
            from row in db.Cases
            join opened in db.CaseEvents on row.Id equals opened.CaseId
            where opened.Number == 1 && row.Zone == changed.Zone && row.ErasedAt == null && row.FirstSeen >= since && Looked.Contains(row.State)
            orderby row.Number
            select new { Row = row, OpenedAt = opened.At }).AsNoTracking().ToListAsync(ct);
        var touched = new List<TouchedCase>();
        foreach (var found in rows)
        {
            if (changed.Camera is not { } camera || found.Row.Camera == camera)
                Add(touched, found.Row, found.OpenedAt, before, after, now);
        }

        return touched;
    }

    /// <summary>The same for who is about to make the change: without cases that another change took the ground from already.</summary>
    public async Task<IReadOnlyList<TouchedCase>> TouchedAnew(CentralDb db, ReadinessFile before, Paper changed, Instant now, CancellationToken ct) =>
        [.. (await Touched(db, before, changed, now, ct)).Where(t => !t.WasLost)];

    /// <summary>Goes on with changes that are not finished; gives the commands for the edges.</summary>
    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        var outgoing = new List<Outgoing>();
        await using var db = databases.Open(site);
        foreach (var change in await db.PaperChanges.Where(c => c.FinishedAt == null).OrderBy(c => c.At).ToListAsync(ct))
        {
            var now = clock.GetCurrentInstant();
            bool last = now >= change.At + SecondLook;
            if (change.LookedAt is not null && !last)
                continue;
            await facts.ReloadPapers(site, ct);
            var file = facts.Latest(site).Papers;
            if (file.Papers.FirstOrDefault(p => p.Id == change.PaperId) is { } paper)
            {
                foreach (var touched in await Touched(db, file.Before(paper), paper, now, ct))
                    outgoing.AddRange(await recheck.ByPapers(site, touched.Id, ct));
            }

            change.LookedAt ??= now;
            if (last)
                change.FinishedAt = now;
            await db.SaveChangesAsync(ct);
        }

        return outgoing;
    }

    private void Add(List<TouchedCase> touched, CaseRow row, Instant openedAt, ReadinessFile before, ReadinessFile after, Instant now)
    {
        if (policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen) is not { } document)
            return;
        var (local, lost, kept, wasLost, lacks) = (DutchTime.Local(row.FirstSeen), false, false, true, Standing.Complete);
        foreach (string code in row.Offence.Split('+', StringSplitOptions.RemoveEmptyEntries))
        {
            var regime = Kebab.Value<Regime>(code);
            var (then, stands) = (before.Of(document, row.Camera, regime, local, openedAt), after.Of(document, row.Camera, regime, local, now));
            bool lostHere = then.Suffices(row.WarningOnly) && !stands.Suffices(row.WarningOnly);
            (lost, kept) = (lost || lostHere, kept || stands.Mode >= EnforcementMode.Warn);
            if (!lostHere)
                continue;
            lacks = lacks.And(stands);
            wasLost &= !before.Of(document, row.Camera, regime, local, now).Suffices(row.WarningOnly);
        }

        if (!lost)
            return;
        var effect = CaseMoves.Sent.Contains(row.State) ? LateEffect.ProposesWithdrawal : kept ? LateEffect.Changes : LateEffect.Lapses;
        touched.Add(new TouchedCase(row.Id, row.Number, row.State, row.Camera, row.FirstSeen, effect, lacks) { WasLost = wasLost });
    }

    /// <summary>The first day on which it can matter.</summary>
    private static LocalDate SinceOf(Paper changed, ReadinessFile file) => changed.Kind == PaperKind.SignInspection
        // Since the inspection before it; withdrawn, it leaves a hole behind it.
        ? file.Papers.Where(p => p.Kind == PaperKind.SignInspection && p.Camera == changed.Camera && p.Id != changed.Id && p.DatedAt <= changed.DatedAt).Select(p => p.DatedAt.Date).LastOrDefault(BeforeAnyCamera)
        : changed.WithdrawnFrom ?? changed.ValidFrom;
}
