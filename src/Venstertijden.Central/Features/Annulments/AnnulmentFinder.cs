using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>Which cases an annulment is about: those that a paper takes the ground from, one case, or all of a period, narrowed by zone, camera and rule (so by sign).</summary>
/// <param name="PaperId">A paper that was withdrawn, or an inspection that found a fault.</param>
/// <param name="CaseNumber">One case.</param>
/// <param name="Zone">Null for every zone.</param>
/// <param name="Camera">Null for every camera.</param>
/// <param name="Regime">Null for every rule.</param>
/// <param name="From">First local date of the act.</param>
/// <param name="LastDay">Last local date of the act.</param>
public sealed record AnnulmentGround(Guid? PaperId, string? CaseNumber, string? Zone, CameraId? Camera, Regime? Regime, LocalDate? From, LocalDate? LastDay);

/// <summary>A case that an annulment would take back.</summary>
public sealed record FoundCase(Guid Id, string Number, CaseState State, CameraId Camera, Instant FirstSeen, AnnulmentEffect Effect)
{
    /// <summary>Another text for another list: who confirms has seen this one.</summary>
    public static string MarkOf(IEnumerable<FoundCase> found) => Signing.Hash(Encoding.UTF8.GetBytes(string.Join('\n', found.Select(f => $"{f.Id} {Kebab.Name(f.State)}"))));
}

/// <summary>Finds the cases of a ground, from the rows alone: no case is opened.</summary>
public sealed class AnnulmentFinder(CentralDb db, Repercussions repercussions, IClock clock)
{
    /// <summary>Cases by number. Those that ended without anything leaving the house are left out: there is nothing to take back.</summary>
    public async Task<IReadOnlyList<FoundCase>> Find(AnnulmentGround ground, CancellationToken ct)
    {
        CaseState[] looked = [.. CaseMoves.Undecided, .. CaseMoves.DecidedUnsent, .. CaseMoves.Sent, CaseState.Refused, CaseState.Closed];
        var rows = db.Cases.AsNoTracking().Where(c => c.ErasedAt == null && looked.Contains(c.State));
        if (ground.PaperId is { } paper)
        {
            var touched = await OfPaper(paper, ct);
            rows = rows.Where(c => touched.Contains(c.Id));
        }

        if (ground.CaseNumber is { } number)
            rows = rows.Where(c => c.Number == number);
        if (ground.Zone is { } zone)
            rows = rows.Where(c => c.Zone == zone);
        if (ground.Camera is { } camera)
            rows = rows.Where(c => c.Camera == camera);
        if (ground.Regime is { } regime)
        {
            string code = Kebab.Name(regime);
            rows = rows.Where(c => c.Offence.Contains(code));
        }

        if (ground.From is { } from)
            rows = rows.Where(c => c.ActDate >= from);
        if (ground.LastDay is { } last)
            rows = rows.Where(c => c.ActDate <= last);
        // A closed case counts when it was sent: a paid sanction is refunded.
        rows = rows.Where(c => c.State != CaseState.Closed || c.SentOn != null);
        return [.. (await rows.OrderBy(c => c.Number).ToListAsync(ct)).Select(c => new FoundCase(c.Id, c.Number, c.State, c.Camera, c.FirstSeen, EffectOn(c.State)))];
    }

    internal static AnnulmentEffect EffectOn(CaseState state) => CaseMoves.Sent.Contains(state) || state == CaseState.Closed ? AnnulmentEffect.AsksWithdrawal : AnnulmentEffect.Lapses;

    private async Task<List<Guid>> OfPaper(Guid id, CancellationToken ct)
    {
        var file = await ReadinessFile.Read(db, ct);
        if (file.Papers.FirstOrDefault(p => p.Id == id) is not { } paper)
            return [];
        return [.. (await repercussions.Touched(db, file.Before(paper), paper, clock.GetCurrentInstant(), ct)).Select(t => t.Id)];
    }
}
