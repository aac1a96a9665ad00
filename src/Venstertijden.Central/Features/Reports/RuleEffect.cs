using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Reports;

/// <summary>How well the rules of a zone were kept before and after other rules began there: whole months, from figures that may be seen and nothing else.</summary>
/// <param name="Zone">Of which zone.</param>
/// <param name="On">The first day of the other rules.</param>
/// <param name="Before">The months set beside, 3 at most; the month in which rules changed half-way is in neither.</param>
/// <param name="After">The months since.</param>
/// <param name="Lines">The whole, then hours and categories.</param>
public sealed record RuleEffect(ZoneId Zone, LocalDate On, ImmutableArray<string> Before, ImmutableArray<string> After, ImmutableArray<RuleEffect.Line> Lines)
{
    private const int MostMonths = 3;

    /// <summary>Hours of the day that are told together: the night, the morning, the afternoon, the evening.</summary>
    private static readonly ImmutableArray<(int From, int Until)> Bands = [(0, 6), (6, 12), (12, 18), (18, 24)];

    /// <summary>A share before and after, 0 to 1; null where too little may be seen, or nobody came.</summary>
    /// <param name="Kind">Null for the whole; else by hours or category.</param>
    /// <param name="Value">Which: <c>06-12</c>, <c>N1</c>.</param>
    /// <param name="Before">Share that kept the rules.</param>
    /// <param name="After">Share that kept the rules.</param>
    public sealed record Line(TallyKind? Kind, string Value, double? Before, double? After);

    /// <summary>The last days up to a date on which a zone got other rules, newest first.</summary>
    public static IEnumerable<(ZoneId Zone, LocalDate On)> ChangesOf(PolicySet rules, IReadOnlyCollection<string> zones, LocalDate upTo) => rules.Documents
        .Where(d => zones.Contains(d.Zone.Text) && d.Valid.From <= upTo).Select(d => (d.Zone, d.Valid.From)).Distinct()
        .Where(c => rules.On(c.Zone, c.From.PlusDays(-1)) is { } before && rules.On(c.Zone, c.From) is { } after && before.Version != after.Version)
        .OrderByDescending(c => c.From).ThenBy(c => c.Zone.Text, StringComparer.Ordinal);

    /// <summary>The months of which figures are needed.</summary>
    public static (ImmutableArray<LocalDate> Before, ImmutableArray<LocalDate> After) MonthsAround(LocalDate on, LocalDate today)
    {
        var first = new LocalDate(on.Year, on.Month, 1);
        var since = first == on ? first : first.PlusMonths(1);
        return ([.. Enumerable.Range(1, MostMonths).Select(n => first.PlusMonths(-n)).Reverse()], [.. Enumerable.Range(0, MostMonths).Select(n => since.PlusMonths(n)).Where(m => m.PlusMonths(1) <= today)]);
    }

    /// <summary>Sets months before beside months after; null while no whole month has gone by, or nothing was counted before.</summary>
    public static RuleEffect? Of(ZoneId zone, LocalDate on, LocalDate today, Func<int, YearFigures> figures)
    {
        var (before, after) = MonthsAround(on, today);
        string[] told = [.. before.Select(NameOf)], since = [.. after.Select(NameOf)];
        Figure At(string month, Measure measure, TallyKind? kind = null, string value = "") => figures(int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture)).Of(new FigureKey(month, zone.Text, measure, kind, value));
        double? Share(string[] months, TallyKind? kind, params string[] values)
        {
            Measure[] needed = [Measure.Passages, Measure.Undecided, Measure.Broken];
            var counts = needed.Select(measure => months.SelectMany(m => values.Select(v => At(m, measure, kind, v).Seen)).ToList()).ToList();
            if (counts.Any(c => c.Contains(null)))
                return null;
            long decided = counts[0].Sum()!.Value - counts[1].Sum()!.Value;
            return decided <= 0 ? null : (double)(decided - counts[2].Sum()!.Value) / decided;
        }

        if (Share(told, null, "") is null || Share(since, null, "") is null)
            return null;
        string[] categories = [.. told.Concat(since).SelectMany(m => figures(int.Parse(m[..4], System.Globalization.CultureInfo.InvariantCulture)).ValuesOf(TallyKind.Category, zone.Text, m)).Distinct().Order(StringComparer.Ordinal)];
        return new RuleEffect(zone, on, [.. told], [.. since],
        [
            new Line(null, "", Share(told, null, ""), Share(since, null, "")),
            .. Bands.Select(b => (Name: $"{b.From:00}-{b.Until:00}", Hours: Enumerable.Range(b.From, b.Until - b.From).Select(h => $"{h:00}").ToArray())).Select(b => new Line(TallyKind.Hour, b.Name, Share(told, TallyKind.Hour, b.Hours), Share(since, TallyKind.Hour, b.Hours))),
            .. categories.Select(c => new Line(TallyKind.Category, c, Share(told, TallyKind.Category, c), Share(since, TallyKind.Category, c))),
        ]);
    }

    private static string NameOf(LocalDate month) => YearFigures.TimeOf(ReportPeriod.Month, month);
}
