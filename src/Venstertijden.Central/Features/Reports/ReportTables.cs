using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>A cell: as people read it, and as a spreadsheet does.</summary>
public readonly record struct ReportCell(string Text, string Raw);

/// <summary>A row of a table.</summary>
/// <param name="Key">Its name in a file.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Depth">0 for a whole, 1 for a part of it, and so on.</param>
/// <param name="Cells">One for each column.</param>
public sealed record ReportRow(string Key, string Name, int Depth, IReadOnlyList<ReportCell> Cells);

/// <summary>A table with the words around it: the page, the file and the document show the same.</summary>
/// <param name="Key">Its name in a file and on the page.</param>
/// <param name="Title">The question that it answers.</param>
/// <param name="Lead">A sentence before it; empty for none.</param>
/// <param name="Head">Names of the columns after the first: in a file, and for people. Without a name in a file it does not go there.</param>
/// <param name="Rows">In order.</param>
/// <param name="Bars">A drawing of it: name, whole and part of each bar; null without one.</param>
public sealed record ReportTable(string Key, string Title, string Lead, IReadOnlyList<(string Key, string Name)> Head, IReadOnlyList<ReportRow> Rows, IReadOnlyList<(string Name, long Whole, long Part)>? Bars = null);

/// <summary>A report in words and tables, in the language of the request.</summary>
public sealed class ReportTables(CouncilReport report, IStringLocalizer<ReportTexts> texts, IStringLocalizer<PolicyTexts> words, IStringLocalizer<ReviewTexts> review)
{
    private const double NoChange = 0.03;

    // Told only when there are any: they are rare, or on their way.
    private static readonly Measure[] OnlyWhenAny = [Measure.Waiting, Measure.Refused, Measure.Unanswered, Measure.WithdrawalAsked, Measure.Amended, Measure.ToHighCourt, Measure.NotEnforceable, Measure.Lapsed];

    // Of a day what is left is told by nobody.
    private static readonly Measure[] NotOfADay = [Measure.Kept, Measure.NotEnforceable];

    private static readonly (Measure Measure, int Depth)[] Passing = [(Measure.Passages, 0), (Measure.Kept, 1), (Measure.Broken, 1), (Measure.Flagged, 2), (Measure.NotEnforceable, 2), (Measure.Undecided, 1)];

    private static readonly (Measure Measure, int Depth)[] Judged =
        [(Measure.Cases, 0), (Measure.Pending, 1), (Measure.Lapsed, 1), (Measure.Rejected, 1), (Measure.Warned, 1), (Measure.Approved, 1), (Measure.Waiting, 2), (Measure.Refused, 2), (Measure.Sent, 2), (Measure.Unanswered, 3), (Measure.Accepted, 3)];

    private static readonly (Measure Measure, int Depth)[] Fined =
        [(Measure.Accepted, 0), (Measure.Stands, 1), (Measure.Contested, 1), (Measure.Upheld, 1), (Measure.Amended, 1), (Measure.WithdrawalAsked, 1), (Measure.Wrong, 1), (Measure.Annulled, 2), (Measure.Withdrawn, 2), (Measure.ToProsecutor, 0), (Measure.ToCourt, 0), (Measure.ToHighCourt, 0)];

    /// <summary>"Maart 2026, alle zones".</summary>
    public string Title => $"{Written.Capital(NameOf(report.Span))}, {(report.Zone.Length == 0 ? texts["zones.all"] : report.ZoneNames[report.Zone])}";

    /// <summary>Nobody passed, and no case was made.</summary>
    public bool IsEmpty => report.Of(Measure.Passages) is { Count: 0, Showing: Showing.Count } && report.Of(Measure.Cases) is { Count: 0, Showing: Showing.Count };

    /// <summary>What the council asks first: is it quieter, are the rules kept, how often was a fine wrong.</summary>
    public IReadOnlyList<string> Answers => [Quieter(), .. Kept(), .. report.Span.Period == ReportPeriod.Day ? [] : (string[])[Wrong()]];

    /// <summary>All tables that have something to tell.</summary>
    public IReadOnlyList<ReportTable> All =>
    [
        Outcomes("passing", Passing),
        .. report.Span.Period == ReportPeriod.Day ? [] : (ReportTable[])[Outcomes("judged", Judged), Reasons(), Outcomes("fined", Fined)],
        .. report.Zone.Length == 0 && report.ZoneNames.Count > 1 ? (ReportTable[])[Zones()] : [],
        report.Span.Period == ReportPeriod.Day ? Hours() : Times(),
        .. report.Span.Period == ReportPeriod.Day ? [] : (ReportTable[])[SplitBy(TallyKind.Camera), SplitBy(TallyKind.Hour), SplitBy(TallyKind.Category)],
        .. report.Effects.Select(Effect),
        Availability(),
    ];

    /// <summary>How it was counted.</summary>
    public IReadOnlyList<string> Notes =>
    [
        texts["note.private"], texts["note.small"], texts["note.hidden"],
        report.Span.Period == ReportPeriod.Day ? texts["note.day"] : texts["note.cases", Written.Minute(report.CasesAt)],
        .. report.Span.Period == ReportPeriod.Day ? [] : (string[])[texts["note.erased"]], texts["note.camera"],
    ];

    /// <summary>Every figure, a line each, for a spreadsheet.</summary>
    public string Csv() => "table,row,figure,value\n" + string.Concat(All.SelectMany(table => table.Rows.SelectMany(row => table.Head.Index().Where(h => h.Item.Key.Length > 0)
        .Select(h => $"{CsvCell.Of(table.Key)},{CsvCell.Of(row.Key)},{h.Item.Key},{row.Cells[h.Index].Raw}\n"))));

    /// <summary>"maart 2026", "2026" or "ma 2 mrt 2026".</summary>
    public static string NameOf(ReportSpan span) => span.Period switch
    {
        ReportPeriod.Day => Written.Date(span.From),
        ReportPeriod.Month => Month(span.From),
        _ => span.Time,
    };

    private string Quieter()
    {
        var passages = report.Of(Measure.Passages);
        int days = report.Span.DaysBegun(report.Today);
        string of = report.Span.Period == ReportPeriod.Day ? "day" : "days";
        if (passages.Seen is not { } now || days == 0)
            return texts["answer.few"];
        double each = (double)now / days;
        string told = Written.Count((long)Math.Round(each));
        var before = report.Span.Before.Select(span => (Span: span, Passages: report.In(span, Measure.Passages))).FirstOrDefault(b => b.Passages.Seen is > 0);
        // A day that is not over is not set beside a whole one.
        if (before.Passages.Seen is not (> 0 and var then) || (report.Span.Period == ReportPeriod.Day && report.Span.From == report.Today))
            return texts[$"answer.{of}.alone", told];
        double change = (each / ((double)then / before.Span.DaysBegun(report.Today))) - 1;
        return texts[$"answer.{of}.{(Math.Abs(change) < NoChange ? "same" : change < 0 ? "quieter" : "busier")}", told, Written.Percent(Math.Abs(change)), NameOf(before.Span)];
    }

    private IEnumerable<string> Kept()
    {
        if (ShareOf(m => report.Of(m)) is not { } share)
            yield break;
        var before = report.Span.Before.Select(span => (Span: span, Share: ShareOf(m => report.In(span, m)))).FirstOrDefault(b => b.Share is not null);
        yield return before.Share is { } then ? texts[report.Span.Period == ReportPeriod.Day ? "answer.kept.day" : "answer.kept.before", Written.Percent(share), NameOf(before.Span), Written.Percent(then)] : texts["answer.kept", Written.Percent(share)];
    }

    private string Wrong()
    {
        var (sent, wrong) = (report.Of(Measure.Sent), report.Of(Measure.Wrong));
        return (sent.Seen, wrong.Seen) switch
        {
            (0, _) => texts["answer.wrong.none-sent"],
            ({ } all, 0) => texts["answer.wrong.never", Written.Count(all)],
            ({ } all, { } some) => texts["answer.wrong", Written.Count(all), Written.Count(some), Written.Percent((double)some / all)],
            ({ } all, null) when wrong.Showing == Showing.Small => texts["answer.wrong.few", Written.Count(all)],
            _ => texts["answer.wrong.hidden"],
        };
    }

    private ReportTable Outcomes(string key, (Measure Measure, int Depth)[] measures) => new(
        key, texts["table." + key], key == "judged" ? texts["table.judged.lead"] : "", [("count", texts["count"]), ("", texts["meaning"])],
        [.. measures.Where(m => report.Span.Period != ReportPeriod.Day || !NotOfADay.Contains(m.Measure)).Where(m => report.Of(m.Measure) is var f && (f.Count > 0 || f.Showing != Showing.Count || !OnlyWhenAny.Contains(m.Measure)))
            .Select(m => new ReportRow(Kebab.Name(m.Measure), texts["measure." + m.Measure], m.Depth, [Cell(report.Of(m.Measure)), new ReportCell(texts["means." + m.Measure], "")]))]);

    private ReportTable Reasons() => new(
        "reasons", texts["table.reasons"], report.Of(Measure.Rejected) is { Count: 0, Showing: Showing.Count } ? texts["table.reasons.none"] : "", [("count", texts["count"])],
        [.. report.Figures.ValuesOf(TallyKind.Case, report.Zone, report.Span.Time).Select(reason => (Reason: reason, Figure: report.Of(Measure.Rejected, TallyKind.Case, reason))).OrderByDescending(r => r.Figure.Seen ?? 0)
            .Select(r => new ReportRow(r.Reason, review["reject." + r.Reason], 0, [Cell(r.Figure)]))]);

    private ReportTable Zones()
    {
        Measure[] told = report.Span.Period == ReportPeriod.Day ? [Measure.Passages, Measure.Broken, Measure.Flagged] : [Measure.Passages, Measure.Flagged, Measure.Rejected, Measure.Warned, Measure.Sent, Measure.Wrong];
        return new ReportTable("zones", texts["table.zones"], "", [.. told.Select(m => (Kebab.Name(m), texts["measure." + m].Value)), ("kept-share", texts["share"])],
        [
            .. report.ZoneNames.OrderBy(z => z.Value, StringComparer.CurrentCulture).Select(z => new ReportRow(z.Key, Written.Capital(z.Value), 0,
                [.. told.Select(m => Cell(Of(z.Key, m))), Share(ShareOf(m => Of(z.Key, m)))])),
        ]);
        Figure Of(string zone, Measure measure) => report.Figures.Of(new FigureKey(report.Span.Time, zone, measure));
    }

    private ReportTable Times()
    {
        bool year = report.Span.Period == ReportPeriod.Year;
        var spans = new List<ReportSpan>();
        for (var at = report.Span.From; at < LocalDate.Min(report.Span.Until, report.Today.PlusDays(1)); at = year ? at.PlusMonths(1) : at.PlusDays(1))
            spans.Add(ReportSpan.Of(year ? ReportPeriod.Month : ReportPeriod.Day, at));
        Measure[] told = year ? [Measure.Passages, Measure.Broken, Measure.Undecided, Measure.Flagged, Measure.Rejected, Measure.Sent] : [Measure.Passages, Measure.Broken, Measure.Undecided, Measure.Flagged];
        return Drawn(
            "time", texts[year ? "table.months" : "table.days"], [.. told.Select(m => (Kebab.Name(m), texts["measure." + m].Value)), ("kept-share", texts["share"])],
            [.. spans.Select(s => new ReportRow(s.Time, NameOf(s), 0, [.. told.Select(m => Cell(report.In(s, m))), Share(ShareOf(m => report.In(s, m)))]))],
            [.. spans.Select(s => (year ? NameOf(s) : s.From.Day.ToString(CultureInfo.InvariantCulture), report.In(s, Measure.Passages).Seen, report.In(s, Measure.Broken).Seen))]);
    }

    private ReportTable Hours() => new(
        "hours", texts["table.hours"], texts["table.hours.tens"], [("passages-in-tens", texts["measure.Passages"])],
        [.. report.Hours.Select(h => new ReportRow(h.Hour, Hour(h.Hour), 0, [new ReportCell(h.Tens == 0 ? texts["tens.none"] : Written.Count(h.Tens), h.Tens.ToString(CultureInfo.InvariantCulture))]))],
        [.. report.Hours.Select(h => (h.Hour, h.Tens, 0L))]);

    private ReportTable SplitBy(TallyKind kind)
    {
        string[] values = [.. report.Figures.ValuesOf(kind, report.Zone, report.Span.Time)];
        if (kind == TallyKind.Camera && report.Zone.Length == 0)
            values = [.. report.Figures.Zones.SelectMany(z => report.Figures.ValuesOf(kind, z, report.Span.Time)).Distinct()];
        Measure[] told = [Measure.Passages, Measure.Broken, Measure.Undecided];
        return Drawn(
            Kebab.Name(kind), texts["table." + kind], [.. told.Select(m => (Kebab.Name(m), texts["measure." + m].Value)), ("kept-share", texts["share"])],
            [.. values.Select(v => new ReportRow(v, NameOf(kind, v), 0, [.. told.Select(m => Cell(Split(m, v))), Share(ShareOf(m => Split(m, v)))])).OrderBy(r => kind == TallyKind.Hour ? r.Key : r.Name, StringComparer.CurrentCulture)],
            kind == TallyKind.Hour ? [.. values.Select(v => (v, Split(Measure.Passages, v).Seen, Split(Measure.Broken, v).Seen))] : null);
        Figure Split(Measure measure, string value) => report.Of(measure, kind, value);
    }

    /// <summary>A table with its drawing, and a word where counts too small to show leave bars, or the whole drawing, away.</summary>
    private ReportTable Drawn(string key, string title, IReadOnlyList<(string Key, string Name)> head, IReadOnlyList<ReportRow> rows, IReadOnlyList<(string Name, long? Whole, long? Part)>? bars)
    {
        if (bars is null)
            return new ReportTable(key, title, "", head, rows);
        bool drawn = bars.Any(b => b.Whole > 0);
        string lead = !bars.Any(b => b.Whole is null) ? "" : texts[drawn ? "chart.some-hidden" : "chart.all-hidden"];
        return new ReportTable(key, title, lead, head, rows, drawn ? [.. bars.Select(b => (b.Name, b.Whole ?? 0, b.Part ?? 0))] : null);
    }

    private ReportTable Effect(RuleEffect effect) => new(
        "effect-" + LocalDatePattern.Iso.Format(effect.On) + "-" + effect.Zone.Text, texts["table.effect", Written.Date(effect.On), report.ZoneNames[effect.Zone.Text]],
        texts["table.effect.lead", string.Join(", ", effect.Before.Select(Month)), string.Join(", ", effect.After.Select(Month))],
        [("before", texts["before"]), ("after", texts["after"]), ("points", texts["points"])],
        [.. effect.Lines.Where(l => l.Before is not null || l.After is not null).Select(l => new ReportRow($"{(l.Kind is { } kind ? Kebab.Name(kind) : "all")} {l.Value}".TrimEnd(), EffectName(l), l.Kind is null ? 0 : 1,
            [Share(l.Before), Share(l.After), l is { Before: { } before, After: { } after } ? Points(after - before) : None]))]);

    private ReportTable Availability() => new(
        "availability", texts["table.availability"], report.IsAvailabilityProven ? "" : texts["availability.unproven"], [("available-share", texts["available"]), ("minutes-watched", texts["watched"])],
        [.. report.Availability.Select(c => new ReportRow(c.Camera.Value, c.Name, 0, [Share(c.Share), new ReportCell(Hoursof(c.Watched), c.Watched.ToString(CultureInfo.InvariantCulture))]))]);

    private static ReportCell None { get; } = new("–", "");

    private ReportCell Cell(Figure figure) => figure.Showing switch
    {
        Showing.Small => new ReportCell(words["few"], SmallCount.InFile(1)),
        Showing.Covered => new ReportCell(words["covered"], "hidden"),
        _ => new ReportCell(Written.Count(figure.Count), figure.Count.ToString(CultureInfo.InvariantCulture)),
    };

    private static double? ShareOf(Func<Measure, Figure> of) => CouncilReport.Share(of(Measure.Passages), of(Measure.Broken), of(Measure.Undecided));

    private static ReportCell Share(double? share) => share is { } known ? new ReportCell(Written.Percent(known), known.ToString("0.000", CultureInfo.InvariantCulture)) : None;

    private static ReportCell Points(double difference) => new((difference > 0 ? "+" : "") + Written.Tenths(difference * 100), (difference * 100).ToString("0.0", CultureInfo.InvariantCulture));

    private string Hoursof(long minutes) => texts["hours.watched", Written.Count(minutes / 60)];

    private string NameOf(TallyKind kind, string value) => kind switch
    {
        TallyKind.Camera => report.CameraNames.GetValueOrDefault(value, value),
        TallyKind.Hour => Hour(value),
        _ => value.Length == 0 ? Written.Capital(words["category."]) : Written.Capital($"{words["category." + value]} ({value})"),
    };

    private string EffectName(RuleEffect.Line line) => line.Kind switch
    {
        null => texts["effect.all"],
        TallyKind.Hour => texts["effect.hours", int.Parse(line.Value[..2], CultureInfo.InvariantCulture), int.Parse(line.Value[3..], CultureInfo.InvariantCulture)],
        _ => NameOf(TallyKind.Category, line.Value),
    };

    private string Hour(string value) => words["hour", int.Parse(value, CultureInfo.InvariantCulture)];

    private static string Month(LocalDate date) => date.ToString("MMMM uuuu", CultureInfo.CurrentCulture);

    private static string Month(string time) => Month(LocalDatePattern.Iso.Parse(time + "-01").Value);
}

/// <summary>Names the resource files of the report.</summary>
public sealed class ReportTexts;
