using NodaTime;

namespace Venstertijden.Street.Tests;

/// <summary>Heights from the almanac's formulas for 53.0 N 6.56 E; the sun rises and sets near -0.8 degrees.</summary>
public class SunTests
{
    [TestCase("2026-06-21T11:36:00", 60.4)]
    [TestCase("2026-12-21T11:32:00", 13.6)]
    [TestCase("2026-03-20T11:41:00", 37.0)]
    public void At_noon_it_stands_as_high_as_the_season_allows(string utc, double height)
        => Assert.That(Sun.At(NodaTime.Text.InstantPattern.ExtendedIso.Parse(utc + "Z").Value).Height, Is.EqualTo(height).Within(0.6));

    [TestCase(6, 21, 3, 9)]
    [TestCase(12, 21, 7, 44)]
    [TestCase(3, 2, 6, 19)]
    public void It_rises_in_Assen_when_the_almanac_says_so(int month, int day, int utcHour, int minute)
        => Assert.That(Sun.At(Instant.FromUtc(2026, month, day, utcHour, minute)).Height, Is.EqualTo(-0.8).Within(1.2));

    [Test]
    public void It_is_in_the_east_in_the_morning_and_in_the_south_at_noon()
    {
        Assert.That(Sun.At(Instant.FromUtc(2026, 3, 20, 6, 0)).Azimuth, Is.EqualTo(93).Within(6));
        Assert.That(Sun.At(Instant.FromUtc(2026, 3, 20, 11, 41)).Azimuth, Is.EqualTo(180).Within(2));
    }
}
