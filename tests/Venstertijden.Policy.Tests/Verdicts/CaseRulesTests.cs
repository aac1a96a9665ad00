using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>Settling, repeat and the legal term: pure functions over what happened.</summary>
public class CaseRulesTests
{
    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    [Test]
    public void A_zero_emission_hit_settles_till_six_the_next_morning_plus_the_delay_of_the_list()
    {
        Assert.That(Settling.EndsAt(Document2026, Regime.ZeroEmissionZone, Time("2026-03-02T10:00:00")), Is.EqualTo(At("2026-03-04T05:00:00Z")));
        Assert.That(Settling.EndsAt(Document2026, Regime.ZeroEmissionZone, Time("2026-10-24T23:59:59")), Is.EqualTo(At("2026-10-26T05:00:00Z")), "over the autumn change");
        Assert.That(Settling.EndsAt(Document2026, Regime.PedestrianZone, Time("2026-03-02T10:00:00")), Is.Null);
    }

    [TestCase("2026-03-04T04:59:59Z", "2026-03-04T05:00:00Z", false)]
    [TestCase("2026-03-04T05:00:00Z", "2026-03-04T04:59:59Z", false)]
    [TestCase("2026-03-04T05:00:00Z", "2026-03-04T05:00:00Z", true)]
    public void A_hit_is_settled_with_a_list_fetched_after_the_end(string now, string fetched, bool over) =>
        Assert.That(Settling.IsOver(At("2026-03-04T05:00:00Z"), At(now), At(fetched)), Is.EqualTo(over));

    [Test]
    public void A_hit_without_settling_is_over_at_once_and_one_without_list_never() =>
        Assert.That((Settling.IsOver(null, At("2026-03-04T05:00:00Z"), null), Settling.IsOver(At("2026-03-04T05:00:00Z"), At("2027-03-04T05:00:00Z"), null)), Is.EqualTo((true, false)));

    // The earlier decision was sent on 10 March, the term is 2 days: a passage of the 13th is the first that may be sanctioned.
    [TestCase("2026-03-09T12:00:00Z", EarlierState.Sent, "2026-03-10", RepeatAnswer.Repeat)]
    [TestCase("2026-03-12T22:59:59Z", EarlierState.Sent, "2026-03-10", RepeatAnswer.Repeat)]
    [TestCase("2026-03-12T23:00:00Z", EarlierState.Sent, "2026-03-10", RepeatAnswer.Free)]
    [TestCase("2026-03-12T12:00:00Z", EarlierState.Open, null, RepeatAnswer.Pending)]
    [TestCase("2026-03-12T12:00:00Z", EarlierState.Sent, null, RepeatAnswer.Pending)]
    [TestCase("2026-03-12T12:00:00Z", EarlierState.Ended, null, RepeatAnswer.Free)]
    [TestCase("2026-03-12T12:00:00Z", EarlierState.Warned, "2026-03-12", RepeatAnswer.Free)]
    [TestCase("2026-03-01T12:00:00Z", EarlierState.Sent, "2026-03-10", RepeatAnswer.Free)]
    public void A_next_sanction_waits_until_the_earlier_one_was_sent_and_its_term_is_over(string passage, EarlierState state, string? sent, RepeatAnswer expected) =>
        Assert.That(RepeatRule.For(At(passage), [new EarlierCase(At("2026-03-02T12:00:00Z"), state, sent is null ? null : Date(sent))], 2), Is.EqualTo(expected));

    [Test]
    public void The_own_case_of_a_passage_does_not_hold_it_back() =>
        Assert.That(RepeatRule.For(At("2026-03-02T12:00:00Z"), [new EarlierCase(At("2026-03-02T12:00:00Z"), EarlierState.Open, null)], 2), Is.EqualTo(RepeatAnswer.Free));

    [Test]
    public void A_sent_sanction_that_covers_the_passage_wins_over_an_open_case() =>
        Assert.That(RepeatRule.For(At("2026-03-11T12:00:00Z"),
            [new EarlierCase(At("2026-03-03T12:00:00Z"), EarlierState.Open, null), new EarlierCase(At("2026-03-02T12:00:00Z"), EarlierState.Sent, Date("2026-03-10"))], 2),
            Is.EqualTo(RepeatAnswer.Repeat));

    [TestCase("2026-03-02", "2026-07-02", "2026-06-11")]
    [TestCase("2026-10-31", "2027-02-28", "2027-02-07")]
    [TestCase("2027-10-31", "2028-02-29", "2028-02-08")]
    [TestCase("2026-08-31", "2026-12-31", "2026-12-10")]
    public void The_legal_last_day_is_four_months_after_the_act_clamped_to_the_end_of_the_month(string act, string last, string internalLast) =>
        Assert.That((LegalTerm.LastDay(Document2026, Date(act)), LegalTerm.InternalLastDay(Document2026, Date(act))), Is.EqualTo((Date(last), Date(internalLast))));
}
