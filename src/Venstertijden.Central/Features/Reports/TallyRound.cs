using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Reports;

/// <summary>
/// Keeps the tallies of ended days and of cases, so that a report need not count ten million facts while somebody waits. May be run at any time and again: a day is
/// counted anew as a whole, and only what differs is written.
/// </summary>
public sealed class TallyRound(CentralDbs databases, IClock clock)
{
    // Two units of work may take numbers in another order than they are saved in.
    private const long Overlap = 20_000;

    private static readonly Duration MarkedEvery = Duration.FromMinutes(15);
    private static readonly LocalDate Earliest = new(2000, 1, 1);
    private static readonly LocalDate Latest = new(2200, 1, 1);

    /// <summary>Counts what came since the last time.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.Open(site);
        var mark = await db.ReportMarks.FirstOrDefaultAsync(ct);
        if (mark is null)
            db.ReportMarks.Add(mark = new ReportMark { CasesAt = now });
        await Passages(db, mark, DutchTime.Local(now).Date.PlusDays(-1), ct);
        await Keep(db, await Tallying.Cases(db, Earliest, Latest, ct), t => t.Kind == TallyKind.Case, ct);
        // A mark that moves makes who keeps figures work them out again.
        if (db.ChangeTracker.Entries<ReportTally>().Any(e => e.State != EntityState.Unchanged) || now - mark.CasesAt > MarkedEvery)
            mark.CasesAt = now;
        await db.SaveChangesAsync(ct);
    }

    private static async Task Passages(CentralDb db, ReportMark mark, LocalDate yesterday, CancellationToken ct)
    {
        long greatest = await db.AnonymousFacts.MaxAsync(f => (long?)f.Id, ct) ?? 0;
        var days = new SortedSet<LocalDate>();
        if (mark.Through is { } through)
        {
            var (since, end) = (mark.UpToId - Overlap, through.PlusDays(1).AtMidnight());
            days.UnionWith((await db.AnonymousFacts.Where(f => f.Id > since && f.LocalQuarter < end).Select(f => f.LocalQuarter).Distinct().ToListAsync(ct)).Select(q => q.Date));
        }

        var first = mark.Through?.PlusDays(1) ?? (await db.AnonymousFacts.OrderBy(f => f.LocalQuarter).Select(f => (LocalDateTime?)f.LocalQuarter).FirstOrDefaultAsync(ct))?.Date ?? yesterday;
        for (var day = first; day <= yesterday; day = day.PlusDays(1))
            days.Add(day);
        // Of the first time: days that are still to come will be counted with all they have.
        if (mark.Through is null)
            mark.UpToId = greatest;
        foreach (var day in days)
        {
            await Keep(db, await Tallying.Passages(db, day, day.PlusDays(1), ct), t => t.Day == day && t.Kind != TallyKind.Case, ct);
            mark.Through = mark.Through is { } known && known > day ? known : day;
            await db.SaveChangesAsync(ct);
        }

        mark.UpToId = greatest;
    }

    private static async Task Keep(CentralDb db, Dictionary<Tally, long> counted, System.Linq.Expressions.Expression<Func<ReportTally, bool>> which, CancellationToken ct)
    {
        foreach (var row in await db.ReportTallies.AsNoTracking().Where(which).ToListAsync(ct))
        {
            var tally = new Tally(row.Day, row.Zone, row.Kind, row.Value, row.Measure);
            if (!counted.Remove(tally, out long count))
                db.ReportTallies.Remove(row);
            else if (count != row.Count)
                db.ReportTallies.Update(row).Entity.Count = count;
        }

        db.ReportTallies.AddRange(counted.Select(c => new ReportTally { Day = c.Key.Day, Zone = c.Key.Zone, Kind = c.Key.Kind, Value = c.Key.Value, Measure = c.Key.Measure, Count = c.Value }));
    }
}
