using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What came of adding a vehicle.</summary>
public enum AddVehicleOutcome
{
    /// <summary>It is in the fleet.</summary>
    Added,

    /// <summary>The text is no Dutch plate.</summary>
    NotAPlate,

    /// <summary>It was in the fleet.</summary>
    AlreadyThere,
}

/// <summary>The vehicles that a firm looks after. Every query holds the firm's id: another's row is not found.</summary>
public sealed class FirmFleet(CentralDb db, Judge judge, FactsLoader facts, LivePolicies policies, IClock clock)
{
    // Of a fleet many vehicles are alike to the rules; they are asked once. One request is one moment.
    private readonly Dictionary<object, VehicleInZone> _alike = [];

    private LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    /// <summary>When the copy of the register was fetched; null when there is none.</summary>
    public Instant? RegisterFetchedAt => facts.Latest(db.CurrentSite).Register?.RetrievedAt;

    /// <summary>The coming years of a vehicle in a zone, by the zero-emission rule.</summary>
    public IReadOnlyList<Policy.Verdicts.PeriodAllowance> Years(ZoneAccess zone) => VehicleAccess.Years(policies.Current, zone.Facts, Today);

    /// <summary>One day of a vehicle in a zone.</summary>
    public AccessDay Day(ZoneAccess zone, LocalDate date) => VehicleAccess.Day(policies.Current, zone.Facts, date);

    /// <summary>All vehicles in the fleet now, by plate.</summary>
    public async Task<IReadOnlyList<FleetVehicle>> List(Guid firm, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var rows = await InFleet(firm).AsNoTracking().OrderBy(v => v.Plate).ToListAsync(ct);
        var elsewhere = await Elsewhere(db, firm, null, Today, ct);
        var sight = await Sight(firm, ct);
        return rows.ConvertAll(row => View(row, now, elsewhere, sight));
    }

    /// <summary>One of the fleet; null when the firm has none of that id.</summary>
    public async Task<FleetVehicle?> Find(Guid firm, Guid vehicle, CancellationToken ct) =>
        await InFleet(firm).AsNoTracking().FirstOrDefaultAsync(v => v.Id == vehicle, ct) is { } row
            ? View(row, clock.GetCurrentInstant(), await Elsewhere(db, firm, [row.Plate], Today, ct), await Sight(firm, ct))
            : null;

    /// <summary>The one of that plate; null when it is not in the fleet.</summary>
    public async Task<FleetVehicle?> Find(Guid firm, PlateText plate, CancellationToken ct)
    {
        string text = plate.Text;
        return await InFleet(firm).Where(v => v.Plate == text).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct) is { } id ? await Find(firm, id, ct) : null;
    }

    /// <summary>The ids of the vehicles in the fleet now, by plate.</summary>
    public Task<Dictionary<string, Guid>> Ids(Guid firm, CancellationToken ct) => InFleet(firm).AsNoTracking().ToDictionaryAsync(v => v.Plate, v => v.Id, ct);

    /// <summary>Which exemptions the firm may see.</summary>
    public Task<ExemptionSight> Sight(Guid firm, CancellationToken ct) => ExemptionSight.Of(db, firm, Today, ct);

    /// <summary>What any plate may do at a moment in every zone, by the rules alone; nothing is stored.</summary>
    public IReadOnlyList<ZoneAccess> Access(PlateText plate, Instant at)
    {
        var known = facts.Latest(db.CurrentSite);
        return [.. policies.Current.Zones.Select(zone => AccessOf(plate, zone, at, known, []))];
    }

    /// <summary>Which plates another firm has today, and since when; no more than that is told. Null asks for all that the firm itself has.</summary>
    internal static async Task<IReadOnlyDictionary<string, LocalDate>> Elsewhere(CentralDb db, Guid firm, IReadOnlyCollection<string>? plates, LocalDate today, CancellationToken ct)
    {
        var others = db.FirmVehicles.AsNoTracking().Where(v => v.FirmId != firm && v.RemovedAt == null && (v.HiredUntil == null || v.HiredUntil >= today));
        others = plates is null ? others.Where(v => db.FirmVehicles.Any(own => own.FirmId == firm && own.Plate == v.Plate)) : others.Where(v => plates.Contains(v.Plate));
        var found = await others.Select(v => new { v.Plate, v.AddedAt }).ToListAsync(ct);
        return found.GroupBy(v => v.Plate, StringComparer.Ordinal).ToDictionary(g => g.Key, g => DutchTime.Local(g.Min(v => v.AddedAt)).Date, StringComparer.Ordinal);
    }

    /// <summary>Adds one vehicle.</summary>
    public async Task<AddVehicleOutcome> Add(Guid firm, string plateText, string? nickname, Actor actor, CancellationToken ct)
    {
        if (!PlateText.TryParse(plateText, CountryCode.Netherlands, out var plate))
            return AddVehicleOutcome.NotAPlate;
        var (added, _) = await AddMany(firm, [plate], nickname, actor, ct);
        return added.Count > 0 ? AddVehicleOutcome.Added : AddVehicleOutcome.AlreadyThere;
    }

    /// <summary>Adds several at once, all or none; those already there are left out. All carry one moment, by which they can be taken back.</summary>
    public async Task<(IReadOnlyList<PlateText> Added, Instant At)> AddMany(Guid firm, IReadOnlyList<PlateText> plates, string? nickname, Actor actor, CancellationToken ct)
    {
        var (at, today) = (clock.GetCurrentInstant(), Today);
        var there = await db.FirmVehicles.Where(v => v.FirmId == firm).ToDictionaryAsync(v => v.Plate, ct);
        PlateText[] added = [.. plates.Where(p => there.GetValueOrDefault(p.Text)?.IsInFleetOn(today) != true)];
        // One that left makes way for the same plate.
        db.FirmVehicles.RemoveRange(added.Select(p => there.GetValueOrDefault(p.Text)).OfType<FirmVehicle>());
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

    /// <summary>Another name, group and last day.</summary>
    /// <returns>False when the firm has no vehicle of that id.</returns>
    public async Task<bool> Change(Guid firm, Guid vehicle, string? nickname, string? group, LocalDate? hiredUntil, Actor actor, CancellationToken ct)
    {
        if (await InFleet(firm).FirstOrDefaultAsync(v => v.Id == vehicle, ct) is not { } row)
            return false;
        (row.Nickname, row.Group, row.HiredUntil) = (nickname, group, hiredUntil);
        AuditTrail.Record(db, actor, "firm.vehicle-change", $"vehicle:{row.Id}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Takes vehicles out of the fleet; by the moment they can be put back.</summary>
    /// <returns>The plates that went; those of another firm are not among them.</returns>
    public async Task<(IReadOnlyList<PlateText> Removed, Instant At)> Remove(Guid firm, IReadOnlyCollection<Guid> vehicles, Actor actor, CancellationToken ct)
    {
        var at = clock.GetCurrentInstant();
        var rows = await InFleet(firm).Where(v => vehicles.Contains(v.Id)).ToListAsync(ct);
        foreach (var row in rows)
            row.RemovedAt = at;
        if (rows.Count > 0)
            AuditTrail.Record(db, actor, "firm.vehicle-remove", rows is [var one] ? $"vehicle:{one.Id}" : $"firm:{firm}", rows.Count == 1 ? "" : $"{rows.Count} vehicles", at);
        await db.SaveChangesAsync(ct);
        return (rows.ConvertAll(r => PlateOf(r.Plate)), at);
    }

    /// <summary>Puts back what was removed at that moment; tells how many.</summary>
    public async Task<int> Restore(Guid firm, Instant removedAt, Actor actor, CancellationToken ct)
    {
        var rows = await db.FirmVehicles.Where(v => v.FirmId == firm && v.RemovedAt == removedAt).ToListAsync(ct);
        foreach (var row in rows)
            row.RemovedAt = null;
        if (rows.Count > 0)
            AuditTrail.Record(db, actor, "firm.vehicle-add", $"firm:{firm}", $"{rows.Count} vehicles put back", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return rows.Count;
    }

    /// <summary>The row of one of the fleet, to be changed; null when the firm has none of that id.</summary>
    internal Task<FirmVehicle?> Row(Guid firm, Guid vehicle, CancellationToken ct) => InFleet(firm).FirstOrDefaultAsync(v => v.Id == vehicle, ct);

    private IQueryable<FirmVehicle> InFleet(Guid firm)
    {
        var today = Today;
        return db.FirmVehicles.Where(v => v.FirmId == firm && v.RemovedAt == null && (v.HiredUntil == null || v.HiredUntil >= today));
    }

    private FleetVehicle View(FirmVehicle row, Instant now, IReadOnlyDictionary<string, LocalDate> elsewhere, ExemptionSight sight)
    {
        var known = facts.Latest(db.CurrentSite);
        var plate = PlateOf(row.Plate);
        var register = known.Vehicle(row.Plate, DutchTime.Local(now).Date);
        var exemptions = known.Exemptions(row.Plate).Where(sight.Sees).ToImmutableArray();
        var set = policies.Current;
        return new FleetVehicle(row, plate, register, exemptions, [.. set.Zones.Select(InZone)], elsewhere.TryGetValue(row.Plate, out var since) ? since : null);

        VehicleInZone InZone(ZoneId zone)
        {
            var likeness = (zone, register?.Category, register?.Fuels, register?.EmissionClass, register?.FirstAdmission, register?.Body);
            if (exemptions.IsEmpty && _alike.TryGetValue(likeness, out var alike)) return alike;
            var access = AccessOf(plate, zone, now, known, exemptions);
            var made = new VehicleInZone(access, Firms.Today.Of(set, access, now), RightEnd.Of(set, access, DutchTime.Local(now).Date));
            if (exemptions.IsEmpty) _alike[likeness] = made;
            return made;
        }
    }

    private ZoneAccess AccessOf(PlateText plate, ZoneId zone, Instant at, Matching.Facts known, ImmutableArray<Exemptions.Exemption> exemptions)
    {
        var judged = judge.Vehicle(plate, zone, at, known, exemptions);
        return new ZoneAccess(zone, judged.Document?.ZoneName ?? zone.Text, judged.Verdict, judged.Document, judged.Facts);
    }

    private static PlateText PlateOf(string text) => PlateText.TryParse(text, CountryCode.Netherlands, out var plate) ? plate : default;
}
