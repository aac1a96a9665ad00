using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A part of a day in which one verdict holds.</summary>
/// <param name="From">First local moment.</param>
/// <param name="Until">Local moment at which it ends; midnight of the next day at the latest.</param>
/// <param name="Access">The verdict.</param>
public sealed record AccessSpan(LocalDateTime From, LocalDateTime Until, ZoneAccess Access);

/// <summary>One day in one zone.</summary>
public sealed record AccessDay(LocalDate Date, IReadOnlyList<AccessSpan> Spans)
{
    public IReadOnlyList<AccessSpan> Open => [.. Spans.Where(s => s.Access.MayEnter)];
}

/// <summary>
/// What a vehicle may do in the coming days and years, from the rules alone. Between two moments at which a window, an
/// exemption or a document begins or ends, the verdict does not change: so only those moments are asked.
/// </summary>
/// <param name="ask">The verdict in every zone at an instant.</param>
public sealed class VehicleAccess(Func<Instant, IReadOnlyList<ZoneAccess>> ask, IReadOnlyList<Exemptions.Exemption> exemptions)
{
    private const int YearsAhead = 5;

    /// <summary>The whole local day in one zone.</summary>
    public AccessDay Day(ZoneId zone, LocalDate date)
    {
        var spans = new List<AccessSpan>();
        var moments = Moments(zone, date);
        for (int i = 0; i < moments.Count; i++)
        {
            var until = i + 1 < moments.Count ? moments[i + 1] : date.PlusDays(1).AtMidnight();
            if (At(zone, moments[i]) is not { } access) continue;
            if (spans.Count > 0 && spans[^1].Until == moments[i] && spans[^1].Access.Verdict.Code == access.Verdict.Code)
                spans[^1] = spans[^1] with { Until = until };
            else
                spans.Add(new AccessSpan(moments[i], until, access));
        }

        return new AccessDay(date, spans);
    }

    /// <summary>
    /// The first day from which the vehicle may no longer enter at any hour; null when it may for the next five years, or may
    /// not in the coming week either.
    /// </summary>
    public LocalDate? EndsOn(ZoneId zone, LocalDate today)
    {
        LocalDate? open = null;
        for (var week = today; week <= today.PlusYears(YearsAhead); week = week.PlusMonths(1))
        {
            if (!IsOpenSomewhere(zone, week))
                return open is { } last ? Enumerable.Range(0, Period.DaysBetween(last, week) + 7).Select(last.PlusDays).Last(date => Day(zone, date).Open.Count > 0).PlusDays(1) : null;
            open = week;
        }

        return null;
    }

    private bool IsOpenSomewhere(ZoneId zone, LocalDate week) => Enumerable.Range(0, 7).Any(day => Day(zone, week.PlusDays(day)).Open.Count > 0);

    private ZoneAccess? At(ZoneId zone, LocalDateTime local) => ask(DutchTime.Zone.AtLeniently(local).ToInstant()).FirstOrDefault(a => a.Zone == zone);

    private List<LocalDateTime> Moments(ZoneId zone, LocalDate date)
    {
        var moments = new SortedSet<LocalDateTime> { date.AtMidnight() };
        if (At(zone, date.At(LocalTime.Noon))?.Document is { } document)
        {
            if (document.Pedestrian is { } rule) AddEdges(rule.Windows, date, moments);
            foreach (var kind in document.ExemptionRules.Where(k => exemptions.Any(e => Policy.Exemptions.ExemptionKinds.Code(k.Kind) == e.Kind)))
                AddEdges(kind.Hours, date, moments);
        }

        foreach (var edge in exemptions.SelectMany(e => new[] { e.From, e.Until }).OfType<LocalDateTime>().Where(m => m.Date == date))
            moments.Add(edge);
        return [.. moments];
    }

    private static void AddEdges(WindowCalendar calendar, LocalDate date, SortedSet<LocalDateTime> moments)
    {
        foreach (var window in calendar.On(date))
        {
            moments.Add(date.AtMidnight().PlusMinutes(window.StartMinute));
            if (window.EndMinute < AccessWindow.MinutesPerDay) moments.Add(date.AtMidnight().PlusMinutes(window.EndMinute));
        }
    }
}
