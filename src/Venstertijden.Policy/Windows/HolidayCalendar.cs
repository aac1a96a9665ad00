using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>
/// The public holidays that a policy document names. For Assen the list of the Algemene termijnenwet, article 3, with Good Friday. It is the list for
/// terms, not for signs: a holiday keeps its window, and a hit on it carries the caution <c>holiday</c>.
/// </summary>
public sealed class HolidayCalendar
{
    private static readonly FrozenDictionary<string, Func<int, LocalDate>> Days = new Dictionary<string, Func<int, LocalDate>>
    {
        ["new-year"] = year => new LocalDate(year, 1, 1),
        ["good-friday"] = year => Easter(year).PlusDays(-2),
        ["easter-monday"] = year => Easter(year).PlusDays(1),
        ["kings-day"] = KingsDay,
        ["liberation-day"] = year => new LocalDate(year, 5, 5),
        ["ascension-day"] = year => Easter(year).PlusDays(39),
        ["whit-monday"] = year => Easter(year).PlusDays(50),
        ["christmas-day"] = year => new LocalDate(year, 12, 25),
        ["boxing-day"] = year => new LocalDate(year, 12, 26),
    }.ToFrozenDictionary();

    private readonly ImmutableArray<Func<int, LocalDate>> _days;

    /// <summary>A calendar of named holidays.</summary>
    /// <exception cref="KeyNotFoundException">A name is not one of <see cref="KnownNames"/>.</exception>
    public HolidayCalendar(params IEnumerable<string> names)
    {
        Names = [.. names];
        _days = [.. Names.Select(name => Days[name])];
    }

    /// <summary>No holiday at all.</summary>
    public static HolidayCalendar None { get; } = new();

    /// <summary>The names a document may use.</summary>
    public static ImmutableArray<string> KnownNames => [.. Days.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The names of this calendar, as in the document.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>True when the date is one of the holidays.</summary>
    public bool IsHoliday(LocalDate date) => NameOf(date) is not null;

    /// <summary>The name of the holiday on that date, or null.</summary>
    public string? NameOf(LocalDate date)
    {
        for (var i = 0; i < _days.Length; i++)
            if (_days[i](date.Year) == date)
                return Names[i];
        return null;
    }

    // 27 April, the day before on a Sunday; until 2013 Queen's Day on 30 April by the same rule.
    private static LocalDate KingsDay(int year)
    {
        var day = year < 2014 ? new LocalDate(year, 4, 30) : new LocalDate(year, 4, 27);
        return day.DayOfWeek == IsoDayOfWeek.Sunday ? day.PlusDays(-1) : day;
    }

    // The anonymous Gregorian algorithm (Nature, 1876).
    private static LocalDate Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1);
    }
}
