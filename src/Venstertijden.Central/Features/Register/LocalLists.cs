using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Register;

/// <summary>
/// Keeps the local copies of register and exemptions fresh; a new version replaces the old one in one save. A register that is a copy on the disk
/// comes by an import: then only its version is noted here, for no plate of it is in the database.
/// </summary>
public sealed class LocalLists(CentralDbs databases, IVehicleRegister register, IExemptionSource exemptions, FactsLoader facts, IClock clock)
{
    /// <summary>Fetched again this long after the last time.</summary>
    public static readonly Duration Every = Duration.FromHours(1);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<SiteId, LocalDate> _counted = new();

    /// <summary>Fetches what is due (all when <paramref name="always"/>) and hands the facts out.</summary>
    public async Task Refresh(SiteId site, bool always, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var known = await ListHistory.Latest(db, ListVersion.RegisterList, ct);
        var knownExemptions = await ListHistory.Latest(db, ListVersion.ExemptionList, ct);
        var copies = facts.Shelf;
        bool isDue = copies is null ? !(known?.RetrievedAt + Every > now) : copies.Current is { } latest && latest.Version != known?.ListVersionName;
        if (!always && !isDue && knownExemptions?.RetrievedAt + Every > now)
            return;
        if (copies is null)
        {
            var vehicles = await register.Fetch(ct);
            if (known?.ListVersionName != vehicles.Version)
                await ReplaceVehicles(db, vehicles, now, ct);
            Note(db, known, ListVersion.RegisterList, vehicles, now);
        }
        else if (always || isDue)
        {
            await TakeUp(db, copies.Current, known, now, ct);
        }

        var granted = await exemptions.Fetch(ct);
        if (knownExemptions?.ListVersionName != granted.Version)
            await ReplaceExemptions(db, granted, now, ct);
        Note(db, knownExemptions, ListVersion.ExemptionList, granted, now);
        await db.SaveChangesAsync(ct);
        await facts.Reload(site, ct);
    }

    /// <summary>Notes the copy in use, and ends what was said before it: the sample, and answers of the register itself that are older than the copy's data.</summary>
    private static async Task TakeUp(CentralDb db, RegisterCopy? copy, ListVersion? known, Instant now, CancellationToken ct)
    {
        foreach (var old in await db.Register.Where(v => v.ReplacedAt == null && v.ListVersion != null && v.ListVersion != LiveAnswer.Source).ToListAsync(ct))
            old.ReplacedAt = now;
        // An answer tells whose case was looked at: it goes when a newer copy makes it needless. What rested on it is kept with the case.
        foreach (var answer in await db.Register.Where(v => v.ListVersion == LiveAnswer.Source).ToListAsync(ct))
        {
            if (answer.RecordedAt < copy?.SourceAt)
                db.Register.Remove(answer);
        }

        if (copy is null || copy.Version == known?.ListVersionName)
            return;
        // A copy that an operator went back to is in use since now, however old it is.
        var since = known is null || copy.ImportedAt > known.RetrievedAt ? copy.ImportedAt : now;
        db.Lists.Add(new ListVersion { List = ListVersion.RegisterList, Number = (known?.Number ?? 0) + 1, ListVersionName = copy.Version, RetrievedAt = since, Rows = copy.Rows, Announced = copy.SourceRows });
    }

    /// <summary>Once a day: the rows that the source announced against those that we hold from it (N9). A difference shows on the start page.</summary>
    public async Task Reconcile(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var day = Policy.Windows.DutchTime.Local(now).Date;
        if (_counted.TryGetValue(site, out var last) && last == day)
            return;
        foreach (string list in (string[])[ListVersion.RegisterList, ListVersion.ExemptionList])
        {
            if (await ListHistory.Latest(db, list, ct) is not { } latest || await db.ListCounts.AnyAsync(c => c.List == list && c.Day == day, ct))
                continue;
            int held = list == ListVersion.RegisterList
                ? facts.Shelf?.Current?.Rows ?? await db.Register.CountAsync(v => v.ReplacedAt == null && v.ListVersion != null, ct)
                : await db.Exemptions.CountAsync(e => e.ReplacedAt == null && e.ListVersion != null, ct);
            db.ListCounts.Add(new ListCount { List = list, Day = day, ListVersionName = latest.ListVersionName, Announced = latest.Announced ?? latest.Rows, Held = held, CountedAt = now });
        }

        await db.SaveChangesAsync(ct);
        _counted[site] = day;
    }

    /// <summary>What changed gets a next version, what is gone is closed: an old verdict may rest on it. What was recorded here stays.</summary>
    private static async Task ReplaceVehicles(CentralDb db, SourceList<SourceVehicle> list, Instant now, CancellationToken ct)
    {
        var revisions = await db.Register.GroupBy(v => v.Plate).Select(g => new { g.Key, Last = g.Max(v => v.Revision) }).ToDictionaryAsync(x => x.Key, x => x.Last, StringComparer.Ordinal, ct);
        var old = await db.Register.Where(v => v.ReplacedAt == null && v.ListVersion != null).ToDictionaryAsync(v => v.Plate, StringComparer.Ordinal, ct);
        foreach (var row in list.Rows.DistinctBy(r => r.Plate, StringComparer.Ordinal))
        {
            var told = new RegisterVehicle
            {
                Plate = row.Plate, Revision = revisions.GetValueOrDefault(row.Plate) + 1, Brand = row.Brand, Model = row.Model, Category = row.Category, Fuels = row.Fuels, EmissionClass = row.EmissionClass,
                FirstAdmission = row.FirstAdmission, Body = row.Body, Colour = row.Colour, MaxMassKg = row.MaxMassKg, Taxi = row.Taxi, ListVersion = list.Version, RecordedAt = now,
            };
            if (old.Remove(row.Plate, out var standing))
            {
                if (RegisterBook.SaysTheSame(standing, told))
                    continue;
                standing.ReplacedAt = now;
            }

            db.Register.Add(told);
        }

        foreach (var gone in old.Values)
            gone.ReplacedAt = now;
    }

    /// <summary>The same for exemptions. What was granted here stays.</summary>
    private static async Task ReplaceExemptions(CentralDb db, SourceList<SourceExemption> list, Instant now, CancellationToken ct)
    {
        var revisions = await db.Exemptions.Where(e => e.ListVersion != null).GroupBy(e => e.Id).Select(g => new { g.Key, Last = g.Max(e => e.Revision) }).ToDictionaryAsync(x => x.Key, x => x.Last, ct);
        var old = await db.Exemptions.Where(e => e.ListVersion != null && e.ReplacedAt == null).ToDictionaryAsync(e => e.Id, ct);
        foreach (var (id, row) in list.Rows.Select(row => (Id: IdOf(db.CurrentSite, row), Row: row)).DistinctBy(x => x.Id))
        {
            if (old.Remove(id))
                continue;
            db.Exemptions.Add(new Exemption
            {
                Id = id, Revision = revisions.GetValueOrDefault(id) + 1, Plate = row.Plate, Kind = row.Kind, From = row.From, Until = row.Until, WholeDays = row.WholeDays, Zone = row.Zone,
                ListVersion = list.Version, RecordedAt = now,
            });
        }

        foreach (var gone in old.Values)
            gone.ReplacedAt = now;
    }

    private static void Note<T>(CentralDb db, ListVersion? known, string list, SourceList<T> fetched, Instant now) => db.Lists.Add(new ListVersion
    {
        List = list, Number = (known?.Number ?? 0) + 1, ListVersionName = fetched.Version, RetrievedAt = now, Rows = fetched.Rows.Count, Announced = fetched.Announced,
    });

    /// <summary>The same row of a list has the same id in every version.</summary>
    private static Guid IdOf(SiteId site, SourceExemption row) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}|{row.Plate}|{row.Kind}|{row.From}|{row.Until}|{row.WholeDays}|{row.Zone}")).AsSpan(0, 16));
}
