using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Reports;

/// <summary>A count before it is stored.</summary>
public readonly record struct Tally(LocalDate Day, string Zone, TallyKind Kind, string Value, Measure Measure);

/// <summary>Counts in the database, straight from what is stored: the truth that tallies are a copy of.</summary>
public static class Tallying
{
    /// <summary>Passages of days, from anonymous facts; only as many rows come out as there are quarters, cameras and kinds.</summary>
    public static async Task<Dictionary<Tally, long>> Passages(CentralDb db, LocalDate from, LocalDate until, CancellationToken ct)
    {
        var (first, last) = (from.AtMidnight(), until.AtMidnight());
        var counted = await db.AnonymousFacts.AsNoTracking().Where(f => f.LocalQuarter >= first && f.LocalQuarter < last)
            .GroupBy(f => new { f.LocalQuarter, f.Zone, f.Camera, f.Category, f.Verdict })
            .Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var tallies = new Dictionary<Tally, long>();
        foreach (var row in counted)
        {
            var (day, measure) = (row.Key.LocalQuarter.Date, Measures.OfVerdict(row.Key.Verdict));
            Add(tallies, new Tally(day, row.Key.Zone, TallyKind.Camera, row.Key.Camera.Value, measure), row.Count);
            Add(tallies, new Tally(day, row.Key.Zone, TallyKind.Hour, row.Key.LocalQuarter.Hour.ToString("00", CultureInfo.InvariantCulture), measure), row.Count);
            Add(tallies, new Tally(day, row.Key.Zone, TallyKind.Category, row.Key.Category, measure), row.Count);
        }

        return tallies;
    }

    /// <summary>
    /// Cases by the day of the act, as they stand now, and how far they were contested. Rows stay when a case's personal data is erased, so nothing drops out of the
    /// count by growing old.
    /// </summary>
    public static async Task<Dictionary<Tally, long>> Cases(CentralDb db, LocalDate from, LocalDate until, CancellationToken ct)
    {
        var counted = await db.Cases.AsNoTracking().Where(c => c.ActDate >= from && c.ActDate < until)
            .GroupBy(c => new { c.ActDate, c.Zone, c.State, c.RejectedFor, IsApproved = c.Regime != null, IsSent = c.SentOn != null })
            .Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var contested = await db.AppealRequests.AsNoTracking()
            .Join(db.Cases.Where(c => c.ActDate >= from && c.ActDate < until), r => r.CaseId, c => c.Id, (r, c) => new { c.ActDate, c.Zone, r.Stage, c.Id })
            .Distinct().GroupBy(x => new { x.ActDate, x.Zone, x.Stage }).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var tallies = new Dictionary<Tally, long>();
        foreach (var row in counted)
        {
            var measure = Measures.OfCase(row.Key.State, row.Key.RejectedFor is not null, row.Key.IsApproved, row.Key.IsSent);
            Add(tallies, new Tally(row.Key.ActDate, row.Key.Zone, TallyKind.Case, measure == Measure.Rejected ? row.Key.RejectedFor ?? "" : "", measure), row.Count);
        }

        foreach (var row in contested)
            Add(tallies, new Tally(row.Key.ActDate, row.Key.Zone, TallyKind.Case, "", Measures.OfStage(row.Key.Stage)), row.Count);
        return tallies;
    }

    private static void Add(Dictionary<Tally, long> tallies, Tally tally, long count) => tallies[tally] = tallies.GetValueOrDefault(tally) + count;
}
