using NodaTime;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Tests.Windows;

public class HolidayCalendarTests
{
    [Test]
    public void Easter_and_the_days_that_hang_on_it_are_right_for_all_years_that_can_be_meant()
    {
        var calendar = new HolidayCalendar("good-friday", "easter-monday", "ascension-day", "whit-monday");
        for (var year = 1850; year <= 2999; year++)
        {
            var easter = Easter(year);
            Assert.That(new[] { -2, 1, 39, 50 }.Select(days => calendar.NameOf(easter.PlusDays(days))),
                Is.EqualTo(new[] { "good-friday", "easter-monday", "ascension-day", "whit-monday" }), $"{year}");
        }
    }

    [TestCase(2012, "30 04")]
    [TestCase(2013, "30 04")]
    [TestCase(2006, "29 04")]
    [TestCase(2014, "26 04")]
    [TestCase(2015, "27 04")]
    [TestCase(2025, "26 04")]
    [TestCase(2026, "27 04")]
    [TestCase(2031, "26 04")]
    public void The_kings_birthday_is_kept_on_27_April_and_the_queens_on_the_30th_and_on_a_Sunday_the_day_before(int year, string day)
    {
        var calendar = new HolidayCalendar("kings-day");

        Assert.That(Enumerable.Range(0, 365).Select(days => new LocalDate(year, 1, 1).PlusDays(days)).Where(calendar.IsHoliday).Select(date => $"{date:dd MM}"), Is.EqualTo(new[] { day }));
    }

    [Test]
    public void The_clock_shows_a_time_once_twice_or_never()
    {
        Assert.That(DutchTime.InstantsOf(new LocalDateTime(2026, 3, 2, 2, 30)), Is.EqualTo(new[] { Instant.FromUtc(2026, 3, 2, 1, 30) }));
        Assert.That(DutchTime.InstantsOf(new LocalDateTime(2026, 10, 25, 2, 30)), Is.EqualTo(new[] { Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30) }));
        Assert.That(DutchTime.InstantsOf(new LocalDateTime(2026, 3, 29, 2, 30)), Is.Empty);
        Assert.That(DutchTime.StartOf(new LocalDate(2026, 3, 2)), Is.EqualTo(Instant.FromUtc(2026, 3, 1, 23, 0)));
    }

    // Another way than the engine's: the paschal full moon by golden number and century (J.-M. Oudin, 1940).
    private static LocalDate Easter(int year)
    {
        int century = year / 100, golden = year % 19;
        var moon = (century - (century / 4) - ((century - ((century - 17) / 25)) / 3) + (19 * golden) + 15) % 30;
        moon -= (moon / 28) * (1 - ((moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11)));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var days = moon - weekday;
        var month = 3 + ((days + 40) / 44);
        return new LocalDate(year, month, days + 28 - (31 * (month / 4)));
    }
}
