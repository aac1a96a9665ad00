using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Figures that outlive restarts, raised in the unit of work that they count.</summary>
public static class Counters
{
    public const string PassagesStored = "passages-stored";
    public const string Verdicts = "verdicts";
    public const string ChainAlarms = "chain-alarms";
    public const string DeadLetters = "dead-letters";
    public const string DeadLettersDropped = "dead-letters-dropped";
    public const string Duplicates = "duplicates";

    /// <summary>Raises a figure and returns it; saved with the unit of work.</summary>
    public static async Task<long> Add(CentralDb db, string name, string label, long by, CancellationToken ct)
    {
        // In a transaction the row is held until its end: two centrals wait for each other instead of failing.
        var counter = db.Database.CurrentTransaction is null || db.Counters.Local.FindEntryUntyped([db.CurrentSite, name, label]) is not null
            ? await db.Counters.FindAsync([db.CurrentSite, name, label], ct)
            : await db.Locked<Counter>("\"Site\" = {0} AND \"Name\" = {1} AND \"Label\" = {2}", db.CurrentSite.Value, name, label).FirstOrDefaultAsync(ct);
        if (counter is null)
            db.Counters.Add(counter = new Counter { Site = db.CurrentSite, Name = name, Label = label });
        return counter.Value += by;
    }

    /// <summary>All figures of all sites, by name and label.</summary>
    public static async Task<Dictionary<(string Name, string Label), long>> Totals(CentralDb db, CancellationToken ct)
    {
        var rows = await db.Counters.IgnoreQueryFilters().AsNoTracking().Select(c => new { c.Name, c.Label, c.Value }).ToListAsync(ct);
        return rows.GroupBy(r => (r.Name, r.Label)).ToDictionary(g => g.Key, g => g.Sum(r => r.Value));
    }
}
