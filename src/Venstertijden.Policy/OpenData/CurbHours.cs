using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.OpenData;

/// <summary>
/// Windows as time spans of CDS, which knows days of the week but no holidays and no exceptions. A week that is always the same is one set of spans;
/// where dates matter the days are walked through and a new set begins wherever a day differs from the same weekday before it.
/// </summary>
internal sealed class CurbHours
{
    private static readonly ImmutableArray<AccessWindow> WholeDay = [new AccessWindow(0, AccessWindow.MinutesPerDay)];

    private readonly Func<LocalDate, ImmutableArray<AccessWindow>> _on;

    private CurbHours(Func<LocalDate, ImmutableArray<AccessWindow>> on, bool dependsOnDate) => (_on, DependsOnDate) = (on, dependsOnDate);

    internal static CurbHours Always { get; } = new(_ => WholeDay, dependsOnDate: false);

    internal bool DependsOnDate { get; }

    internal static CurbHours Of(WindowCalendar calendar) => new(calendar.On, calendar.DependsOnDate);

    /// <summary>Only when both are open.</summary>
    internal CurbHours And(CurbHours other) => new(date => Both(_on(date), other._on(date)), DependsOnDate || other.DependsOnDate);

    /// <summary>The spans within some dates; what depends on dates is worked out up to the horizon.</summary>
    internal IEnumerable<CurbTimeSpan> Spans(DateSpan dates, LocalDate horizon)
    {
        if (!DependsOnDate)
            return SpansOf(dates, Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).ToDictionary(day => day, day => _on(new LocalDate(2024, 1, (int)day))));
        return Weeks(dates.From, dates.Until is { } until && until < horizon ? until : horizon).SelectMany(week => SpansOf(week.Dates, week.Days));
    }

    private IEnumerable<(DateSpan Dates, Dictionary<IsoDayOfWeek, ImmutableArray<AccessWindow>> Days)> Weeks(LocalDate from, LocalDate until)
    {
        var (start, week) = (from, new Dictionary<IsoDayOfWeek, ImmutableArray<AccessWindow>>());
        for (var date = from; date < until; date = date.PlusDays(1))
        {
            var windows = _on(date);
            if (week.TryGetValue(date.DayOfWeek, out var before) && !before.SequenceEqual(windows))
            {
                yield return (new DateSpan(start, date), week);
                (start, week) = (date, []);
            }

            week[date.DayOfWeek] = windows;
        }

        if (start < until)
            yield return (new DateSpan(start, until), week);
    }

    private static IEnumerable<CurbTimeSpan> SpansOf(DateSpan dates, Dictionary<IsoDayOfWeek, ImmutableArray<AccessWindow>> week) =>
        week.SelectMany(day => day.Value.Select(window => (Day: day.Key, Window: window))).GroupBy(day => day.Window)
            .OrderBy(group => group.Min(day => day.Day)).ThenBy(group => group.Key.StartMinute)
            .Select(group => new CurbTimeSpan(dates, group.Count() == 7 ? [] : [.. group.Select(day => day.Day).Order()], group.Key));

    private static ImmutableArray<AccessWindow> Both(ImmutableArray<AccessWindow> one, ImmutableArray<AccessWindow> other) =>
    [
        .. from a in one
           from b in other
           let both = new AccessWindow(Math.Max(a.StartMinute, b.StartMinute), Math.Min(a.EndMinute, b.EndMinute))
           where both.StartMinute < both.EndMinute
           orderby both.StartMinute
           select both,
    ];
}
