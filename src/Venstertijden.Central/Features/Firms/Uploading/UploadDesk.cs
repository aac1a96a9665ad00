using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>Keeps uploaded lists until the firm agrees, writes them in one save, and takes that back. Every query holds the firm's id.</summary>
public sealed class UploadDesk(CentralDb db, IClock clock)
{
    /// <summary>Keeps a list that was read; one of the firm's earlier ones that was never agreed to makes way.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> Keep(Guid firm, string fileName, IReadOnlyList<UploadRow> rows, CancellationToken ct)
    {
        await db.FleetUploads.Where(u => u.FirmId == firm && u.Undo == null).ExecuteDeleteAsync(ct);
        var upload = new FleetUpload { Id = Guid.CreateVersion7(), FirmId = firm, FileName = NameOf(fileName), UploadedAt = clock.GetCurrentInstant(), Rows = rows };
        db.FleetUploads.Add(upload);
        await db.SaveChangesAsync(ct);
        return upload.Id;
    }

    /// <summary>A list of the firm that is still kept; null when it has none of that id.</summary>
    public async Task<FleetUpload?> Find(Guid firm, Guid id, CancellationToken ct)
    {
        var oldest = clock.GetCurrentInstant() - FleetUpload.KeptFor;
        return await db.FleetUploads.FirstOrDefaultAsync(u => u.FirmId == firm && u.Id == id && u.UploadedAt > oldest, ct);
    }

    /// <summary>What would come of each row now.</summary>
    public async Task<IReadOnlyList<JudgedRow>> Judge(FleetUpload upload, CancellationToken ct)
    {
        var today = Today;
        var fleet = await InFleet(upload.FirmId).AsNoTracking().ToDictionaryAsync(v => v.Plate, v => new KnownVehicle(v.Nickname, v.Group, v.HiredUntil), ct);
        var rows = upload.Rows;
        var judged = JudgedRow.All(rows, fleet, System.Collections.Immutable.ImmutableHashSet<string>.Empty, today);
        string[] asked = [.. judged.Where(r => r.State == RowState.New).Select(r => r.Plate.Text)];
        var elsewhere = await FirmFleet.Elsewhere(db, upload.FirmId, asked, today, ct);
        return elsewhere.Count == 0 ? judged : JudgedRow.All(rows, fleet, elsewhere.Keys.ToHashSet(StringComparer.Ordinal), today);
    }

    /// <summary>Writes down what was mended in place.</summary>
    /// <param name="upload">The list.</param>
    /// <param name="mended">By place in the list: plate and end as they now read.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Mend(FleetUpload upload, IReadOnlyDictionary<int, (string Plate, string HiredUntil)> mended, CancellationToken ct)
    {
        upload.Rows = [.. upload.Rows.Select((row, place) => !row.Done && mended.TryGetValue(place, out var now)
            ? row with { Plate = CellText.Clean(now.Plate), HiredUntil = CellText.Clean(now.HiredUntil) } : row)];
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Puts every row without a fault into the fleet, all or none.</summary>
    public async Task<Agreed> Agree(FleetUpload upload, Actor actor, CancellationToken ct)
    {
        var judged = await Judge(upload, ct);
        var at = clock.GetCurrentInstant();
        var there = await db.FirmVehicles.Where(v => v.FirmId == upload.FirmId).ToDictionaryAsync(v => v.Plate, ct);
        var added = new List<Guid>();
        var changed = new List<VehicleBefore>();
        foreach (var row in judged.Where(r => r.IsWritten))
        {
            if (there.GetValueOrDefault(row.Plate.Text) is { } known)
            {
                if (known.IsInFleetOn(Today))
                {
                    changed.Add(new VehicleBefore(known.Id, known.Nickname, known.Group, known.HiredUntil));
                    (known.Nickname, known.Group, known.HiredUntil) = (TextOr(row.Row.Name, known.Nickname), TextOr(row.Row.Group, known.Group), row.HiredUntil ?? known.HiredUntil);
                    continue;
                }

                db.FirmVehicles.Remove(known);
            }

            var vehicle = new FirmVehicle
            {
                Id = Guid.CreateVersion7(), FirmId = upload.FirmId, Plate = row.Plate.Text, Nickname = TextOr(row.Row.Name, null), Group = TextOr(row.Row.Group, null), HiredUntil = row.HiredUntil, AddedAt = at,
            };
            db.FirmVehicles.Add(vehicle);
            added.Add(vehicle.Id);
        }

        // Agreed to in two parts it is still one upload to take back: what each vehicle was before the first part counts.
        var before = upload.Agreed;
        var agreed = new Agreed(at, [.. before?.Added ?? [], .. added], [.. before?.Changed ?? [], .. changed.Where(c => before is null || !(before.Added.Contains(c.Vehicle) || before.Changed.Any(b => b.Vehicle == c.Vehicle)))]);
        if (added.Count + changed.Count > 0)
        {
            upload.Rows = [.. judged.Select(r => r.IsWritten || r.State == RowState.There ? r.Row with { Done = true } : r.Row)];
            upload.Agreed = agreed;
            AuditTrail.Record(db, actor, "firm.vehicle-add", $"firm:{upload.FirmId}", $"{added.Count} vehicles added, {changed.Count} changed by upload", at);
        }

        await db.SaveChangesAsync(ct);
        return new Agreed(at, added, changed);
    }

    /// <summary>Takes back what agreeing did; the list waits again to be agreed to. Does nothing the second time.</summary>
    /// <returns>How many vehicles it was about.</returns>
    public async Task<int> TakeBack(FleetUpload upload, Actor actor, CancellationToken ct)
    {
        if (upload.Agreed is not { } agreed) return 0;
        var there = await db.FirmVehicles.Where(v => v.FirmId == upload.FirmId).ToDictionaryAsync(v => v.Id, ct);
        db.FirmVehicles.RemoveRange(agreed.Added.Select(id => there.GetValueOrDefault(id)).OfType<FirmVehicle>());
        foreach (var before in agreed.Changed)
            if (there.GetValueOrDefault(before.Vehicle) is { } vehicle)
                (vehicle.Nickname, vehicle.Group, vehicle.HiredUntil) = (before.Nickname, before.Group, before.HiredUntil);
        upload.Agreed = null;
        upload.Rows = [.. upload.Rows.Select(r => r with { Done = false })];
        AuditTrail.Record(db, actor, "firm.vehicle-remove", $"firm:{upload.FirmId}", $"{agreed.Added.Count} vehicles, {agreed.Changed.Count} changes, upload undone", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return agreed.Added.Count + agreed.Changed.Count;
    }

    /// <summary>Throws a list away.</summary>
    public async Task Drop(FleetUpload upload, CancellationToken ct)
    {
        db.FleetUploads.Remove(upload);
        await db.SaveChangesAsync(ct);
    }

    private LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    private IQueryable<FirmVehicle> InFleet(Guid firm)
    {
        var today = Today;
        return db.FirmVehicles.Where(v => v.FirmId == firm && v.RemovedAt == null && (v.HiredUntil == null || v.HiredUntil >= today));
    }

    private static string? TextOr(string text, string? otherwise) => text.Length > 0 ? text : otherwise;

    private static string NameOf(string fileName)
    {
        string name = CellText.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        return name;
    }
}
