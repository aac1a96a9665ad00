using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>
/// Reads the part of OpenStreetMap's <c>opening_hours</c> that signs in the Netherlands need:
/// <code>
/// text  = rule { ";" rule | "," rule }      a later rule after ";" replaces the earlier ones on its days, after "," it adds
/// rule  = "24/7" | [dates] [days] ( times | "off" | "closed" )
/// dates = date { "," date }                 date = year ["-" year] | month ["-" month] | [year] month day ["-" [[year] month] day]
/// days  = day { "," day }                   day = Mo..Su ["-" Mo..Su] | Mo..Su "[" n {"," n} "]" (n = 1..5 or -1..-5) | "PH"
/// times = hh:mm "-" hh:mm { "," ... }       an end before the start, or past 24:00, lies on the next day
/// </code>
/// Not read, and refused by name: SH, week numbers, easter and other events, sunrise and dusk, open ends, comments, fallback rules.
/// </summary>
internal sealed class OpeningHoursParser
{
    private static readonly string[] Weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private const int LatestEndMinute = 2 * AccessWindow.MinutesPerDay;

    private readonly string _text;
    private int _at;

    private OpeningHoursParser(string text) => _text = text;

    internal static bool TryParse(string text, out ImmutableArray<OpeningRule> rules, [NotNullWhen(false)] out string? error)
    {
        try
        {
            rules = new OpeningHoursParser(text).Rules();
            error = null;
            return true;
        }
        catch (Unreadable unreadable)
        {
            rules = [];
            error = unreadable.Message;
            return false;
        }
    }

    private ImmutableArray<OpeningRule> Rules()
    {
        var rules = ImmutableArray.CreateBuilder<OpeningRule>();
        var adds = false;
        while (true)
        {
            rules.Add(Rule(adds));
            if (AtEnd())
                return rules.ToImmutable();
            if (Take(";"))
                adds = false;
            else if (Take(","))
                adds = true;
            else
                throw Expected("; or , or the end");
        }
    }

    private OpeningRule Rule(bool adds)
    {
        if (Take("24/7"))
            return new OpeningRule([], DaySelector.EveryDay, [new AccessWindow(0, AccessWindow.MinutesPerDay)], adds);
        var dates = Dates();
        Take(":");
        var days = Days();
        if (Take("off") || Take("closed"))
            return new OpeningRule(dates, days, [], adds);
        return new OpeningRule(dates, days, Times(), adds);
    }

    private ImmutableArray<DateRange> Dates()
    {
        var dates = ImmutableArray.CreateBuilder<DateRange>();
        if (!AtDate())
            return [];
        do
            dates.Add(Date());
        while (TakeBefore(",", AtDate));
        return dates.ToImmutable();
    }

    private DateRange Date()
    {
        var start = _at;
        var year = Year();
        if (MonthOrNone() is not { } month)
        {
            var lastYear = Take("-") ? Year() ?? throw Expected("a year of four digits") : year;
            return Checked(new DateRange(year, 1, 1, lastYear, 12, 31), start);
        }

        if (DayOfMonthOrNone() is not { } day)
        {
            var lastMonth = Take("-") ? MonthOrNone() ?? throw Expected("a month Jan-Dec") : month;
            return Checked(new DateRange(year, month, 1, year, lastMonth, DaysIn(year ?? 2024, lastMonth)), start);
        }

        if (!Take("-"))
            return Checked(new DateRange(year, month, day, year, month, day), start);
        var toYear = Year() ?? year;
        var toMonth = MonthOrNone() ?? month;
        return Checked(new DateRange(year, month, day, toYear, toMonth, DayOfMonthOrNone() ?? throw Expected("a day 1-31")), start);
    }

    private DateRange Checked(DateRange range, int start)
    {
        // Without a year 29 February is a day: it comes in leap years.
        if (range.FromDay > DaysIn(range.FromYear ?? 2024, range.FromMonth) || range.ToDay > DaysIn(range.ToYear ?? 2024, range.ToMonth))
            throw Unreadable.At(_text, start, "a day that its month has");
        if ((range.FromYear is null) != (range.ToYear is null))
            throw Unreadable.At(_text, start, "a year at both ends or at none");
        if (range.FromYear is { } from && range.ToYear is { } to
            && new LocalDate(from, range.FromMonth, range.FromDay) > new LocalDate(to, range.ToMonth, range.ToDay))
            throw Unreadable.At(_text, start, "a range that does not end before it begins");
        return range;
    }

    private DaySelector Days()
    {
        if (!AtDay())
            return DaySelector.EveryDay;
        int mask = 0;
        var nth = ImmutableArray.CreateBuilder<(IsoDayOfWeek, int)>();
        var holidays = false;
        do
        {
            if (Take("PH"))
            {
                holidays = true;
                continue;
            }

            var first = Weekday();
            if (Take("["))
            {
                do
                    nth.Add(((IsoDayOfWeek)(first + 1), Nth()));
                while (Take(","));
                if (!Take("]"))
                    throw Expected("]");
                continue;
            }

            var last = Take("-") ? Weekday() : first;
            for (var day = first; ; day = (day + 1) % 7)
            {
                mask |= 1 << day;
                if (day == last)
                    break;
            }
        }
        while (TakeBefore(",", AtDay));
        return new DaySelector(mask, nth.ToImmutable(), holidays);
    }

    private ImmutableArray<AccessWindow> Times()
    {
        var spans = ImmutableArray.CreateBuilder<AccessWindow>();
        do
        {
            var start = _at;
            var from = Clock();
            if (from >= AccessWindow.MinutesPerDay)
                throw Unreadable.At(_text, start, "a start before 24:00");
            if (!Take("-"))
                throw Expected("- and the end of the window");
            var to = Clock();
            if (to == from)
                throw Unreadable.At(_text, start, "a window that ends after it begins (the whole day is 00:00-24:00)");
            spans.Add(new AccessWindow(from, to < from ? to + AccessWindow.MinutesPerDay : to));
        }
        while (TakeBefore(",", () => char.IsAsciiDigit(Peek())));
        return spans.ToImmutable();
    }

    private int Clock()
    {
        SkipSpaces();
        if (_at + 5 > _text.Length || _text[_at + 2] != ':'
            || !int.TryParse(_text.AsSpan(_at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(_text.AsSpan(_at + 3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || minute > 59 || (hour * 60) + minute > LatestEndMinute)
            throw Expected("a time hh:mm (days, months, off, closed, 24/7 and PH are the only words read)");
        _at += 5;
        return (hour * 60) + minute;
    }

    private int Weekday()
    {
        SkipSpaces();
        for (var i = 0; i < Weekdays.Length; i++)
            if (Take(Weekdays[i]))
                return i;
        throw Expected("a day Mo, Tu, We, Th, Fr, Sa, Su or PH");
    }

    private int Nth()
    {
        var last = Take("-");
        if (Peek() is < '1' or > '5')
            throw Expected("the nth day of the month, 1 to 5 or -1 to -5");
        var nth = _text[_at++] - '0';
        return last ? -nth : nth;
    }

    private int? Year()
    {
        SkipSpaces();
        if (!AtYear())
            return null;
        var year = int.Parse(_text.AsSpan(_at, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        _at += 4;
        return year;
    }

    private int? MonthOrNone()
    {
        for (var i = 0; i < Months.Length; i++)
            if (Take(Months[i]))
                return i + 1;
        return null;
    }

    private int? DayOfMonthOrNone()
    {
        SkipSpaces();
        var digits = 0;
        while (_at + digits < _text.Length && char.IsAsciiDigit(_text[_at + digits]))
            digits++;
        // "Dec 07:00" has an hour where a day could stand.
        if (digits is 0 or > 2 || (_at + digits < _text.Length && _text[_at + digits] == ':'))
            return null;
        var day = int.Parse(_text.AsSpan(_at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        if (day is < 1 or > 31)
            throw Expected("a day 1-31");
        _at += digits;
        return day;
    }

    private bool AtDate()
    {
        SkipSpaces();
        return AtYear() || Months.Any(month => string.CompareOrdinal(_text, _at, month, 0, month.Length) == 0);
    }

    private bool AtYear() =>
        _at + 4 <= _text.Length && _text.AsSpan(_at, 4).IndexOfAnyExceptInRange('0', '9') < 0 && _text[_at] is '1' or '2';

    private bool AtDay()
    {
        SkipSpaces();
        return string.CompareOrdinal(_text, _at, "PH", 0, 2) == 0 || Weekdays.Any(day => string.CompareOrdinal(_text, _at, day, 0, 2) == 0);
    }

    private bool TakeBefore(string separator, Func<bool> next)
    {
        var start = _at;
        if (Take(separator) && next())
            return true;
        _at = start;
        return false;
    }

    private bool Take(string word)
    {
        SkipSpaces();
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private char Peek()
    {
        SkipSpaces();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool AtEnd() => Peek() == '\0';

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n')
            _at++;
    }

    private static int DaysIn(int year, int month) => CalendarSystem.Iso.GetDaysInMonth(year, month);

    private Unreadable Expected(string what) => Unreadable.At(_text, _at, what);

    private sealed class Unreadable(string message) : Exception(message)
    {
        internal static Unreadable At(string text, int at, string what) => new(string.Create(CultureInfo.InvariantCulture,
            $"'{text}': expected {what} at character {at + 1}{(at < text.Length ? $", found '{text[at..Math.Min(text.Length, at + 12)]}'" : ", where the text ends")}"));
    }
}
