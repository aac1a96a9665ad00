using System.Globalization;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Central.Features.Explaining.AccountTexts;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>One line of an account.</summary>
/// <param name="Group">Which part: one of <see cref="AccountRows.Groups"/>.</param>
/// <param name="Key">The same in every account, so that two can be laid side by side.</param>
public sealed record AccountRow(string Group, string Key, string Label, string Text)
{
    /// <summary>What must be equal for two lines to say the same; the age of a list grows by itself and is no difference.</summary>
    public string Fact { get; init; } = Text;
}

/// <summary>Writes a judgement and its grounds as lines that people read, in the language of the current culture.</summary>
public static class AccountRows
{
    /// <summary>The parts, in order.</summary>
    public static readonly string[] Groups = ["verdict", "rules", "vehicle", "exemptions", "policy", "lists"];

    public static IEnumerable<AccountRow> Of(Instant knownAt, Judgement judged, Explanation explanation, Facts facts) =>
    [
        .. Verdict(judged, explanation), .. Rules(explanation), .. Vehicle(judged), .. ExemptionsOf(judged), .. PolicyOf(judged), .. Lists(knownAt, facts),
    ];

    private static IEnumerable<AccountRow> Verdict(Judgement judged, Explanation explanation)
    {
        var verdict = judged.Verdict;
        yield return Row("verdict", "sentence", explanation.Sentence);
        yield return Row("verdict", "verdict", $"{Say("verdict." + verdict.Code.Code())}. {Say("reason", RuleWord("reason." + verdict.Reason.Code()))} ({verdict.Code.Code()}/{verdict.Reason.Code()})");
        yield return Row("verdict", "offence", verdict.Offences.IsEmpty ? Say("none") : string.Join(" + ", verdict.Offences.Select(o => CaseWord("offence." + o.Code()))));
        yield return Row("verdict", "cautions", verdict.Cautions == Cautions.None ? Say("none") : string.Join(' ', verdict.Cautions.Code().Split(';').Select(c => Written.Capital(CaseWord("caution." + c)))));
        yield return Row("verdict", "plate", judged.Plate?.Shown ?? Say("plate.unsure"));
    }

    private static IEnumerable<AccountRow> Rules(Explanation explanation)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in explanation.Rules)
        {
            string key = $"rule.{rule.Regime}.{rule.Step}";
            int nth = seen[key] = seen.GetValueOrDefault(key) + 1;
            string source = rule.IsExample || rule.Source is null ? Say("example") : rule.Source;
            yield return new AccountRow("rules", $"{key}.{nth}", $"{CaseWord("regime." + rule.Regime)}, {CaseWord("step." + rule.Step)}", $"{CaseWord("outcome." + rule.Outcome)}. {rule.Text} [{source}]");
        }
    }

    /// <summary>What officials added where the machine or the register fell short, each with source, who and when.</summary>
    public static IEnumerable<string> SuppliedInWords(SuppliedRead? read, IReadOnlyList<SuppliedFacts> facts)
    {
        if (read is not null)
            yield return Say("supplied.read", CaseExplanation.PlateOf(read.Plate, read.Country).Shown, read.Source == SuppliedRead.Picture ? Say("supplied.picture") : read.Source, read.By.Name, Written.Second(read.At));
        foreach (var f in facts)
        {
            (string Label, string Text)[] known =
            [
                ("category", f.Category), ("fuels", f.Fuels), ("class", f.EmissionClass), ("admitted", f.FirstAdmission is { } first ? Written.Date(first) : ""), ("body", f.Body),
            ];
            string said = string.Join(", ", known.Where(k => k.Text.Length > 0).Select(k => $"{Say("label." + k.Label).ToLowerInvariant()} {k.Text}"));
            yield return Say("supplied.facts", said, Say("source." + f.Source) + (f.Note.Length > 0 ? $" ({f.Note})" : ""), f.By.Name, Written.Second(f.At));
        }
    }

    private static IEnumerable<AccountRow> Vehicle(Judgement judged)
    {
        if (judged.Supplied is { } supplied)
            foreach (var (text, i) in SuppliedInWords(supplied.Read, supplied.Facts).Select((t, i) => (t, i)))
                yield return new AccountRow("vehicle", $"supplied.{i}", Say("label.supplied"), text);
        if (judged.Vehicle is not { } v)
        {
            yield return Row("vehicle", "register", Say("vehicle.none"));
            yield break;
        }

        yield return Row("vehicle", "make", $"{v.Brand} {v.Model}".Trim());
        yield return Row("vehicle", "category", Known(v.Category));
        yield return Row("vehicle", "fuels", Known(v.Fuels));
        yield return Row("vehicle", "class", Known(v.EmissionClass));
        yield return Row("vehicle", "admitted", v.FirstAdmission is { } first ? Written.Date(first) : Known(""));
        yield return Row("vehicle", "body", Known(v.Body));
        yield return Row("vehicle", "colour", Known(v.Colour.ToLowerInvariant()));
        yield return Row("vehicle", "facts", $"{Say("revision", v.Revision, Written.Second(v.RecordedAt))} {(v.ListVersion is null ? Say("recorded.here") : Say("from.list", v.ListVersion))}{Validity(v.ValidFrom, v.ValidUntil)}");
    }

    private static IEnumerable<AccountRow> ExemptionsOf(Judgement judged)
    {
        if (judged.Exemptions.IsEmpty)
            yield return Row("exemptions", "held", Say("exemptions.none"));
        foreach (var held in judged.Exemptions.OrderBy(e => e.RecordedAt).ThenBy(e => e.Id))
            yield return new AccountRow("exemptions", $"exemption.{held.Id}", Say("label.exemption", held.Id.ToString()[..8]), Told(held));
        var around = judged.Circumstances;
        yield return Row("exemptions", "lookalike", Say(around.LookAlike ? "lookalike.yes" : "lookalike.no"));
        yield return Row("exemptions", "marked", around.Marked == Cautions.None ? Say("marked.no") : Say("marked.yes", string.Join("; ", around.Marked.Code().Split(';').Select(c => CaseWord("caution." + c).TrimEnd('.')))));
        if (around.Grace is { } grace)
            yield return Row("exemptions", "grace", Say("grace.yes", grace.ToString()[..8]));
    }

    private static string Told(Exemption held)
    {
        var said = new Policy.Exemptions.Exemption(
            Policy.Exemptions.ExemptionKinds.TryParse(held.Kind, out var kind) ? kind : default, held.From, held.Until, held.WholeDays);
        return string.Join(' ', ((string?[])
        [
            $"{RuleWord("kind." + held.Kind)} ({held.Kind}){Period(said)}{(held.Zone is null ? "" : $", {held.Zone}")}.",
            Say("revision", held.Revision, Written.Second(held.RecordedAt)),
            held.ListVersion is null ? Say("recorded.here") : Say("from.list", held.ListVersion),
        ]).OfType<string>());
    }

    private static string Period(Policy.Exemptions.Exemption e)
    {
        string? from = e.From is { } first ? Moment(first, e.WholeDays) : null;
        string? until = e.Until is { } last ? (e.WholeDays ? Written.Date(last.Date.PlusDays(-1)) : Moment(last, false)) : null;
        return (from, until) switch
        {
            (null, null) => "",
            (_, null) => ", " + Say("period.from", from),
            (null, _) => ", " + Say("period.until", until),
            _ => ", " + Say("period", from, until),
        };
    }

    private static string Moment(LocalDateTime local, bool dayOnly) => dayOnly ? Written.Date(local.Date) : $"{Written.Date(local.Date)} {Written.Clock(local.TimeOfDay)}";

    private static string Validity(LocalDate? from, LocalDate? until) =>
        (from is { } since ? " " + Say("valid.from", Written.Date(since)) : "") + (until is { } end ? " " + Say("valid.until", Written.Date(end.PlusDays(-1))) : "");

    private static IEnumerable<AccountRow> PolicyOf(Judgement judged)
    {
        if (judged.Document is not { } document)
        {
            yield return Row("policy", "document", Say("policy.none"));
            yield break;
        }

        yield return Row("policy", "document", document.Version.ToString());
        yield return Row("policy", "recorded", Written.Second(document.RecordedAt));
        yield return Row("policy", "valid", document.Valid.Until is { } until ? Say("period", Written.Date(document.Valid.From), Written.Date(until.PlusDays(-1))) : Say("period.from", Written.Date(document.Valid.From)));
        foreach (var regime in Enum.GetValues<Regime>())
            if (document.Terms(regime)?.TrafficOrder is { } order)
                yield return new AccountRow("policy", $"order.{regime}", $"{Say("label.order")} {CaseWord("regime." + regime).ToLowerInvariant()}", $"{order.Number}: {order.Title} [{(order.IsExample ? Say("example") : order.Publication)}]");
        yield return Row("policy", "engine", string.Create(CultureInfo.InvariantCulture, $"{VerdictRecords.Engine}, schema {PolicyDocument.Schema}"));
        yield return Row("policy", "trust", Say("trust", Written.Percent(judged.Trust.MinConfidence), judged.Trust.MinAgreeing));
    }

    private static IEnumerable<AccountRow> Lists(Instant knownAt, Facts facts)
    {
        yield return Row("lists", "exemption-list", List(facts.ExemptionList, knownAt)) with { Fact = facts.ExemptionList?.ListVersionName ?? "" };
        yield return Row("lists", "register-list", List(facts.Register, knownAt)) with { Fact = facts.Register?.ListVersionName ?? "" };
    }

    private static string List(ListVersion? list, Instant knownAt) =>
        list is null ? Say("list.none") : Say("list", list.ListVersionName, Written.Second(list.RetrievedAt), Age(knownAt - list.RetrievedAt));

    private static string Age(Duration age) => age < Duration.FromMinutes(1) ? Say("age.fresh")
        : age < Duration.FromHours(1) ? Say("age.minutes", (int)age.TotalMinutes)
        : age < Duration.FromDays(2) ? Say("age.hours", (int)age.TotalHours)
        : Say("age.days", (int)age.TotalDays);

    private static string Known(string text) => text.Length > 0 ? text : Say("unknown");

    private static AccountRow Row(string group, string key, string text) => new(group, key, Say("label." + key), text);
}
