using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Reports;

/// <summary>Keeps the figures of years that were worked out, until something was counted anew or the minute is over.</summary>
public sealed class ReportShelf(IClock clock)
{
    private readonly ConcurrentDictionary<(SiteId Site, int Year), (object Stamp, YearFigures Figures)> _kept = [];

    /// <summary>The figures of a year, from tallies and, for what was not tallied yet, straight from what is stored.</summary>
    public async Task<YearFigures> Of(CentralDb db, int year, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var mark = await db.ReportMarks.AsNoTracking().FirstOrDefaultAsync(ct);
        bool isOver = mark?.Through is { } through && through.Year > year;
        object stamp = (mark?.Through, mark?.UpToId, mark?.CasesAt, isOver ? 0 : now.ToUnixTimeSeconds() / 60);
        if (mark is not null && _kept.TryGetValue((db.CurrentSite, year), out var kept) && kept.Stamp.Equals(stamp))
            return kept.Figures;
        var figures = YearFigures.Of(year, await Tallies(db, mark, new LocalDate(year, 1, 1), new LocalDate(year + 1, 1, 1), ct));
        _kept[(db.CurrentSite, year)] = (stamp, figures);
        return figures;
    }

    /// <summary>All tallies of days.</summary>
    internal async Task<List<KeyValuePair<Tally, long>>> Tallies(CentralDb db, ReportMark? mark, LocalDate from, LocalDate until, CancellationToken ct)
    {
        var tallies = await db.ReportTallies.AsNoTracking().Where(t => t.Day >= from && t.Day < until).Select(t => new { t.Day, t.Zone, t.Kind, t.Value, t.Measure, t.Count }).ToListAsync(ct);
        var all = tallies.ConvertAll(t => KeyValuePair.Create(new Tally(t.Day, t.Zone, t.Kind, t.Value, t.Measure), t.Count));
        var tomorrow = DutchTime.Local(clock.GetCurrentInstant()).Date.PlusDays(1);
        var (first, last) = (mark?.Through is { } through ? LocalDate.Max(from, through.PlusDays(1)) : from, LocalDate.Min(until, tomorrow));
        if (first < last)
            all.AddRange(await Tallying.Passages(db, first, last, ct));
        if (mark is null)
            all.AddRange(await Tallying.Cases(db, from, until, ct));
        return all;
    }
}
