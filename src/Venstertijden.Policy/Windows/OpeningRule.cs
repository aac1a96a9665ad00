using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>One rule of an opening_hours text: on which days, and the spans in minutes from that day's midnight (an end past 1440 reaches into the next day).</summary>
internal sealed record OpeningRule(ImmutableArray<DateRange> Dates, DaySelector Days, ImmutableArray<AccessWindow> Spans, bool Adds)
{
    internal bool DependsOnDate => Dates.Length > 0 || Days.Holidays || Days.Nth.Length > 0;

    internal bool Covers(LocalDate date, HolidayCalendar holidays)
    {
        if (!Days.Covers(date, holidays))
            return false;
        if (Dates.Length == 0)
            return true;
        foreach (var range in Dates)
            if (range.Contains(date))
                return true;
        return false;
    }
}

/// <summary>Weekdays as a mask (bit 0 = Monday), the nth weekday of a month, public holidays. Nothing set means every day.</summary>
internal sealed record DaySelector(int Weekdays, ImmutableArray<(IsoDayOfWeek Day, int Nth)> Nth, bool Holidays)
{
    internal static DaySelector EveryDay { get; } = new(0, [], false);

    internal bool Covers(LocalDate date, HolidayCalendar holidays)
    {
        if (Weekdays == 0 && Nth.Length == 0 && !Holidays)
            return true;
        if ((Weekdays & (1 << ((int)date.DayOfWeek - 1))) != 0 || (Holidays && holidays.IsHoliday(date)))
            return true;
        foreach (var (day, nth) in Nth)
        {
            var daysOfMonth = date.Calendar.GetDaysInMonth(date.Year, date.Month);
            var count = nth > 0 ? ((date.Day - 1) / 7) + 1 : -(((daysOfMonth - date.Day) / 7) + 1);
            if (date.DayOfWeek == day && count == nth)
                return true;
        }

        return false;
    }
}

/// <summary>Days from one date to another, both inclusive; without years it comes back every year (and may pass New Year).</summary>
internal sealed record DateRange(int? FromYear, int FromMonth, int FromDay, int? ToYear, int ToMonth, int ToDay)
{
    internal bool Contains(LocalDate date)
    {
        int day = (date.Month * 100) + date.Day, from = (FromMonth * 100) + FromDay, to = (ToMonth * 100) + ToDay;
        if (FromYear is { } fromYear && ToYear is { } toYear)
            return (date.Year * 10_000) + day is var full && full >= (fromYear * 10_000) + from && full <= (toYear * 10_000) + to;
        return from <= to ? day >= from && day <= to : day >= from || day <= to;
    }
}
