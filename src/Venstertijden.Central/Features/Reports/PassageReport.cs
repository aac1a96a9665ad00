using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>The length of a report.</summary>
public enum ReportPeriod
{
    Day,
    Month,
    Year,
}

/// <summary>Passages of one hour, camera ... with how the rules were kept.</summary>
/// <param name="By"><c>time</c> (hour, day or month), <c>camera</c>, <c>hour</c> or <c>category</c>.</param>
/// <param name="Value">Which.</param>
/// <param name="Passages">All.</param>
/// <param name="Broken">Those that broke a rule, whether or not anything may follow.</param>
/// <param name="Undecided">Those that stayed undecided.</param>
public sealed record ReportLine(string By, string Value, long Passages, long Broken, long Undecided)
{
    /// <summary>Share of the decided passages that kept the rules, 0 to 1; null when too few were decided to say so.</summary>
    public double? Compliance => Passages - Undecided is >= SmallCount.Fewest and var decided ? 1 - ((double)Broken / decided) : null;

    public long Of(ReportColumn column) => column switch
    {
        ReportColumn.Passages => Passages,
        ReportColumn.Broken => Broken,
        _ => Undecided,
    };
}

/// <summary>What passed in a day, a month or a year: counts only, from anonymous facts.</summary>
public sealed record PassageReport(ReportPeriod Period, LocalDate From, LocalDate Until, IReadOnlyList<ReportLine> Lines)
{
    public static IReadOnlyList<string> Dimensions { get; } = ["time", "camera", "hour", "category"];

    public ReportLine Total => Lines.Where(l => l.By == "camera").Aggregate(new ReportLine("total", "", 0, 0, 0), (sum, l) => sum with { Passages = sum.Passages + l.Passages, Broken = sum.Broken + l.Broken, Undecided = sum.Undecided + l.Undecided });

    public IEnumerable<ReportLine> By(string dimension) => Lines.Where(l => l.By == dimension).OrderBy(l => l.Value, StringComparer.Ordinal);

    /// <summary>What of it may be seen.</summary>
    public ReportSecrecy Secrecy => field ??= new ReportSecrecy(Lines);

    /// <summary>All of it for a spreadsheet; counts under 5 stand as <c>&lt;5</c>, those that cover them as <c>hidden</c>.</summary>
    public string Csv() => "by,value,passages,broken,undecided,compliance\n" + string.Concat(Dimensions.SelectMany(By).Select(l =>
        $"{l.By},{l.Value},{string.Join(',', Enum.GetValues<ReportColumn>().Select(column => InFile(l, column)))},{(Secrecy.MayShowShare(l) ? l.Compliance!.Value.ToString("0.000", CultureInfo.InvariantCulture) : "")}\n"));

    private string InFile(ReportLine line, ReportColumn column) => Secrecy.Of(line, column) == Showing.Covered ? "hidden" : SmallCount.InFile(line.Of(column));

    /// <summary>The first day of the period in which the date lies, and the first after it.</summary>
    public static (LocalDate From, LocalDate Until) SpanOf(ReportPeriod period, LocalDate date) => period switch
    {
        ReportPeriod.Day => (date, date.PlusDays(1)),
        ReportPeriod.Month => (new LocalDate(date.Year, date.Month, 1), new LocalDate(date.Year, date.Month, 1).PlusMonths(1)),
        _ => (new LocalDate(date.Year, 1, 1), new LocalDate(date.Year + 1, 1, 1)),
    };

    /// <summary>Counts in the database; only as many rows come out as there are quarters, cameras and kinds.</summary>
    public static async Task<PassageReport> Of(CentralDb db, ReportPeriod period, LocalDate date, CancellationToken ct)
    {
        var (from, until) = SpanOf(period, date);
        var (first, last) = (from.AtMidnight(), until.AtMidnight());
        var counted = await db.AnonymousFacts.AsNoTracking().Where(f => f.LocalQuarter >= first && f.LocalQuarter < last)
            .GroupBy(f => new { f.LocalQuarter, f.Camera, f.Category, f.Verdict, f.Reason })
            .Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var lines = new Dictionary<(string By, string Value), ReportLine>();
        foreach (var row in counted)
        {
            bool undecided = row.Key.Verdict == "undecided", broken = row.Key.Verdict is not ("undecided" or "allowed");
            foreach (string by in Dimensions)
            {
                string value = by switch
                {
                    "time" => TimeOf(period, row.Key.LocalQuarter),
                    "hour" => row.Key.LocalQuarter.Hour.ToString("00", CultureInfo.InvariantCulture),
                    "camera" => row.Key.Camera.Value,
                    _ => row.Key.Category,
                };
                var line = lines.GetValueOrDefault((by, value), new ReportLine(by, value, 0, 0, 0));
                lines[(by, value)] = line with { Passages = line.Passages + row.Count, Broken = line.Broken + (broken ? row.Count : 0), Undecided = line.Undecided + (undecided ? row.Count : 0) };
            }
        }

        return new PassageReport(period, from, until, [.. lines.Values]);
    }

    private static string TimeOf(ReportPeriod period, LocalDateTime at) => period switch
    {
        ReportPeriod.Day => at.ToString("uuuu-MM-dd'T'HH", CultureInfo.InvariantCulture),
        ReportPeriod.Month => at.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        _ => at.ToString("uuuu-MM", CultureInfo.InvariantCulture),
    };
}
