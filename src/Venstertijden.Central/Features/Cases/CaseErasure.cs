using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Cases;

/// <summary>Erases a case's personal data by destroying its key; row, event chain and audit stay, unreadable where a person was in them.</summary>
public sealed class CaseErasure(CentralDb db, IClock clock)
{
    /// <summary>False when there is no such case here, or it was erased before.</summary>
    public async Task<bool> Erase(Guid id, Actor actor, string reason, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row || !await Vault.Destroy(db, id, now, ct))
            return false;
        (row.PlateIndex, row.ErasedAt) = (null, now);
        var pictures = await db.Pictures.Where(p => p.CaseId == id).Select(p => p.Id).ToListAsync(ct);
        foreach (var content in await db.PictureContents.Where(c => pictures.Contains(c.PictureId)).ToListAsync(ct))
            db.PictureContents.Remove(content);
        AuditTrail.Record(db, actor, "case.erase", $"case:{row.Number}", reason, now);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
