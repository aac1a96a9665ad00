using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Retention;

namespace Venstertijden.Central.Features.Backup;

/// <summary>Erases again, in a restored database, what was erased after the backup was made: its keys no longer exist.</summary>
public static class ErasedSince
{
    /// <returns>How many cases, undecided passages and dead letters were erased again.</returns>
    public static async Task<int> Apply(CentralDb db, Instant now, CancellationToken ct)
    {
        var actor = Actor.System("restore");
        var gone = await db.SubjectKeys.Where(k => k.Wrapped == null && k.DestroyedAt == null).ToListAsync(ct);
        foreach (var key in gone)
        {
            if (await db.Cases.FirstOrDefaultAsync(c => c.Id == key.Subject, ct) is { } row)
            {
                key.DestroyedAt = now;
                if (row.ErasedAt is null)
                    await CaseErasure.Leave(db, row, now, ct);
            }
            else
            {
                if (await db.Undecided.FirstOrDefaultAsync(u => u.Id == key.Subject, ct) is { } undecided)
                    db.Undecided.Remove(undecided);
                if (await db.DeadLetters.FirstOrDefaultAsync(d => d.Id == key.Subject, ct) is { } letter)
                    db.DeadLetters.Remove(letter);
                db.SubjectKeys.Remove(key);
            }

            Erasure.Record(db, Erasure.AfterRestore, 1, "erased after the backup was made", now, key.Subject);
        }

        if (gone.Count > 0)
        {
            AuditTrail.Record(db, actor, "restore.erase", "erased since the backup", $"{gone.Count} subjects", now);
            await db.SaveChangesAsync(ct);
            await LeftBehind.WriteAnew(db, ct);
        }

        return gone.Count;
    }
}
