using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What a vehicle may do in one zone at a moment.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="ZoneName">For people, Dutch.</param>
/// <param name="Verdict">The rules' verdict; Allowed means that it may enter.</param>
/// <param name="Document">The document in force; null when the zone has none.</param>
public sealed record ZoneAccess(ZoneId Zone, string ZoneName, Verdict Verdict, PolicyDocument? Document)
{
    public bool MayEnter => Verdict.Code == VerdictCode.Allowed;
}

/// <summary>A vehicle of the firm with the register's facts and its access now.</summary>
public sealed record FleetVehicle(FirmVehicle Row, PlateText Plate, RegisterVehicle? Register, ImmutableArray<Exemptions.Exemption> Exemptions, IReadOnlyList<ZoneAccess> Now);

/// <summary>What came of adding a vehicle.</summary>
public enum AddVehicleOutcome
{
    Added,
    NotAPlate,
    AlreadyThere,
}

/// <summary>The vehicles that a firm looks after. Every query holds the firm's id: another's row is not found.</summary>
public sealed class FirmFleet(CentralDb db, Judge judge, FactsLoader facts, LivePolicies policies, IClock clock)
{
    public async Task<IReadOnlyList<FleetVehicle>> List(Guid firm, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var rows = await db.FirmVehicles.AsNoTracking().Where(v => v.FirmId == firm).OrderBy(v => v.Plate).ToListAsync(ct);
        return rows.ConvertAll(row => View(row, now));
    }

    public async Task<FleetVehicle?> Find(Guid firm, Guid vehicle, CancellationToken ct) =>
        await db.FirmVehicles.AsNoTracking().FirstOrDefaultAsync(v => v.FirmId == firm && v.Id == vehicle, ct) is { } row ? View(row, clock.GetCurrentInstant()) : null;

    /// <summary>What any plate may do at a moment in every zone, by the rules alone; nothing is stored.</summary>
    public IReadOnlyList<ZoneAccess> Access(PlateText plate, Instant at)
    {
        var known = facts.Latest(db.CurrentSite);
        return [.. policies.Current.Zones.Select(zone =>
        {
            var judged = judge.Vehicle(plate, zone, at, known);
            return new ZoneAccess(zone, judged.Document?.ZoneName ?? zone.Text, judged.Verdict, judged.Document);
        })];
    }

    public async Task<AddVehicleOutcome> Add(Guid firm, string plateText, string? nickname, Actor actor, CancellationToken ct)
    {
        if (!PlateText.TryParse(plateText, CountryCode.Netherlands, out var plate))
            return AddVehicleOutcome.NotAPlate;
        if (await db.FirmVehicles.AnyAsync(v => v.FirmId == firm && v.Plate == plate.Text, ct))
            return AddVehicleOutcome.AlreadyThere;
        var row = new FirmVehicle { Id = Guid.CreateVersion7(), FirmId = firm, Plate = plate.Text, Nickname = nickname, AddedAt = clock.GetCurrentInstant() };
        db.FirmVehicles.Add(row);
        AuditTrail.Record(db, actor, "firm.vehicle-add", $"vehicle:{row.Id}", "", row.AddedAt);
        await db.SaveChangesAsync(ct);
        return AddVehicleOutcome.Added;
    }

    /// <summary>Adds several at once, all or none; those already there are left out. All carry one moment, by which they can be taken back.</summary>
    public async Task<(IReadOnlyList<PlateText> Added, Instant At)> AddMany(Guid firm, IReadOnlyList<PlateText> plates, string? nickname, Actor actor, CancellationToken ct)
    {
        var at = clock.GetCurrentInstant();
        var there = await db.FirmVehicles.Where(v => v.FirmId == firm).Select(v => v.Plate).ToHashSetAsync(ct);
        PlateText[] added = [.. plates.Where(p => there.Add(p.Text))];
        foreach (var plate in added)
            db.FirmVehicles.Add(new FirmVehicle { Id = Guid.CreateVersion7(), FirmId = firm, Plate = plate.Text, Nickname = nickname, AddedAt = at });
        if (added.Length > 0)
            AuditTrail.Record(db, actor, "firm.vehicle-add", $"firm:{firm}", $"{added.Length} vehicles", at);
        await db.SaveChangesAsync(ct);
        return (added, at);
    }

    /// <summary>Takes back what was added at that moment; tells how many.</summary>
    public async Task<int> RemoveAddedAt(Guid firm, Instant at, Actor actor, CancellationToken ct)
    {
        var rows = await db.FirmVehicles.Where(v => v.FirmId == firm && v.AddedAt == at).ToListAsync(ct);
        db.FirmVehicles.RemoveRange(rows);
        if (rows.Count > 0)
            AuditTrail.Record(db, actor, "firm.vehicle-remove", $"firm:{firm}", $"{rows.Count} vehicles, undone", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return rows.Count;
    }

    /// <summary>Removes a vehicle; false when the firm has none of that id.</summary>
    public async Task<bool> Remove(Guid firm, Guid vehicle, Actor actor, CancellationToken ct)
    {
        if (await db.FirmVehicles.FirstOrDefaultAsync(v => v.FirmId == firm && v.Id == vehicle, ct) is not { } row)
            return false;
        db.FirmVehicles.Remove(row);
        AuditTrail.Record(db, actor, "firm.vehicle-remove", $"vehicle:{row.Id}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return true;
    }

    private FleetVehicle View(FirmVehicle row, Instant now)
    {
        var known = facts.Latest(db.CurrentSite);
        _ = PlateText.TryParse(row.Plate, CountryCode.Netherlands, out var plate);
        return new FleetVehicle(row, plate, known.Vehicle(row.Plate, DutchTime.Local(now).Date), known.Exemptions(row.Plate), Access(plate, now));
    }
}
