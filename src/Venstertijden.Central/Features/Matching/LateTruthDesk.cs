using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Register;

namespace Venstertijden.Central.Features.Matching;

/// <summary>The page "Zaken die veranderen": what waits for an officer, what was done, and what he answers.</summary>
public sealed class LateTruthDesk(CentralDb db, IClock clock)
{
    private const int Shown = 200;
    private static readonly Duration ListedFor = Duration.FromDays(30);

    /// <summary>Rows that need somebody: held, open, or a decision that fell and that nobody has seen yet.</summary>
    public Task<List<LateTruth>> Waiting(CancellationToken ct) =>
        NeedSomebody().AsNoTracking().OrderBy(l => l.FoundAt).ThenBy(l => l.CaseNumber).Take(Shown).ToListAsync(ct);

    public Task<int> CountWaiting(CancellationToken ct) => NeedSomebody().CountAsync(ct);

    /// <summary>What was done or answered in the last thirty days, newest first.</summary>
    public Task<List<LateTruth>> Done(CancellationToken ct)
    {
        var since = clock.GetCurrentInstant() - ListedFor;
        return db.LateTruths.AsNoTracking().Where(l => l.SettledAt != null && l.FoundAt >= since).OrderByDescending(l => l.SettledAt).Take(Shown).ToListAsync(ct);
    }

    /// <summary>The last counts of each list, newest first.</summary>
    public Task<List<ListCount>> Counts(CancellationToken ct) => db.ListCounts.AsNoTracking().OrderByDescending(c => c.Day).ThenBy(c => c.List).Take(14).ToListAsync(ct);

    /// <summary>Lists whose latest daily count differs from what was announced.</summary>
    public async Task<int> CountDifferences(CancellationToken ct) =>
        (await Counts(ct)).GroupBy(c => c.List).Count(g => g.First().Difference != 0);

    /// <summary>Nothing follows, with the officer's reason; false when it was dealt with already.</summary>
    public async Task<bool> Dismiss(Guid id, Actor officer, string reason, CancellationToken ct)
    {
        if (await db.LateTruths.FirstOrDefaultAsync(l => l.Id == id && (l.Status == LateStatus.Held || l.Status == LateStatus.Open), ct) is not { } row)
            return false;
        var now = clock.GetCurrentInstant();
        (row.Status, row.SettledAt, row.SettledBy, row.Note) = (LateStatus.Dismissed, now, officer.Name, reason);
        AuditTrail.Record(db, officer, "late-truth.dismiss", $"case:{row.CaseNumber}", reason, now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>An officer has seen that a decision fell.</summary>
    public async Task<bool> See(Guid id, Actor officer, CancellationToken ct)
    {
        if (await db.LateTruths.FirstOrDefaultAsync(l => l.Id == id && l.Status == LateStatus.Applied && l.SeenAt == null, ct) is not { } row)
            return false;
        row.SeenAt = clock.GetCurrentInstant();
        AuditTrail.Record(db, officer, "late-truth.see", $"case:{row.CaseNumber}", "", row.SeenAt.Value);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private IQueryable<LateTruth> NeedSomebody()
    {
        CaseState[] decided = [.. CaseMoves.DecidedUnsent];
        return db.LateTruths.Where(l => l.Status == LateStatus.Held || l.Status == LateStatus.Open || (l.Status == LateStatus.Applied && l.SeenAt == null && decided.Contains(l.CaseState)));
    }
}
