using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Central.Features.Policies;

/// <summary>One rule of a document as a person reads it, with where it comes from.</summary>
public sealed record RuleLine(string Label, string Text, string? Source, bool IsExample)
{
    /// <summary>The line as one text, for comparing two documents.</summary>
    public string Whole => $"{Label}: {Text}{(IsExample ? " *" : "")}";
}

/// <summary>Rules that belong together.</summary>
public sealed record RuleSection(string Title, IReadOnlyList<RuleLine> Lines);

/// <summary>Writes a policy document in plain words: windows, who may enter, table, amounts, papers.</summary>
public sealed class PolicyInWords(IStringLocalizer<PolicyTexts> texts)
{
    public IReadOnlyList<RuleSection> Of(PolicyDocument document) =>
        [.. new[] { Pedestrian(document), ZeroEmission(document), Exemptions(document), Around(document), Terms(document) }.OfType<RuleSection>()];

    /// <summary>Both documents line by line, section by section: what fell away, what came.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<DiffLine> Lines)> Differences(PolicyDocument before, PolicyDocument after)
    {
        var (old, fresh) = (Of(before), Of(after));
        return [.. old.Select(s => s.Title).Union(fresh.Select(s => s.Title)).Select(title => (title, LineDiff.Of(Lines(old, title), Lines(fresh, title)))).Where(s => s.Item2.Any(l => l.Fate != LineFate.Same))];

        static string[] Lines(IReadOnlyList<RuleSection> sections, string title) => [.. sections.Where(s => s.Title == title).SelectMany(s => s.Lines).Select(l => l.Whole)];
    }

    /// <summary>The windows of the document's first week, for a line in a list.</summary>
    public string Windows(WindowCalendar windows, LocalDate date)
    {
        string week = Language.IsEnglish ? WindowText.English(windows, date) : WindowText.Dutch(windows, date);
        return week.Length == 0 ? texts["words.never"] : week;
    }

    /// <summary>Which vehicles lose access on days that come, the first day in front: the last day before it is their last.</summary>
    public IReadOnlyList<(LocalDate On, RuleLine Who)> Coming(PolicyDocument document, LocalDate today) => document.ZeroEmission is not { } rule ? [] :
        [.. rule.Table.Rows.Where(row => !row.Always && row.AccessUntil > today).OrderBy(row => row.AccessUntil).Select(row => (row.AccessUntil!.Value, new RuleLine(Vehicles(row), Access(row), row.Source, row.IsExample)))];

    public string Category(VehicleCategory? category) => texts["category." + category];

    public string Kind(ExemptionKind kind) => texts["kind." + kind.Code()];

    private RuleSection? Pedestrian(PolicyDocument document)
    {
        if (document.Pedestrian is not { } rule)
            return null;
        var lines = new List<RuleLine>
        {
            new(texts["words.who"], Categories(rule.Terms.AppliesTo), null, false),
            new(texts["words.windows"], WindowsWhole(rule.Windows, document.Valid.From), rule.Source, rule.IsExample),
        };
        lines.AddRange(Common(rule.Terms));
        return new RuleSection(texts["words.pedestrian"], lines);
    }

    private RuleSection? ZeroEmission(PolicyDocument document)
    {
        if (document.ZeroEmission is not { } rule)
            return null;
        var lines = new List<RuleLine> { new(texts["words.who"], Categories(rule.Terms.AppliesTo), null, false) };
        lines.AddRange(rule.Table.Rows.Select(row => new RuleLine(Vehicles(row), Access(row), row.Source, row.IsExample)));
        lines.AddRange(rule.Statutory.Select(s => new RuleLine(texts["words.statutory", Named("statutory.", s.Name)], Statutory(s), s.Source, s.IsExample)));
        lines.Add(Line("words.days", rule.DayExemptionsPerYear, n => n.ToString(CultureInfo.CurrentCulture)));
        lines.AddRange(Common(rule.Terms));
        return new RuleSection(texts["words.zero-emission"], lines);
    }

    private IEnumerable<RuleLine> Common(RegimeTerms terms)
    {
        yield return terms.TrafficOrder is { } order
            ? new RuleLine(texts["words.order"], $"{order.Number}: {order.Title}", order.Publication, order.IsExample)
            : new RuleLine(texts["words.order"], texts["words.order.none"], null, false);
        foreach (var sign in terms.Signs)
            yield return new RuleLine(texts["words.sign", sign.Code], sign.Text, sign.Source, sign.IsExample);
        yield return Line("words.mode", terms.Mode, mode => texts["mode." + Kebab.Name(mode)]);
        foreach (var period in terms.WarningPeriods)
            yield return Line("words.warning", period, Span);
        if (terms.WarningMinimum is { } least)
            yield return Line("words.warning-minimum", least, Term);
        foreach (var tariff in terms.Tariffs)
            yield return new RuleLine(texts["words.amount", Categories(tariff.Categories)], $"{tariff.FactCode.Value}, {Written.Euro(tariff.AmountEuro.Value)}", tariff.AmountEuro.Source ?? tariff.FactCode.Source, tariff.IsExample);
        yield return Line("words.directions", terms.Directions, d => string.Join(", ", d.Select(x => texts["direction." + Kebab.Name(x)].Value)));
        yield return Line("words.exit-grace", terms.ExitGrace, Lasting);
        yield return Line("words.visit", terms.VisitSpan, Lasting);
        yield return Line("words.repeat", terms.RepeatTerm, days => texts["words.repeat.days", days]);
        if (terms.ExpiryGrace is { } grace)
            yield return Line("words.expiry-grace", grace, Lasting);
        if (terms.SettleUntil is { } settle)
            yield return Line("words.settle", settle, time => texts["words.settle.until", Written.Clock(time), Lasting(terms.ListDelay.Value)]);
        yield return Line("words.freshness", terms.ListFreshness, Lasting);
    }

    private RuleSection? Exemptions(PolicyDocument document) => document.ExemptionRules.IsEmpty ? null : new RuleSection(
        texts["words.exemptions"],
        [.. document.ExemptionRules.Select(rule => new RuleLine(
            Kind(rule.Kind),
            string.Join("; ", new[]
            {
                texts["words.opens", string.Join(", ", rule.Opens.Select(r => texts["regime." + Kebab.Name(r)].Value))].Value,
                rule.Hours.Text == "24/7" ? texts["words.always"] : WindowsWhole(rule.Hours, document.Valid.From),
                string.Join(", ", rule.Conditions.Select(c => texts["condition." + Kebab.Name(c)].Value)),
                rule.AfterLastDay is { Hours: > 0 } after ? texts["words.after-last", after.Hours].Value : "",
            }.Where(part => part.Length > 0)),
            rule.Source, rule.IsExample))]);

    private RuleSection Around(PolicyDocument document)
    {
        var lines = new List<RuleLine>
        {
            Line("words.holidays", document.Holidays, h => string.Join(", ", h.Names.Select(n => Named("holiday.", n)))),
            Line("words.foreign", document.ForeignPlatesElsewhere, Foreign),
        };
        lines.AddRange(document.ForeignPlatesByCountry.OrderBy(c => c.Key.Text, StringComparer.Ordinal).Select(c =>
            new RuleLine(texts["words.foreign.of", c.Key.Text], Foreign(c.Value.Value), c.Value.Source, c.Value.IsExample)));
        lines.Add(Line("words.first", document.OffenceOrder, order => string.Join(", ", order.Select(r => texts["regime." + Kebab.Name(r)].Value))));
        lines.Add(Line("words.combined", document.CombinedSigns, yes => texts[yes ? "yes" : "no"]));
        return new RuleSection(texts["words.around"], lines);
    }

    private RuleSection Terms(PolicyDocument document) => new(texts["words.terms"],
    [
        Line("words.tolerance", document.WindowTolerance, Lasting),
        Line("words.clock", document.ClockTolerance, Lasting),
        Line("words.send", document.LegalTerm, Term),
        Line("words.margin", document.InternalMarginDays, days => texts["words.repeat.days", days]),
        Line("words.review", document.ReviewTarget, Lasting),
        Line("words.undecided", document.UndecidedRetention, Lasting),
        Line("words.keep", document.CaseRetention, Term),
        Line("words.papers", document.RequiredPapers, Papers),
        .. document.AppealWithin is { } appeal ? [Line("words.appeal", appeal, Term)] : Array.Empty<RuleLine>(),
        .. document.CourtWithin is { } court ? [Line("words.court", court, Term)] : Array.Empty<RuleLine>(),
        .. document.HighCourtAboveEuro is { } above ? [Line("words.high-court", above, Written.Euro)] : Array.Empty<RuleLine>(),
        .. document.FurtherPapers is { } further ? [Line("words.papers.further", further, Papers)] : Array.Empty<RuleLine>(),
    ]);

    private string Papers(EnumSet<PaperKind> papers) => string.Join(", ", papers.Select(p => texts["paper." + p.Code()].Value));

    private RuleLine Line<T>(string label, Sourced<T> value, Func<T, string> write) => new(texts[label], write(value.Value), value.Source, value.IsExample);

    /// <summary>The week, and the text itself where it depends on dates.</summary>
    private string WindowsWhole(WindowCalendar windows, LocalDate date) =>
        windows.Text.Contains(';') || windows.Text.Contains("PH", StringComparison.Ordinal) || windows.Text.Any(char.IsAsciiDigit) && windows.Text.Any(c => c is '[') || windows.Text.Contains(',')
            ? texts["words.windows.rule", Windows(windows, date), windows.Text]
            : Windows(windows, date);

    private string Categories(EnumSet<VehicleCategory> categories) =>
        string.Join(", ", categories.GroupBy(c => Category(c)).Select(g => $"{g.Key} ({string.Join(", ", g)})"));

    /// <summary>Of which vehicles a row of the transition table is.</summary>
    public string Vehicles(TransitionRow row)
    {
        string body = row.Body == BodyGroup.Any ? "" : ", " + texts["body." + Kebab.Name(row.Body)];
        string classes = row.Classes.IsEmpty ? "" : ", " + texts["words.class", string.Join(", ", row.Classes.Select(c => c.Text()))];
        string admitted = (row.AdmittedFrom, row.AdmittedBefore) switch
        {
            ({ } from, { } before) => ", " + texts["words.admitted.between", Written.Date(from), Written.Date(before)],
            ({ } from, null) => ", " + texts["words.admitted.from", Written.Date(from)],
            (null, { } before) => ", " + texts["words.admitted.before", Written.Date(before)],
            _ => "",
        };
        return Categories(row.Categories) + body + classes + admitted;
    }

    private string Access(TransitionRow row) => row switch
    {
        { Always: true } => texts["words.access.always"],
        { AccessUntil: { } until } => texts["words.access.until", Written.Date(until)],
        _ => texts["words.access.never"],
    };

    private string Statutory(StatutoryExemption rule) => string.Join("; ", new[]
    {
        Categories(rule.Categories),
        rule.FromAge is { } from ? texts["words.age.from", from].Value : "",
        rule.YoungerThan is { } younger ? texts["words.age.under", younger].Value : "",
        rule.BodyTokens.IsEmpty ? "" : texts["words.bodies", string.Join(", ", rule.BodyTokens)].Value,
        rule.Until is { } until ? texts["words.until", Written.Date(until)].Value : "",
    }.Where(part => part.Length > 0));

    private string Foreign(ForeignPlates choice) => texts["foreign." + Kebab.Name(choice)];

    private string Span(DateSpan span) => span.Until is { } until
        ? texts["words.span", Written.Date(span.From), Written.Date(until)]
        : texts["words.span.open", Written.Date(span.From)];

    private string Lasting(Duration time) => time switch
    {
        _ when time == Duration.Zero => texts["lasting.none"],
        _ when time.TotalDays % 1 == 0 && time.TotalDays > 3 => texts["lasting.days", time.TotalDays],
        _ when time.TotalHours % 1 == 0 => texts["lasting.hours", time.TotalHours],
        _ when time.TotalMinutes % 1 == 0 => Plural("lasting.minutes", time.TotalMinutes),
        _ => Plural("lasting.seconds", time.TotalSeconds),
    };

    private string Plural(string key, double number) => number == 1 ? texts[key + ".one"] : texts[key, number];

    private string Term(Period term) => term switch
    {
        { Years: > 0 } => texts["lasting.years", term.Years],
        { Months: > 0 } => Plural("lasting.months", term.Months),
        { Days: > 0 } => Plural("lasting.days", term.Days),
        _ => texts["lasting.hours", term.Hours],
    };

    /// <summary>A name that a document may make up itself: as written where we have no word for it.</summary>
    private string Named(string prefix, string name) => texts[prefix + name] is { ResourceNotFound: false } found ? found.Value : name;
}
