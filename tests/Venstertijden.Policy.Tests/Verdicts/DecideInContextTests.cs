using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>What a real camera adds to the rules.</summary>
public class DecideInContextTests
{
    private static readonly RegimeContext Ready = RegimeContext.Ready;

    private static PassageContext Pedestrian(RegimeContext regime) => new() { Pedestrian = regime };

    public static IEnumerable<TestCaseData> Readiness()
    {
        yield return Row("warning/outside-window pedestrian-zone", Ready with { Mode = EnforcementMode.Warn });
        yield return Row("warning/outside-window pedestrian-zone", Ready with { InWarningPeriod = true });
        yield return Row("warning/outside-window pedestrian-zone", Ready with { InExpiryGrace = true });
        yield return Row("not-enforceable/zone-not-ready pedestrian-zone", Ready with { ZoneIsReady = false, CameraIsReady = false, InWarningPeriod = true });
        yield return Row("not-enforceable/camera-not-ready pedestrian-zone", Ready with { CameraIsReady = false, DirectionIsEnforced = false });
        yield return Row("not-enforceable/camera-not-ready pedestrian-zone", Ready with { Mode = EnforcementMode.Off });
        yield return Row("not-enforceable/camera-not-ready pedestrian-zone", Ready with { Mode = EnforcementMode.Count });
        yield return Row("not-enforceable/direction pedestrian-zone", Ready with { DirectionIsEnforced = false, IsRepeat = true });
        yield return Row("not-enforceable/repeat pedestrian-zone", Ready with { IsRepeat = true });
        yield return Row("undecided/list-stale", Ready with { ListIsFresh = false });
        yield return Row("not-enforceable/camera-not-ready pedestrian-zone", Ready with { ListIsFresh = false, CameraIsReady = false });

        static TestCaseData Row(string expected, RegimeContext regime) => new(expected, regime);
    }

    [TestCaseSource(nameof(Readiness))]
    public void A_breach_leads_to_what_the_camera_may_do(string expected, RegimeContext regime) =>
        Assert.That(Judged(Car(), Pedestrian(regime)), Is.EqualTo(expected));

    [TestCaseSource(nameof(Readiness))]
    public void What_the_camera_may_do_changes_nothing_for_a_vehicle_that_is_allowed(string expected, RegimeContext regime)
    {
        _ = expected;
        Assert.That(Judged(Car("2026-03-02T10:00:00"), Pedestrian(regime)), Is.EqualTo("allowed/inside-window"));
    }

    [Test]
    public void A_sanction_for_one_rule_wins_over_a_warning_for_the_other_and_names_only_that_rule() =>
        Assert.That(Judged(OldVan("2026-03-02T13:00:00"), Pedestrian(Ready with { Mode = EnforcementMode.Warn })), Is.EqualTo("suspected/zero-emission zero-emission-zone"));

    [Test]
    public void A_warning_wins_over_what_may_not_be_enforced() =>
        Assert.That(Judged(OldVan("2026-03-02T13:00:00"), new PassageContext { Pedestrian = Ready with { Mode = EnforcementMode.Count }, ZeroEmission = Ready with { InWarningPeriod = true } }),
            Is.EqualTo("warning/zero-emission zero-emission-zone"));

    [Test]
    public void An_unknown_rule_beside_one_that_may_not_be_enforced_is_not_asked_about() =>
        Assert.That(Judged(OldVan("2026-03-02T13:00:00") with { EmissionClass = null }, Pedestrian(Ready with { Mode = EnforcementMode.Count })),
            Is.EqualTo("not-enforceable/camera-not-ready pedestrian-zone"));

    [Test]
    public void A_stale_list_is_waited_for_even_beside_a_rule_that_may_not_be_enforced() =>
        Assert.That(Judged(OldVan("2026-03-02T13:00:00"), new PassageContext { Pedestrian = Ready with { Mode = EnforcementMode.Count }, ZeroEmission = Ready with { ListIsFresh = false } }),
            Is.EqualTo("undecided/list-stale"));

    [Test]
    public void A_zone_without_document_is_not_ready() =>
        Assert.That(Judged(Car() with { Zone = ZoneId.Parse("elsewhere") }), Is.EqualTo("not-enforceable/zone-not-ready"));

    [TestCase("2026-03-02T13:00:00", "undecided/weak-read")]
    [TestCase("2026-03-02T10:00:00", "undecided/weak-read")]
    public void A_weak_read_decides_nothing_where_some_vehicle_may_not_enter(string time, string expected) =>
        Assert.That(Judged(Car(time), new PassageContext { ReadIsSure = false }), Is.EqualTo(expected));

    [Test]
    public void A_weak_read_is_allowed_where_every_vehicle_is() =>
        Assert.That(Judged(Car("2024-12-30T10:00:00"), new PassageContext { ReadIsSure = false }), Is.EqualTo("allowed/inside-window"));

    [TestCase("2026-03-02T11:59:57", 5, "undecided/clock")]
    [TestCase("2026-03-02T12:00:03", 5, "undecided/clock")]
    [TestCase("2026-03-02T12:00:05", 5, "suspected/outside-window pedestrian-zone")]
    [TestCase("2026-03-02T12:00:04.999", 5, "undecided/clock")]
    [TestCase("2026-03-02T11:59:50", 5, "allowed/inside-window")]
    [TestCase("2026-03-02T13:04:00", 3600, "suspected/outside-window pedestrian-zone")]
    [TestCase("2026-03-02T13:04:00", 4 * 3600, "undecided/clock")]
    // Both ends lie outside the window, the window between them.
    [TestCase("2026-03-02T09:30:00", 4 * 3600, "undecided/clock")]
    public void A_clock_error_that_reaches_over_an_edge_leaves_the_passage_undecided(string time, int seconds, string expected) =>
        Assert.That(Judged(Car(time), new PassageContext { ClockError = Duration.FromSeconds(seconds) }), Is.EqualTo(expected));

    [Test]
    public void A_clock_error_that_reaches_over_the_end_of_an_exemption_leaves_the_passage_undecided() =>
        Assert.That(Judged(Car("2026-03-02T14:00:01").With("moving@2026-03-02T13:00..2026-03-02T14:00"), new PassageContext { ClockError = Duration.FromSeconds(2) }),
            Is.EqualTo("undecided/clock"));

    // Both ends of the error break the rule; something between them does not.
    [TestCase("2026-03-02T02:00:00", 12, "", Description = "Monday's window")]
    [TestCase("2026-03-02T14:30:00", 2, "moving@2026-03-02T13:00..2026-03-02T13:01")]
    [TestCase("2026-03-08T14:30:00", 30, "moving@2026-03-08T13:00..2026-03-08T13:01", Description = "a Sunday")]
    public void What_begins_and_ends_within_the_clock_error_leaves_the_passage_undecided(string time, int hours, string held) =>
        Assert.That(Judged(Car(time).With(held), new PassageContext { ClockError = Duration.FromHours(hours) }), Is.EqualTo("undecided/clock"));

    [Test]
    public void Each_regime_has_its_own_context_and_outcome()
    {
        var context = new PassageContext { Pedestrian = Ready with { IsRepeat = true }, ZeroEmission = Ready with { InExpiryGrace = true } };
        var verdict = Decide.Judge(AssenPolicies.All, OldVan("2026-03-02T10:00:00"), PassageContext.RulesAlone);

        Assert.That((context.For(Regime.PedestrianZone), context.For(Regime.ZeroEmissionZone)), Is.EqualTo((context.Pedestrian, context.ZeroEmission)));
        Assert.That((verdict.Outcome(Regime.PedestrianZone), verdict.Outcome(Regime.ZeroEmissionZone)), Is.EqualTo((RuleOutcome.Met, RuleOutcome.Broken)));
    }

    [Test]
    public void A_clock_error_over_the_start_of_a_document_asks_both_documents() =>
        Assert.That(Judged(OldVan("2025-01-01T00:00:01").With("resident-own-parking"), new PassageContext { ClockError = Duration.FromSeconds(2) }), Does.StartWith("undecided/clock"));

    [Test]
    public void A_clock_error_over_the_first_day_of_a_zone_leaves_the_passage_undecided()
    {
        var first = Car("2016-01-01T00:00:01") with { Zone = ZoneId.Parse("assen-brink") };

        Assert.That(Judged(first, new PassageContext { ClockError = Duration.FromSeconds(2) }), Is.EqualTo("undecided/clock"));
        Assert.That(Judged(first with { Category = VehicleCategory.O2 }, new PassageContext { ClockError = Duration.FromSeconds(2) }), Is.EqualTo("undecided/clock  trailer-plate"));
        Assert.That(Judged(first with { Time = Time("2016-01-01T00:00:02") }, new PassageContext { ClockError = Duration.FromSeconds(2) }), Does.StartWith("suspected/"));
    }

    [Test]
    public void A_clock_error_that_adds_or_takes_a_second_offence_leaves_the_passage_undecided() =>
        Assert.That(Judged(OldVan("2026-03-02T12:00:01"), new PassageContext { ClockError = Duration.FromSeconds(2) }), Is.EqualTo("undecided/clock"));

    [Test]
    public void An_undecided_passage_keeps_what_is_said_of_its_vehicle_and_drops_what_belongs_to_a_hit()
    {
        var electric = OldVan("2026-04-06T12:00:01") with { Fuels = Fuels.Elektriciteit, EmissionClass = null };

        Assert.That(Judged(electric, new PassageContext { ClockError = Duration.FromSeconds(2), Cautions = Cautions.LookAlike }), Is.EqualTo("undecided/clock  look-alike;inferred-class"));
    }

    [Test]
    public void A_clock_that_says_nothing_decides_nothing() =>
        Assert.That(Judged(Car("2026-03-02T10:00:00"), new PassageContext { ClockIsUsable = false }), Is.EqualTo("undecided/clock"));

    [TestCase("2026-03-02T12:01:00", "allowed/inside-window")]
    [TestCase("2026-03-02T12:01:01", "suspected/outside-window pedestrian-zone")]
    public void The_tolerance_of_the_document_widens_the_window(string time, string expected) =>
        Assert.That(Judged(Car(time), new PassageContext { WindowTolerance = Document2026.WindowTolerance.Value }), Is.EqualTo(expected));

    [Test]
    public void Cautions_that_the_passage_brings_along_are_written_in_their_fixed_order() =>
        Assert.That(Judged(Car("2026-04-06T13:00:00"), new PassageContext { Cautions = Cautions.Clone | Cautions.LookAlike | Cautions.CombinedSigns }),
            Is.EqualTo("suspected/outside-window pedestrian-zone look-alike;clone;holiday;combined-signs"));

    [TestCase(EnforcementMode.Fine, true, PassageDirection.In, 1, "suspected/outside-window pedestrian-zone")]
    [TestCase(EnforcementMode.Warn, true, PassageDirection.In, 1, "warning/outside-window pedestrian-zone")]
    [TestCase(EnforcementMode.Fine, false, PassageDirection.In, 1, "not-enforceable/camera-not-ready pedestrian-zone")]
    [TestCase(EnforcementMode.Fine, true, PassageDirection.Unknown, 1, "not-enforceable/direction pedestrian-zone")]
    [TestCase(EnforcementMode.Fine, true, PassageDirection.Out, 24, "suspected/outside-window pedestrian-zone")]
    [TestCase(EnforcementMode.Fine, true, PassageDirection.Out, 25, "undecided/list-stale")]
    public void A_document_and_a_camera_together_make_the_context(EnforcementMode mode, bool papers, PassageDirection direction, int listHours, string expected)
    {
        var context = RegimeContext.From(Document2026, Regime.PedestrianZone, new LocalDate(2026, 3, 2), (mode, papers), direction, Duration.FromHours(listHours));

        Assert.That(Judged(Car(), Pedestrian(context)), Is.EqualTo(expected));
    }

    [Test]
    public void The_first_months_of_the_zero_emission_zone_only_warn()
    {
        var document = AssenPolicies.All.On(Centre, new LocalDate(2025, 6, 30))!;
        RegimeContext On(int month, int day) =>
            RegimeContext.From(document, Regime.ZeroEmissionZone, new LocalDate(2025, month, day), (EnforcementMode.Fine, true), PassageDirection.In, Duration.Zero);

        Assert.That(Judged(OldVan("2025-06-30T10:00:00"), new PassageContext { ZeroEmission = On(6, 30) }), Does.StartWith("warning/"));
        Assert.That(Judged(OldVan("2025-07-01T10:00:00"), new PassageContext { ZeroEmission = On(7, 1) }), Does.StartWith("suspected/"));
    }

    [Test]
    public void Equal_verdicts_are_one_instance()
    {
        var first = Decide.Judge(AssenPolicies.All, Car("2026-03-02T10:00:00"), PassageContext.RulesAlone);
        Assert.That(Decide.Judge(AssenPolicies.All, Car("2026-03-03T11:00:00"), PassageContext.RulesAlone), Is.SameAs(first));
    }

    [Test]
    public void Every_code_has_a_fixed_name_of_its_own()
    {
        Assert.That(Enum.GetValues<VerdictCode>().Select(c => c.Code()).Distinct().Count(), Is.EqualTo(5));
        Assert.That(Enum.GetValues<ReasonCode>().Select(c => c.Code()).Distinct().Count(), Is.EqualTo(14));
        Assert.That(Enum.GetValues<RuleOutcome>().Select(c => c.Code()), Is.EqualTo(new[] { "not-applicable", "met", "broken", "unknown" }));
        Assert.That(Enum.GetValues<Cautions>().Select(c => c.Code()), Is.EqualTo(new[]
        {
            "", "look-alike", "make-mismatch", "clone", "carried", "holiday", "combined-signs", "expired-exemption", "inferred-class", "trailer-plate",
        }));
    }
}
