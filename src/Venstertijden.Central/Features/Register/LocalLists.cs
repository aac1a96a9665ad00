using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Register;

/// <summary>Keeps the local copies of register and exemptions fresh; a new version replaces the old one in one save.</summary>
public sealed class LocalLists(CentralDbs databases, IVehicleRegister register, IExemptionSource exemptions, FactsLoader facts, IClock clock)
{
    /// <summary>Fetched again this long after the last time.</summary>
    public static readonly Duration Every = Duration.FromHours(1);

    /// <summary>Fetches what is due (all when <paramref name="always"/>) and hands the facts out.</summary>
    public async Task Refresh(SiteId site, bool always, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var lists = await db.Lists.ToListAsync(ct);
        var known = lists.Find(l => l.List == ListVersion.RegisterList);
        var knownExemptions = lists.Find(l => l.List == ListVersion.ExemptionList);
        if (!always && known?.RetrievedAt + Every > now && knownExemptions?.RetrievedAt + Every > now)
            return;
        var vehicles = await register.Fetch(ct);
        if (known?.ListVersionName != vehicles.Version)
            await ReplaceVehicles(db, vehicles.Rows, now, ct);
        Note(db, known, ListVersion.RegisterList, vehicles.Version, vehicles.Rows.Count, now);
        var granted = await exemptions.Fetch(ct);
        if (knownExemptions?.ListVersionName != granted.Version)
            await ReplaceExemptions(db, granted, now, ct);
        Note(db, knownExemptions, ListVersion.ExemptionList, granted.Version, granted.Rows.Count, now);
        await db.SaveChangesAsync(ct);
        await facts.Reload(site, ct);
    }

    private static async Task ReplaceVehicles(CentralDb db, IReadOnlyList<SourceVehicle> rows, Instant now, CancellationToken ct)
    {
        var old = await db.Register.ToDictionaryAsync(v => v.Plate, StringComparer.Ordinal, ct);
        foreach (var row in rows)
        {
            if (!old.Remove(row.Plate, out var vehicle))
                db.Register.Add(vehicle = new RegisterVehicle { Plate = row.Plate, RetrievedAt = now });
            (vehicle.Brand, vehicle.Model, vehicle.Category, vehicle.Fuels, vehicle.EmissionClass) = (row.Brand, row.Model, row.Category, row.Fuels, row.EmissionClass);
            (vehicle.FirstAdmission, vehicle.Body, vehicle.Colour, vehicle.MaxMassKg, vehicle.Taxi) = (row.FirstAdmission, row.Body, row.Colour, row.MaxMassKg, row.Taxi);
            vehicle.RetrievedAt = now;
        }

        db.RemoveRange(old.Values);
    }

    /// <summary>What the list no longer names is withdrawn, not deleted: an old verdict may rest on it. What was granted here stays.</summary>
    private static async Task ReplaceExemptions(CentralDb db, SourceList<SourceExemption> list, Instant now, CancellationToken ct)
    {
        var old = await db.Exemptions.Where(e => e.ListVersion != null).ToDictionaryAsync(e => e.Id, ct);
        foreach (var row in list.Rows)
        {
            var id = IdOf(db.CurrentSite, row);
            if (old.Remove(id, out var known))
            {
                known.WithdrawnAt = null;
                continue;
            }

            db.Exemptions.Add(new Exemption
            {
                Id = id, Plate = row.Plate, Kind = row.Kind, From = row.From, Until = row.Until, WholeDays = row.WholeDays, Zone = row.Zone, ListVersion = list.Version, RecordedAt = now,
            });
        }

        foreach (var gone in old.Values)
            gone.WithdrawnAt ??= now;
    }

    private static void Note(CentralDb db, ListVersion? known, string list, string version, int rows, Instant now)
    {
        if (known is null)
            db.Lists.Add(known = new ListVersion { List = list, ListVersionName = version, RetrievedAt = now, Rows = rows });
        (known.ListVersionName, known.RetrievedAt, known.Rows) = (version, now, rows);
    }

    /// <summary>The same row of a list has the same id in every version.</summary>
    private static Guid IdOf(SiteId site, SourceExemption row) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}|{row.Plate}|{row.Kind}|{row.From}|{row.Until}|{row.WholeDays}|{row.Zone}")).AsSpan(0, 16));
}
