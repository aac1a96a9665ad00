using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Applying;

/// <summary>Takes applications away whose time of keeping is over: texts, papers, letter, row and key. The exemption's versions stay, on which verdicts rest.</summary>
public static class ApplicationErasure
{
    private const int AtOnce = 100;

    /// <summary>Adds the erasures that are due to the unit of work; gives how many. Papers go at once: stopped half-way, the next round goes on.</summary>
    public static async Task<int> Add(CentralDb db, Instant now, CancellationToken ct)
    {
        var over = await db.Applications.Where(a => a.EraseAt <= now).OrderBy(a => a.EraseAt).Take(AtOnce).ToListAsync(ct);
        foreach (var row in over)
        {
            await db.ApplicationFiles.Where(f => f.ApplicationId == row.Id).ExecuteDeleteAsync(ct);
            await db.ApplicationEvents.Where(e => e.ApplicationId == row.Id).ExecuteDeleteAsync(ct);
            await Vault.Drop(db, row.Id, ct);
            db.Applications.Remove(row);
        }

        return over.Count;
    }
}
