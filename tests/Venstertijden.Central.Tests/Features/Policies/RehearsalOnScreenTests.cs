using NodaTime;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;

namespace Venstertijden.Central.Tests.Features.Policies;

public class RehearsalOnScreenTests
{
    private static readonly SiteId Assen = SiteId.Parse("assen");

    [Test]
    public void The_next_change_is_rehearsed_for_every_zone_of_the_town()
    {
        var shown = RehearsalOnScreen.Of(AssenPolicies.All, Assen, Instant.FromUtc(2026, 3, 2, 8, 0))!;
        Assert.That((shown.Date, shown.IsSpring, shown.DaysAhead, shown.Failed), Is.EqualTo((new LocalDate(2026, 3, 29), true, 27, false)));
        Assert.That(shown.Zones.Select(z => (z.Passages > 100, z.Differ, z.Forgotten > 0)), Is.EqualTo(new[] { (true, 0, true), (true, 0, true) }));
        Assert.That(RehearsalOnScreen.Of(AssenPolicies.All, SiteId.Parse("hoogeveen"), Instant.FromUtc(2026, 3, 2, 8, 0)), Is.Null);
    }

    [TestCase(15, 1, false)]
    [TestCase(14, 1, true)]
    [TestCase(0, 1, true)]
    [TestCase(3, 0, false)]
    public void A_failure_warns_from_fourteen_days_before(int daysAhead, int differ, bool warns) =>
        Assert.That(new RehearsalOnScreen(new LocalDate(2026, 3, 29), true, daysAhead, [new RehearsedZone("Zone", 100, differ, 4)]).Warns, Is.EqualTo(warns));
}
