using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Verdicts;

/// <summary>The local moments at which a verdict may change.</summary>
internal static class Edges
{
    /// <summary>
    /// The first moment, the last, and every moment between at which something begins or ends: each stretch without change holds one of them.
    /// </summary>
    internal static IEnumerable<LocalDateTime> Between(
        PolicyDocument document, PassageFacts facts, LocalDateTime first, LocalDateTime last, Duration tolerance = default)
    {
        var moments = new SortedSet<LocalDateTime> { first, last };
        for (var date = first.Date; date <= last.Date; date = date.PlusDays(1))
        {
            moments.Add(date.AtMidnight());
            if (document.Pedestrian is { } rule)
                Add(moments, date, rule.Windows, (long)tolerance.TotalNanoseconds);
            foreach (var exemption in facts.Exemptions)
                if (document.RuleFor(exemption.Kind) is { } kind)
                    Add(moments, date, kind.Hours, 0);
        }

        foreach (var exemption in facts.Exemptions)
        {
            if (exemption.From is { } from)
                moments.Add(from);
            if (exemption.Until is { } until)
            {
                moments.Add(until);
                if (exemption.WholeDays && document.RuleFor(exemption.Kind)?.AfterLastDay is { } later && until.Date < LocalDate.MaxIsoValue)
                    moments.Add(until + later);
            }
        }

        return moments.Where(moment => moment >= first && moment <= last);
    }

    private static void Add(SortedSet<LocalDateTime> moments, LocalDate date, WindowCalendar calendar, long tolerance)
    {
        foreach (var window in calendar.On(date))
        {
            moments.Add(date.AtMidnight().PlusMinutes(window.StartMinute).PlusNanoseconds(-tolerance));
            moments.Add(date.AtMidnight().PlusMinutes(window.EndMinute).PlusNanoseconds(tolerance == 0 ? 0 : tolerance + 1));
        }
    }
}
