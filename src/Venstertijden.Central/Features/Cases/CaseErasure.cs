using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Retention;

namespace Venstertijden.Central.Features.Cases;

/// <summary>Erases a case's personal data by destroying its key; row, event chain and audit stay, unreadable where a person was in them.</summary>
public sealed class CaseErasure(CentralDb db, IClock clock)
{
    /// <summary>False when there is no such case here, or it was erased before.</summary>
    public async Task<bool> Erase(Guid id, Actor actor, string reason, CancellationToken ct)
    {
        if (!await Add(db, id, actor, reason, clock.GetCurrentInstant(), ct))
            return false;
        await db.SaveChangesAsync(ct);
        await LeftBehind.Sweep(db, ct);
        return true;
    }

    /// <summary>Adds the erasure, with its record, to the unit of work; false when there is nothing to erase.</summary>
    internal static async Task<bool> Add(CentralDb db, Guid id, Actor actor, string reason, Instant now, CancellationToken ct)
    {
        if (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row || !await Vault.Destroy(db, id, now, ct))
            return false;
        await Leave(db, row, now, ct);
        Erasure.Record(db, Erasure.Case, 1, reason, now, id);
        AuditTrail.Record(db, actor, "case.erase", $"case:{row.Number}", reason, now);
        return true;
    }

    /// <summary>What stays of a case whose key is gone.</summary>
    internal static async Task Leave(CentralDb db, CaseRow row, Instant now, CancellationToken ct)
    {
        (row.PlateIndex, row.ErasedAt) = (null, now);
        // Comments are in the events: nobody can read them any more.
        foreach (var key in await db.OwnCaseKeys.Where(k => k.CaseId == row.Id && k.Unread > 0).ToListAsync(ct))
            key.Unread = 0;
        var letters = await db.SentLetters.Where(l => l.CaseId == row.Id).ToListAsync(ct);
        letters.ForEach(l => l.OnceKey = null);
        var ids = letters.ConvertAll(l => l.Id);
        db.LetterContents.RemoveRange(await db.LetterContents.Where(c => ids.Contains(c.LetterId)).ToListAsync(ct));
        var pictures = await db.Pictures.Where(p => p.CaseId == row.Id).Select(p => p.Id).ToListAsync(ct);
        db.PictureContents.RemoveRange(await db.PictureContents.Where(c => pictures.Contains(c.PictureId)).ToListAsync(ct));
    }
}
