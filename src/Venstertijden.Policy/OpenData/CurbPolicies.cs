using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.OpenData;

/// <summary>
/// Policy documents as policies of CDS 1.0. What is mapped: who must keep out, the access windows, the kinds of exemption with their hours, the
/// zero-emission table. Not mapped: how the rules are enforced (tolerances, amounts, terms), and the area of a zone, which our documents do not hold.
/// <para>
/// CDS has one rule that counts at a time, where ours has two that must both be met. So the bans of the zero-emission zone go before the windows, and who is
/// exempt from them gets only the hours of the windows. A vehicle that needs an exemption for each rule at once reads as kept out outside the windows.
/// A window is published as <c>loading</c>, which here stands for loading and unloading: CDS lets only one of them count.
/// </para>
/// </summary>
public static class CurbPolicies
{
    private const int YearsWorkedOut = 3;

    /// <summary>All policies: of each document for the days on which no later record takes its place.</summary>
    /// <param name="documents">Published documents.</param>
    /// <param name="at">Only what was recorded by then; hours that depend on dates are worked out for this year and the two after it.</param>
    public static ImmutableArray<CurbPolicy> Of(PolicySet documents, Instant at)
    {
        var horizon = new LocalDate(Windows.DutchTime.Local(at).Year + YearsWorkedOut, 1, 1);
        return
        [
            .. from document in documents.Documents
               where document.RecordedAt <= at
               orderby document.Zone.Text, document.Valid.From, document.RecordedAt
               let days = InForce(documents, document, at)
               where days.Length > 0
               from policy in OfDocument(document, days, horizon)
               select policy,
        ];
    }

    /// <summary>The dates on which a document is in force by what was known at an instant.</summary>
    public static ImmutableArray<DateSpan> InForce(PolicySet documents, PolicyDocument document, Instant at)
    {
        LocalDate[] edges =
        [
            .. documents.Documents.Where(d => d.Zone == document.Zone && d.RecordedAt <= at)
                .SelectMany(d => new[] { d.Valid.From, d.Valid.Until }).OfType<LocalDate>().Distinct().Order(),
        ];
        var spans = ImmutableArray.CreateBuilder<DateSpan>();
        for (var i = 0; i < edges.Length; i++)
        {
            if (!ReferenceEquals(documents.On(document.Zone, edges[i], at), document))
                continue;
            LocalDate? until = i + 1 < edges.Length ? edges[i + 1] : null;
            if (spans.Count > 0 && spans[^1].Until == edges[i])
                spans[^1] = spans[^1] with { Until = until };
            else
                spans.Add(new DateSpan(edges[i], until));
        }

        return spans.ToImmutable();
    }

    private static IEnumerable<CurbPolicy> OfDocument(PolicyDocument document, ImmutableArray<DateSpan> days, LocalDate horizon)
    {
        var priority = 0;
        foreach (var part in Parts(document))
        {
            ImmutableArray<DateSpan> dates = [.. days.Select(span => Clip(span, part.From, part.Until)).OfType<DateSpan>()];
            ImmutableArray<CurbTimeSpan> spans = [.. dates.SelectMany(span => part.Hours.Spans(span, Later(horizon, span.From.PlusYears(YearsWorkedOut))))];
            if (spans.IsEmpty)
                continue;
            var about = new CurbAbout(document.Zone, document.ZoneName, document.Version.ToString(), part.Topic, part.Source, part.IsExample, part.Order,
                part.Hours.DependsOnDate ? Later(horizon, dates[^1].From.PlusYears(YearsWorkedOut)) : null);
            yield return new CurbPolicy(++priority, document.RecordedAt, part.Rules, spans, about);
        }
    }

    /// <summary>The parts of a document, the one that goes first in front.</summary>
    private static IEnumerable<Part> Parts(PolicyDocument document)
    {
        var windows = document.Pedestrian is { } walk ? CurbHours.Of(walk.Windows) : null;
        if (document.ZeroEmission is { } clean)
        {
            var order = clean.Terms.TrafficOrder;
            foreach (var rule in document.ExemptionRules.Where(r => r.Opens.Contains(Regime.ZeroEmissionZone)))
            {
                var both = windows is null || rule.Opens.Contains(Regime.PedestrianZone);
                var hours = CurbHours.Of(rule.Hours);
                yield return Part.Of(both ? "travel" : "loading", UserClasses.Of(rule), both ? hours : hours.And(windows!), "exemption", rule.Source, rule.IsExample, order);
            }

            foreach (var exempt in clean.Statutory)
                foreach (var (name, _) in UserClasses.Of(exempt.Categories))
                    yield return Part.Of(windows is null ? "travel" : "loading", [name, "statutory_" + exempt.Name.Replace('-', '_')], windows ?? CurbHours.Always, "statutory-exemption", exempt.Source, exempt.IsExample, order)
                        with { Until = exempt.Until };
            foreach (var ban in CurbBans.Of(clean))
                yield return Part.Of("no travel", ban.UserClasses, CurbHours.Always, "zero-emission", ban.Row.Source, ban.Row.IsExample, order) with { From = ban.From };
        }

        if (document.Pedestrian is not { } rules)
            yield break;
        foreach (var rule in document.ExemptionRules.Where(r => r.Opens.Contains(Regime.PedestrianZone) && !(document.ZeroEmission is not null && r.Opens.Contains(Regime.ZeroEmissionZone))))
            yield return Part.Of("travel", UserClasses.Of(rule), CurbHours.Of(rule.Hours), "exemption", rule.Source, rule.IsExample, rules.Terms.TrafficOrder);
        ImmutableArray<string> everyone = [.. UserClasses.Of(rules.Terms.AppliesTo).Select(vehicle => vehicle.Name)];
        var window = Part.Of("loading", [], windows!, "window", rules.Source, rules.IsExample, rules.Terms.TrafficOrder);
        yield return window with { Rules = [.. everyone.Select(name => new CurbRule("loading", [name]))] };
        yield return window with { Rules = [.. everyone.Select(name => new CurbRule("no travel", [name]))], Hours = CurbHours.Always, Topic = "zone" };
    }

    private static DateSpan? Clip(DateSpan span, LocalDate? from, LocalDate? until)
    {
        var start = from is { } first && first > span.From ? first : span.From;
        var end = until is { } last && (span.Until is not { } own || last < own) ? last : span.Until;
        return end is { } known && known <= start ? null : new DateSpan(start, end);
    }

    private static LocalDate Later(LocalDate one, LocalDate other) => one > other ? one : other;

    private sealed record Part(ImmutableArray<CurbRule> Rules, CurbHours Hours, string Topic, string? Source, bool IsExample, TrafficOrder? Order)
    {
        internal LocalDate? From { get; init; }
        internal LocalDate? Until { get; init; }

        internal static Part Of(string activity, ImmutableArray<string> who, CurbHours hours, string topic, string? source, bool isExample, TrafficOrder? order) =>
            new([new CurbRule(activity, who)], hours, topic, source, isExample, order);
    }
}
