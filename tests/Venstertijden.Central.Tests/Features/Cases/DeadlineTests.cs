using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Cases;

public class DeadlineTests
{
    [TestCase("2026-03-02", "2026-07-02", "2026-06-11", Description = "four months to the day")]
    [TestCase("2025-10-31", "2026-02-28", "2026-02-07", Description = "clamped to the end of February")]
    [TestCase("2027-10-31", "2028-02-29", "2028-02-08", Description = "a leap year has a day more")]
    [TestCase("2026-05-31", "2026-09-30", "2026-09-09", Description = "clamped to a month of 30 days")]
    [TestCase("2026-02-28", "2026-06-28", "2026-06-07", Description = "the end of February is not the end of June")]
    [TestCase("2026-08-26", "2026-12-26", "2026-12-05", Description = "Boxing Day and a Saturday: not moved")]
    public void The_legal_last_day_is_four_months_after_the_act(string act, string legal, string inside)
    {
        var deadlines = Deadlines.Of(Date(act), Period.FromMonths(4), 21);
        Assert.That((deadlines.LegalLastDay, deadlines.InternalLastDay), Is.EqualTo((Date(legal), Date(inside))));
    }

    [Test]
    public void The_act_counts_by_the_local_date()
    {
        var document = AssenPolicies.All.On(ZoneId.Parse("assen-brink"), new LocalDate(2026, 3, 2))!;
        var justAfterMidnight = Instant.FromUtc(2026, 3, 1, 23, 30);
        Assert.That(Deadlines.Of(justAfterMidnight, document).ActDate, Is.EqualTo(new LocalDate(2026, 3, 2)));
    }

    [TestCase("2026-03-02T06:45:00Z", "2026-03-04T05:00:00Z", Description = "06:00 of the next day plus the list's delay of a day")]
    [TestCase("2026-03-28T08:00:00Z", "2026-03-30T04:00:00Z", Description = "over the start of summer time")]
    [TestCase("2026-03-01T23:30:00Z", "2026-03-04T05:00:00Z", Description = "local date: already the second of March")]
    public void A_zero_emission_breach_settles_until_the_list_knows_of_the_day(string act, string settled)
    {
        var document = AssenPolicies.All.On(ZoneId.Parse("assen-kernwinkelgebied"), new LocalDate(2026, 3, 2))!;
        Assert.That(Deadlines.SettlesAt(At(act), document, Regime.ZeroEmissionZone), Is.EqualTo(At(settled)));
        Assert.That(Deadlines.SettlesAt(At(act), document, Regime.PedestrianZone), Is.Null);
    }

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
