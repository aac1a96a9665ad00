using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// What one vehicle may do: this week by the hour, the next years by period. Every answer is a verdict of the same engine, so page and fine cannot differ.
/// The time inside the given facts does not count.
/// </summary>
public static class Allowances
{
    private const int DaysLookedAhead = 14;

    /// <summary>A local day, in stretches without change; empty when no document is in force.</summary>
    public static ImmutableArray<TimeAllowance> Day(PolicySet policies, PassageFacts vehicle, LocalDate date)
    {
        if (policies.On(vehicle.Zone, date) is not { } document)
            return [];
        var stretches = ImmutableArray.CreateBuilder<TimeAllowance>();
        var moments = Edges.Between(document, vehicle, date.AtMidnight(), date.PlusDays(1).AtMidnight()).ToList();
        for (var i = 0; i + 1 < moments.Count; i++)
        {
            var verdict = Decide.AtLocal(document, vehicle, PassageContext.RulesAlone, moments[i]);
            if (stretches.Count > 0 && ReferenceEquals(stretches[^1].Verdict, verdict))
                stretches[^1] = stretches[^1] with { Until = moments[i + 1] };
            else
                stretches.Add(new TimeAllowance(moments[i], moments[i + 1], verdict));
        }

        return stretches.ToImmutable();
    }

    /// <summary>Seven days from the given one on.</summary>
    public static ImmutableArray<TimeAllowance> Week(PolicySet policies, PassageFacts vehicle, LocalDate first) =>
        [.. Enumerable.Range(0, 7).SelectMany(day => Day(policies, vehicle, first.PlusDays(day)))];

    /// <summary>What holds now, and the next change: "may enter now, until 12:00", "may enter from 07:00".</summary>
    /// <returns>Null when no document is in force.</returns>
    public static AccessNow? Now(PolicySet policies, PassageFacts vehicle, LocalDateTime now)
    {
        if (policies.On(vehicle.Zone, now.Date) is not { } document)
            return null;
        var verdict = Decide.AtLocal(document, vehicle, PassageContext.RulesAlone, now);
        var next = Enumerable.Range(0, DaysLookedAhead)
            .SelectMany(day => Day(policies, vehicle, now.Date.PlusDays(day)))
            .FirstOrDefault(stretch => stretch.From > now && stretch.Access != verdict.Access());
        return new AccessNow(verdict.Access(), verdict, next?.From, next?.Access);
    }

    /// <summary>What the zero-emission rule says in the coming time, by period.</summary>
    /// <param name="policies">All documents.</param>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="from">First date.</param>
    /// <param name="until">First date not looked at.</param>
    /// <param name="english">False for Dutch reasons.</param>
    public static ImmutableArray<PeriodAllowance> Years(PolicySet policies, PassageFacts vehicle, LocalDate from, LocalDate until, bool english = false)
    {
        var words = Wording.For(english);
        var periods = ImmutableArray.CreateBuilder<PeriodAllowance>();
        foreach (var date in Changes(policies, vehicle, from, until))
        {
            if (policies.On(vehicle.Zone, date) is not { } document)
                continue;
            // The rule does not look at the hour, but a day exemption ends in the morning: noon is the day's own.
            var noon = date.At(LocalTime.Noon);
            var facts = PassageTime.TryAtLocal(noon, out var time) ? vehicle with { Time = time } : vehicle;
            var verdict = Decide.AtLocal(document, facts, PassageContext.RulesAlone, noon);
            var reason = Reason(document, facts, verdict, words);
            if (periods.Count > 0 && periods[^1].Outcome == verdict.ZeroEmission && periods[^1].Reason == reason)
                continue;
            if (periods.Count > 0)
                periods[^1] = periods[^1] with { Until = date };
            periods.Add(new PeriodAllowance(date, null, verdict.ZeroEmission, reason));
        }

        return periods.ToImmutable();
    }

    /// <summary>The first date on which the vehicle may no longer enter by the zero-emission rule, while it may before; null when none is known.</summary>
    public static LocalDate? EndsOn(PolicySet policies, PassageFacts vehicle, LocalDate from, LocalDate until)
    {
        var periods = Years(policies, vehicle, from, until);
        return periods.Zip(periods.Skip(1)).FirstOrDefault(pair => pair.First.Access == Access.Yes && pair.Second.Access != Access.Yes).Second?.From;
    }

    private static string Reason(PolicyDocument document, PassageFacts facts, Verdict verdict, Wording words) => verdict.ZeroEmission switch
    {
        RuleOutcome.Met => ZeroEmissionExplained.Allowed(document, facts, verdict, words),
        RuleOutcome.Broken => ZeroEmissionExplained.Breach(document, facts, words),
        RuleOutcome.Unknown => words.Missing(Explanation.Missing(facts, verdict)),
        _ => words.ZeroEmissionDoesNotApply,
    };

    private static SortedSet<LocalDate> Changes(PolicySet policies, PassageFacts vehicle, LocalDate from, LocalDate until)
    {
        var dates = new SortedSet<LocalDate> { from };
        foreach (var document in policies.Documents.Where(d => d.Zone == vehicle.Zone))
        {
            dates.Add(document.Valid.From);
            if (document.Valid.Until is { } end)
                dates.Add(end);
            if (document.ZeroEmission is not { } rule)
                continue;
            dates.UnionWith(rule.Table.AccessBoundaries);
            foreach (var statutory in rule.Statutory)
            {
                if (statutory.Until is { } last)
                    dates.Add(last);
                foreach (var age in new[] { statutory.FromAge, statutory.YoungerThan }.OfType<int>())
                    if (vehicle.FirstAdmission is { } admission)
                        dates.Add(Anniversary.Of(admission, age));
            }
        }

        foreach (var exemption in vehicle.Exemptions)
        {
            // A span that begins or ends within a day may count on that day or not, as noon does; the next one tells.
            if (exemption.From is { } begin && begin.Date < LocalDate.MaxIsoValue)
                dates.UnionWith([begin.Date, begin.Date.PlusDays(1)]);
            if (exemption.Until is { } end && end.Date < LocalDate.MaxIsoValue)
                dates.UnionWith([end.Date, end.Date.PlusDays(1)]);
        }

        dates.RemoveWhere(date => date < from || date >= until);
        return dates;
    }
}
