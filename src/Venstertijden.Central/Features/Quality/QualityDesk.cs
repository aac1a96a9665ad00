using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Quality;

/// <summary>How two officers who judged the same case agreed.</summary>
/// <param name="Waiting">Cases that a second officer has yet to judge.</param>
/// <param name="Agreed">Both decided the same.</param>
/// <param name="Differed">They did not: the second decision counts.</param>
public sealed record Agreement(int Waiting, int Agreed, int Differed)
{
    /// <summary>Share that agreed, 0 to 1; null when none was judged twice.</summary>
    public double? Share => Agreed + Differed == 0 ? null : (double)Agreed / (Agreed + Differed);
}

/// <summary>What became of the cases of one camera under one rule.</summary>
/// <param name="CameraName">As people know it.</param>
/// <param name="Reason">As in the verdict.</param>
/// <param name="Decided">Cases that an officer decided.</param>
/// <param name="Rejected">Of these, rejected.</param>
/// <param name="FalseFlags">Of these, because nothing should have been flagged: misread, unreadable, no sign, carried, exempted after all.</param>
/// <param name="MostFor">The most frequent reason to reject; null when none was.</param>
public sealed record FalseFlagRow(string CameraName, string Reason, int Decided, int Rejected, int FalseFlags, string? MostFor)
{
    public double Rate => Decided == 0 ? 0 : (double)FalseFlags / Decided;
}

/// <summary>The page "Kwaliteit": how well cameras, rules and officers do, and the brake.</summary>
public sealed class QualityDesk(CentralDb db, IClock clock)
{
    /// <summary>Over how many days figures go.</summary>
    public const int Days = 90;

    private const int MostListed = 20;
    private static readonly string[] FalseFlagReasons = ["plate-misread", "plate-unreadable", "sign-not-shown", "carried", "exemption-after-all"];

    private static readonly CaseState[] Decided =
        [CaseState.Approved, CaseState.Rejected, CaseState.WarningLetter, .. CaseMoves.Sent, CaseState.Refused, CaseState.Annulled, CaseState.WithdrawalRequested, CaseState.Withdrawn, CaseState.Closed];

    public Task<List<FloodBrake>> BrakesOn(CancellationToken ct) => db.FloodBrakes.AsNoTracking().Where(b => b.ReleasedAt == null).OrderBy(b => b.PulledAt).ToListAsync(ct);

    public Task<int> CountBrakesOn(CancellationToken ct) => db.FloodBrakes.CountAsync(b => b.ReleasedAt == null, ct);

    public Task<List<FloodBrake>> BrakesReleased(CancellationToken ct) =>
        db.FloodBrakes.AsNoTracking().Where(b => b.ReleasedAt != null).OrderByDescending(b => b.ReleasedAt).Take(MostListed).ToListAsync(ct);

    /// <summary>Releases a brake, with what the senior officer found; false when it was released already.</summary>
    public async Task<bool> Release(Guid id, Actor senior, string reason, CancellationToken ct)
    {
        if (await db.FloodBrakes.FirstOrDefaultAsync(b => b.Id == id && b.ReleasedAt == null, ct) is not { } brake)
            return false;
        var now = clock.GetCurrentInstant();
        (brake.ReleasedAt, brake.ReleasedBy, brake.Reason) = (now, senior.Name, reason);
        AuditTrail.Record(db, senior, "brake.release", $"brake:{id}", reason, now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    public async Task<Agreement> Agreement(CancellationToken ct)
    {
        var since = Since();
        var counts = await db.Cases.AsNoTracking().Where(c => c.ActDate >= since && c.SecondPair != null).GroupBy(c => c.SecondPair!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new Agreement(counts.GetValueOrDefault(CaseRow.SecondPairWaits), counts.GetValueOrDefault(CaseRow.SecondPairAgreed), counts.GetValueOrDefault(CaseRow.SecondPairDiffered));
    }

    /// <summary>Per camera and rule, the worst first.</summary>
    public async Task<IReadOnlyList<FalseFlagRow>> FalseFlags(CancellationToken ct)
    {
        var since = Since();
        var names = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera, c => c.DisplayName, ct);
        var counts = await db.Cases.AsNoTracking().Where(c => c.ActDate >= since && Decided.Contains(c.State))
            .GroupBy(c => new { c.Camera, c.Reason, c.RejectedFor }).Select(g => new { g.Key.Camera, g.Key.Reason, g.Key.RejectedFor, Count = g.Count() }).ToListAsync(ct);
        return
        [
            .. counts.GroupBy(c => (c.Camera, c.Reason)).Select(g => new FalseFlagRow(
                names.GetValueOrDefault(g.Key.Camera, g.Key.Camera.Value), g.Key.Reason, g.Sum(c => c.Count), g.Where(c => c.RejectedFor is not null).Sum(c => c.Count),
                g.Where(c => FalseFlagReasons.Contains(c.RejectedFor)).Sum(c => c.Count), g.Where(c => c.RejectedFor is not null).MaxBy(c => c.Count)?.RejectedFor))
            .OrderByDescending(r => r.Rate).ThenByDescending(r => r.Decided).ThenBy(r => r.CameraName),
        ];
    }

    public async Task<(int Count, IReadOnlyList<LookAlikePair> Latest)> LookAlikes(CancellationToken ct) =>
        (await db.LookAlikePairs.CountAsync(ct), await db.LookAlikePairs.AsNoTracking().OrderByDescending(p => p.RecordedAt).Take(MostListed).ToListAsync(ct));

    public async Task<IReadOnlyDictionary<string, string>> CameraNames(CancellationToken ct) =>
        (await db.Cameras.AsNoTracking().Select(c => new { c.Camera, c.DisplayName }).ToListAsync(ct)).ToDictionary(c => c.Camera.Value, c => c.DisplayName);

    private LocalDate Since() => DutchTime.Local(clock.GetCurrentInstant()).Date.PlusDays(-Days);
}
