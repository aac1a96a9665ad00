using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Rehearsal;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Rehearsal;

public class ClockChangeRehearsalTests
{
    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static ClockChange Change(string after) => ClockChange.Next(At(after))!;

    private static ImmutableArray<RehearsedPassage> Rehearse(string after) => ClockChangeRehearsal.Of(AssenPolicies.All, Centre, Change(after));

    private static string VerdictOfTheVan(string after, string at) =>
        Rehearse(after).Single(passage => passage.At == At(at) && passage.Vehicle.Name.StartsWith("van", StringComparison.Ordinal)).Verdict.ToString();

    [TestCase("2026-01-01T00:00:00Z", "2026-03-29T01:00:00Z", true)]
    [TestCase("2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", true)]
    [TestCase("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", false)]
    [TestCase("2026-12-01T00:00:00Z", "2027-03-28T01:00:00Z", true)]
    public void The_clock_changes_on_the_last_Sundays_of_March_and_October(string after, string change, bool spring) =>
        Assert.That((Change(after).At, Change(after).IsSpring), Is.EqualTo((At(change), spring)));

    [TestCase("2026-01-01T00:00:00Z")]
    [TestCase("2026-06-01T00:00:00Z")]
    [TestCase("2029-06-01T00:00:00Z")]
    public void Instant_and_clock_agree_in_every_passage(string after)
    {
        var passages = Rehearse(after);

        Assert.That(passages.Where(passage => passage.Differs), Is.Empty);
        Assert.That(passages, Has.Length.GreaterThan(100));
        Assert.That(passages.Select(passage => passage.Verdict.Code).Distinct(), Is.EquivalentTo(new[] { VerdictCode.Suspected, VerdictCode.Allowed }));
    }

    [Test]
    public void In_spring_no_passage_reads_the_missing_hour_and_the_day_exemption_ends_an_hour_early()
    {
        var passages = Rehearse("2026-01-01T00:00:00Z");

        Assert.That(passages.Where(passage => passage.Reading.Date == new LocalDate(2026, 3, 29) && passage.Reading.Hour == 2), Is.Empty);
        Assert.That(VerdictOfTheVan("2026-01-01T00:00:00Z", "2026-03-29T03:59:59Z"), Is.EqualTo("allowed/exemption"));
        Assert.That(VerdictOfTheVan("2026-01-01T00:00:00Z", "2026-03-29T04:00:00Z"), Is.EqualTo("suspected/zero-emission zero-emission-zone"));
    }

    [Test]
    public void In_autumn_an_hour_is_read_twice_and_the_day_exemption_lasts_an_hour_longer()
    {
        var repeated = Rehearse("2026-06-01T00:00:00Z").Where(passage => passage.Reading.Hour == 2 && passage.Reading.Date == new LocalDate(2026, 10, 25)).ToList();

        Assert.That(repeated.Where(passage => passage.IsSecondTime).Select(passage => (passage.Reading, passage.Vehicle, passage.Verdict)),
            Is.SupersetOf(repeated.Where(passage => !passage.IsSecondTime && passage.Reading.Second == 0).Select(passage => (passage.Reading, passage.Vehicle, passage.Verdict))));
        Assert.That(repeated.Any(passage => passage.IsSecondTime) && repeated.Any(passage => !passage.IsSecondTime));
        Assert.That(VerdictOfTheVan("2026-06-01T00:00:00Z", "2026-10-25T04:59:59Z"), Is.EqualTo("allowed/exemption"));
        Assert.That(VerdictOfTheVan("2026-06-01T00:00:00Z", "2026-10-25T05:00:00Z"), Is.EqualTo("suspected/zero-emission zero-emission-zone"));
    }

    [TestCase("2026-01-01T00:00:00Z", "2026-03-30T05:00:00Z")]
    [TestCase("2026-06-01T00:00:00Z", "2026-10-26T10:59:59Z")]
    public void A_camera_that_misses_the_change_is_wrong_at_the_edges_of_Mondays_window(string after, string at)
    {
        var car = Rehearse(after).Single(passage => passage.At == At(at) && passage.Vehicle.Name == "car");

        Assert.That((car.Verdict.Code, car.ByForgottenClock.Code, car.NeedsTheChange), Is.EqualTo((VerdictCode.Allowed, VerdictCode.Suspected, true)));
        Assert.That(Rehearse(after).Where(passage => passage.At < Change(after).At && passage.NeedsTheChange), Is.Empty, "before the change no clock is wrong");
    }

    [Test]
    public void A_zone_without_a_document_rehearses_nothing() =>
        Assert.That(ClockChangeRehearsal.Of(AssenPolicies.All, ZoneId.Parse("elsewhere"), Change("2026-01-01T00:00:00Z")), Is.Empty);
}
