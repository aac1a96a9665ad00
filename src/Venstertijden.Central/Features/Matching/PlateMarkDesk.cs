using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Officers mark plates as cloned or as look-alikes; from then on their passages carry the caution, open cases included (M6).</summary>
public sealed class PlateMarkDesk(CentralDb db, Vault vault, FactsLoader facts, IClock clock)
{
    public Task<List<PlateMark>> Standing(CancellationToken ct) =>
        db.PlateMarks.AsNoTracking().Where(m => m.WithdrawnAt == null).OrderByDescending(m => m.RecordedAt).Take(500).ToListAsync(ct);

    /// <summary>Marks of this plate that stand; the search is on record.</summary>
    public async Task<List<PlateMark>> Of(string plate, Actor officer, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate);
        AuditTrail.Record(db, officer, "plate-mark.search", $"plate:{index[..12]}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return await db.PlateMarks.AsNoTracking().Where(m => m.PlateIndex == index && m.WithdrawnAt == null).ToListAsync(ct);
    }

    /// <summary>Marks a plate; false when the same mark stands.</summary>
    public async Task<bool> Add(PlateText plate, string kind, string reason, Actor officer, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate.Text);
        if (await db.PlateMarks.AnyAsync(m => m.PlateIndex == index && m.Kind == kind && m.WithdrawnAt == null, ct))
            return false;
        var now = clock.GetCurrentInstant();
        db.PlateMarks.Add(new PlateMark { Id = Guid.CreateVersion7(), PlateIndex = index, Kind = kind, Reason = reason, RecordedAt = now, RecordedBy = officer.Name });
        AuditTrail.Record(db, officer, "plate-mark.add", $"plate:{index[..12]}", $"{kind}: {reason}", now);
        await db.SaveChangesAsync(ct);
        await facts.Reload(db.CurrentSite, ct);
        return true;
    }

    /// <summary>Takes a mark away; its history stays.</summary>
    public async Task<bool> Withdraw(Guid id, Actor officer, CancellationToken ct)
    {
        if (await db.PlateMarks.FirstOrDefaultAsync(m => m.Id == id && m.WithdrawnAt == null, ct) is not { } mark)
            return false;
        (mark.WithdrawnAt, mark.WithdrawnBy) = (clock.GetCurrentInstant(), officer.Name);
        AuditTrail.Record(db, officer, "plate-mark.withdraw", $"plate:{mark.PlateIndex[..12]}", "", mark.WithdrawnAt.Value);
        await db.SaveChangesAsync(ct);
        await facts.Reload(db.CurrentSite, ct);
        return true;
    }
}
