using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Venstertijden.Central.Features.Reports;

/// <summary>A count, and what of it may be seen.</summary>
public readonly record struct Figure(long Count, Showing Showing)
{
    /// <summary>The count where it may be seen, else null: whatever is worked out from figures uses this alone.</summary>
    public long? Seen => Showing == Showing.Count ? Count : null;
}

/// <summary>Which figure.</summary>
/// <param name="Time"><c>2026</c>, <c>2026-03</c> or <c>2026-03-02</c>.</param>
/// <param name="Zone">Empty for all zones.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Kind">By what it is split; null for the whole.</param>
/// <param name="Value">Of a split one: which camera, hour, category or reason.</param>
public readonly record struct FigureKey(string Time, string Zone, Measure Measure, TallyKind? Kind = null, string Value = "");

/// <summary>
/// All figures of a calendar year that a report may show: by year and month, by zone and all together, by camera, hour, category and reason; of passages also by day.
/// What is hidden is decided for the whole year at once, so that no two reports together tell more than each. Cases are not told by day: nearly all would be under 5.
/// </summary>
public sealed class YearFigures
{
    private static readonly ImmutableArray<Measure> Split = [Measure.Passages, Measure.Kept, Measure.Broken, Measure.Undecided];

    private readonly Dictionary<FigureKey, Figure> _figures = [];
    private readonly Dictionary<FigureKey, long> _counts = [];

    private YearFigures(int year, ImmutableArray<string> zones) => (Year, Zones) = (year, zones);

    public int Year { get; }

    /// <summary>Zones that have a count.</summary>
    public ImmutableArray<string> Zones { get; }

    /// <summary>None for what nobody counted.</summary>
    public Figure Of(FigureKey key) => _figures.GetValueOrDefault(key);

    /// <summary>The values by which a kind is split, in order.</summary>
    public IEnumerable<string> ValuesOf(TallyKind kind, string zone, string time) =>
        _figures.Where(f => f.Key.Kind == kind && f.Key.Zone == zone && f.Key.Time == time && (f.Value.Count > 0 || f.Value.Showing != Showing.Count)).Select(f => f.Key.Value).Distinct().Order(StringComparer.Ordinal);

    /// <summary>How a time is named here.</summary>
    public static string TimeOf(ReportPeriod period, LocalDate date) => date.ToString(
        period switch { ReportPeriod.Day => "uuuu-MM-dd", ReportPeriod.Month => "uuuu-MM", _ => "uuuu" }, CultureInfo.InvariantCulture);

    /// <summary>Adds up a year's tallies and decides what may be seen.</summary>
    public static YearFigures Of(int year, IEnumerable<KeyValuePair<Tally, long>> tallies)
    {
        var all = tallies.Where(t => t.Key.Day.Year == year).ToList();
        var figures = new YearFigures(year, [.. all.Select(t => t.Key.Zone).Distinct().Order(StringComparer.Ordinal)]);
        foreach (var (tally, count) in all)
            figures.AddUp(tally, count);
        figures.Wholes(Measures.OfPassages, withDays: true);
        figures.Wholes(Measures.OfCases, withDays: false);
        foreach (var kind in (TallyKind[])[TallyKind.Camera, TallyKind.Hour, TallyKind.Category])
            figures.SplitBy(kind);
        figures._counts.Clear();
        return figures;
    }

    private IEnumerable<string> Months => Enumerable.Range(1, 12).Select(m => TimeOf(ReportPeriod.Month, new LocalDate(Year, m, 1)));

    private string Whole => TimeOf(ReportPeriod.Year, new LocalDate(Year, 1, 1));

    private IEnumerable<string> DaysOf(string month)
    {
        int number = int.Parse(month[5..], CultureInfo.InvariantCulture);
        return Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(Year, number)).Select(d => TimeOf(ReportPeriod.Day, new LocalDate(Year, number, d)));
    }

    private void AddUp(Tally tally, long count)
    {
        bool passages = tally.Kind != TallyKind.Case;
        foreach (var period in Enum.GetValues<ReportPeriod>())
            foreach (string zone in (string[])["", tally.Zone])
                foreach (var measure in Measures.WithWholes(tally.Measure))
                {
                    var key = new FigureKey(TimeOf(period, tally.Day), zone, measure);
                    // Each passage is in three kinds of tally: one of them makes the whole.
                    if (tally.Kind is TallyKind.Camera or TallyKind.Case && (passages || period != ReportPeriod.Day))
                        Add(key, count);
                    if (period != ReportPeriod.Day && (passages ? Split.Contains(measure) : measure == Measure.Rejected))
                        Add(key with { Kind = tally.Kind, Value = tally.Value }, count);
                }
    }

    private void Add(FigureKey key, long count) => _counts[key] = _counts.GetValueOrDefault(key) + count;

    /// <summary>Year, months and days, zones and all zones, measures and their parts: all linked.</summary>
    private void Wholes(ImmutableArray<Measure> measures, bool withDays)
    {
        var linked = new Linked(this);
        string[] times = [Whole, .. Months, .. withDays ? Months.SelectMany(DaysOf) : []];
        string[] reasons = [.. _counts.Keys.Where(k => k.Kind == TallyKind.Case).Select(k => k.Value).Distinct()];
        foreach (string time in times)
            foreach (string zone in (string[])["", .. Zones])
            {
                foreach (var measure in measures)
                    linked.Add(new FigureKey(time, zone, measure));
                foreach (string reason in withDays ? [] : reasons)
                    linked.Add(new FigureKey(time, zone, Measure.Rejected, TallyKind.Case, reason));
            }

        linked.Sum(key => key.Time == Whole, key => Months.Select(m => key with { Time = m }));
        if (withDays)
            linked.Sum(key => key.Time.Length == 7, key => DaysOf(key.Time).Select(d => key with { Time = d }));
        linked.Sum(key => key.Zone.Length == 0, key => Zones.Select(z => key with { Zone = z }));
        linked.Sum(key => key.Kind is null && Measures.PartsOf(key.Measure).Count > 0, key => Measures.PartsOf(key.Measure).Select(m => key with { Measure = m }));
        linked.Sum(key => key is { Kind: null, Measure: Measure.Rejected }, key => reasons.Select(r => key with { Kind = TallyKind.Case, Value = r }));
        linked.Protect();
    }

    /// <summary>The wholes are taken as known: they are shown elsewhere, or hidden there.</summary>
    private void SplitBy(TallyKind kind)
    {
        var linked = new Linked(this);
        var values = _counts.Keys.Where(k => k.Kind == kind && k.Zone.Length > 0).Select(k => (k.Zone, k.Value)).Distinct().ToLookup(v => v.Zone, v => v.Value);
        string[] together = [.. values.SelectMany(v => v).Distinct()];
        foreach (string time in (string[])[Whole, .. Months])
            foreach (string zone in (string[])["", .. Zones])
                foreach (var measure in Split)
                {
                    linked.AddKnown(new FigureKey(time, zone, measure));
                    foreach (string value in zone.Length == 0 ? together : values[zone])
                        linked.Add(new FigureKey(time, zone, measure, kind, value));
                }

        linked.Sum(key => key.Time == Whole && key.Kind is not null, key => Months.Select(m => key with { Time = m }));
        linked.Sum(key => key.Kind is null, key => (key.Zone.Length == 0 ? together : values[key.Zone]).Select(v => key with { Kind = kind, Value = v }));
        linked.Sum(key => key.Kind is not null && key.Zone.Length == 0, key => Zones.Where(z => values[z].Contains(key.Value)).Select(z => key with { Zone = z }));
        linked.Sum(key => key is { Kind: not null, Measure: Measure.Passages }, key => Measures.PartsOf(Measure.Passages).Select(m => key with { Measure = m }));
        linked.Protect();
    }

    /// <summary>Figures that are decided on together.</summary>
    private sealed class Linked(YearFigures figures)
    {
        private readonly Disclosure _tables = new();
        private readonly Dictionary<FigureKey, int> _cells = [];

        public void Add(FigureKey key) => _cells[key] = _tables.Add(figures._counts.GetValueOrDefault(key));

        public void AddKnown(FigureKey key) => _cells[key] = _tables.AddKnown(figures._counts.GetValueOrDefault(key));

        public void Sum(Func<FigureKey, bool> which, Func<FigureKey, IEnumerable<FigureKey>> parts)
        {
            foreach (var (key, cell) in _cells.Where(c => which(c.Key)))
                if (parts(key).Select(p => _cells[p]).ToArray() is { Length: > 0 } found)
                    _tables.Sum(cell, found);
        }

        public void Protect()
        {
            _tables.Protect();
            foreach (var (key, cell) in _cells)
                figures._figures.TryAdd(key, new Figure(figures._counts.GetValueOrDefault(key), _tables.Of(cell)));
        }
    }
}
