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

    private const int DayName = 10;

    /// <summary>What is left when the other parts are known: of a day, a camera, an hour and a category it is not told by itself, so that less has to be hidden for it.</summary>
    private static readonly ImmutableArray<Measure> Rests = [Measure.Kept, Measure.NotEnforceable];

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
        figures.SplitByCamera();
        figures.SplitBy(TallyKind.Hour);
        figures.SplitBy(TallyKind.Category);
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

    /// <summary>Year, months and days, zones and all zones, measures and their parts, reasons: all linked.</summary>
    private void Wholes(ImmutableArray<Measure> measures, bool withDays)
    {
        var times = Times(withDays);
        List<(string Name, int Parent)> zones = [("", -1), .. Zones.Select(z => (z, 0))];
        var nodes = measures.Select(m => (Measure: m, Reason: (string?)null, Parent: measures.IndexOf(Measures.WithWholes(m).Skip(1).Append((Measure)(-1)).First()))).ToList();
        if (measures.Contains(Measure.Rejected))
            nodes.AddRange(_counts.Keys.Where(k => k.Kind == TallyKind.Case).Select(k => k.Value).Distinct().Select(reason => (Measure.Rejected, (string?)reason, measures.IndexOf(Measure.Rejected))));
        Protect(
            [new(times.ConvertAll(t => t.Parent)), new(zones.ConvertAll(z => z.Parent)), new(nodes.ConvertAll(n => n.Parent))],
            at => nodes[at[2]].Reason is { } reason ? new FigureKey(times[at[0]].Name, zones[at[1]].Name, Measure.Rejected, TallyKind.Case, reason) : new FigureKey(times[at[0]].Name, zones[at[1]].Name, nodes[at[2]].Measure),
            at => times[at[0]].Name.Length == DayName && Rests.Contains(nodes[at[2]].Measure));
    }

    /// <summary>By hour or category. The wholes are taken as known: they are shown elsewhere, or hidden there.</summary>
    private void SplitBy(TallyKind kind)
    {
        var times = Times(withDays: false);
        List<(string Name, int Parent)> zones = [("", -1), .. Zones.Select(z => (z, 0))];
        string[] values = [.. _counts.Keys.Where(k => k.Kind == kind).Select(k => k.Value).Distinct().Order(StringComparer.Ordinal)];
        if (values.Length > 0)
            Protect(
                [new(times.ConvertAll(t => t.Parent)), new(zones.ConvertAll(z => z.Parent)), SplitAxis, new([.. values.Select(_ => -1)], [.. values.Select(_ => 0)])],
                at => new FigureKey(times[at[0]].Name, zones[at[1]].Name, Split[at[2]], kind, values[at[3]]),
                at => Rests.Contains(Split[at[2]]));
    }

    /// <summary>By camera: each stands in one zone, whose whole is taken as known.</summary>
    private void SplitByCamera()
    {
        var times = Times(withDays: false);
        var cameras = _counts.Keys.Where(k => k.Kind == TallyKind.Camera && k.Zone.Length > 0).Select(k => (k.Zone, k.Value)).Distinct().Order().ToList();
        if (cameras.Count > 0)
            Protect(
                [new(times.ConvertAll(t => t.Parent)), SplitAxis, new([.. cameras.Select(_ => -1)], [.. cameras.Select(c => Zones.IndexOf(c.Zone))])],
                at => new FigureKey(times[at[0]].Name, cameras[at[2]].Zone, Split[at[1]], TallyKind.Camera, cameras[at[2]].Value),
                at => Rests.Contains(Split[at[1]]));
        // Of the whole town a camera says the same as of its zone.
        foreach (var (key, figure) in _figures.Where(f => f.Key.Kind == TallyKind.Camera).ToList())
            _figures.TryAdd(key with { Zone = "" }, figure);
    }

    private static DisclosureAxis SplitAxis => new([.. Split.Select(m => m == Measure.Passages ? -1 : 0)]);

    private List<(string Name, int Parent)> Times(bool withDays)
    {
        List<(string Name, int Parent)> times = [(Whole, -1), .. Months.Select(m => (m, 0))];
        if (withDays)
            times.AddRange(Months.SelectMany((month, number) => DaysOf(month).Select(day => (day, number + 1))));
        return times;
    }

    private void Protect(IEnumerable<DisclosureAxis> axes, Func<int[], FigureKey> keyOf, Func<int[], bool> isUnpublished)
    {
        var keys = new List<(int[] At, FigureKey Key)>();
        var tables = new Disclosure(
            axes,
            at =>
            {
                keys.Add((at, keyOf(at)));
                return _counts.GetValueOrDefault(keys[^1].Key);
            },
            isUnpublished);
        foreach (var (at, key) in keys)
            _figures.TryAdd(key, new Figure(_counts.GetValueOrDefault(key), tables.Of(at)));
    }
}
