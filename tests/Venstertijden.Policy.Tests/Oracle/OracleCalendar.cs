using NodaTime;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>Windows, hours of exemptions and holidays, written down from the sources as a list a reader can check.</summary>
internal static class OracleCalendar
{
    private static readonly IsoDayOfWeek[] MondayToThursday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday];

    // Easter Sundays, from the church's table: the engine works them out.
    private static readonly LocalDate[] Easters =
    [
        new(2016, 3, 27), new(2017, 4, 16), new(2018, 4, 1), new(2019, 4, 21), new(2020, 4, 12), new(2021, 4, 4),
        new(2022, 4, 17), new(2023, 4, 9), new(2024, 3, 31), new(2025, 4, 20), new(2026, 4, 5), new(2027, 3, 28),
        new(2028, 4, 16), new(2029, 4, 1), new(2030, 4, 21), new(2031, 4, 13), new(2032, 3, 28),
    ];

    /// <summary>Window hours: until 2022-12-31 as logistieknoord.nl lists them, since 2023-01-01 as assen.nl/venstertijden does.</summary>
    public static bool InsideWindow(LocalDateTime time)
    {
        var day = time.DayOfWeek;
        if (time.Date >= new LocalDate(2023, 1, 1))
            return day != IsoDayOfWeek.Sunday && Between(time, "07:00", "12:00");
        if (MondayToThursday.Contains(day))
            return Between(time, "07:00", "13:00") || Between(time, "17:30", "20:00");
        return day == IsoDayOfWeek.Friday && Between(time, "07:00", "13:00")
            || day == IsoDayOfWeek.Saturday && Between(time, "07:00", "11:00");
    }

    /// <summary>Hours of the pedestrian kinds, assen.nl/ontheffing-voetgangersgebied; the others all hours (design 6, example).</summary>
    public static bool OpenFor(string kind, LocalDateTime time)
    {
        var sunday = time.DayOfWeek == IsoDayOfWeek.Sunday;
        return kind switch
        {
            "resident" => Between(time, "17:30", "22:00"),
            "business" when sunday => Between(time, "10:00", "12:00") || Between(time, "17:30", "20:00"),
            "business" => Between(time, "17:30", "22:00"),
            "carrier-zero-emission" => !sunday && Between(time, "17:30", "22:00"),
            "meal-delivery" => Between(time, "16:00", "22:00"),
            _ => true,
        };
    }

    /// <summary>Algemene termijnenwet art. 3-1 with Good Friday (3-1: equal to them); a Sunday is no window day.</summary>
    public static bool IsHolidayOnWindowDay(LocalDate date)
    {
        if (date.DayOfWeek == IsoDayOfWeek.Sunday)
            return false;
        var easter = Easters.Single(sunday => sunday.Year == date.Year);
        var kingsDay = new LocalDate(date.Year, 4, 27);
        if (kingsDay.DayOfWeek == IsoDayOfWeek.Sunday)
            kingsDay = new LocalDate(date.Year, 4, 26);
        LocalDate[] holidays =
        [
            new(date.Year, 1, 1), easter.PlusDays(-2), easter.PlusDays(1), kingsDay, new(date.Year, 5, 5),
            easter.PlusDays(39), easter.PlusDays(50), new(date.Year, 12, 25), new(date.Year, 12, 26),
        ];
        return holidays.Contains(date);
    }

    // Half-open (design 2, "Time").
    private static bool Between(LocalDateTime time, string from, string to)
    {
        var clock = time.ToString("HH:mm:ss.fff", null);
        return string.CompareOrdinal(clock, from + ":00.000") >= 0 && string.CompareOrdinal(clock, to + ":00.000") < 0;
    }
}
