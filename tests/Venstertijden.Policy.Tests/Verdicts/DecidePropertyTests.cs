using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using static Venstertijden.Policy.Tests.Verdicts.AnyPassage;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>What holds for every passage.</summary>
public class DecidePropertyTests
{
    private static Verdict Judge(PassageFacts facts) => Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);

    // Worst first: how bad a verdict is for the driver.
    private static int Mildness(VerdictCode code) => code switch
    {
        VerdictCode.Suspected => 0,
        VerdictCode.Warning => 1,
        VerdictCode.NotEnforceable => 2,
        VerdictCode.Undecided => 3,
        _ => 4,
    };

    [Test]
    public void Adding_an_exemption_never_makes_a_rule_worse() =>
        Gen.Select(Facts, OneExemption).Sample((facts, exemption) =>
        {
            var (before, after) = (Judge(facts), Judge(facts with { Exemptions = facts.Exemptions.Add(exemption) }));
            return Mildness(after.Code) >= Mildness(before.Code)
                && Enum.GetValues<Regime>().All(regime => after.Outcome(regime) == before.Outcome(regime) || after.Outcome(regime) == RuleOutcome.Met
                    || (before.Outcome(regime), after.Outcome(regime)) == (RuleOutcome.Broken, RuleOutcome.Unknown));
        }, iter: 20_000);

    [Test]
    public void Learning_a_missing_fact_never_contradicts_what_was_certain()
    {
        var learn = Gen.Select(Facts, Facts, Gen.Int[0, 4]);
        learn.Sample((facts, other, which) =>
        {
            // Of a foreign plate an unknown fact counts as met: the one place where knowing more may hurt, by law of the design.
            facts = facts with { Plate = PlateText.Of(Kenteken.Parse("AE-123-B")) };
            var learnt = which switch
            {
                0 => facts with { Category = facts.Category ?? other.Category },
                1 => facts with { EmissionClass = facts.EmissionClass ?? Allowed(facts, other.EmissionClass) },
                2 => facts with { FirstAdmission = facts.FirstAdmission ?? (other.FirstAdmission <= facts.Time.Local.Date ? other.FirstAdmission : null) },
                3 => facts with { Body = facts.Body ?? other.Body },
                _ => facts with { Fuels = facts.Fuels == Fuels.Unknown && facts.EmissionClass is null ? other.Fuels : facts.Fuels },
            };
            var (before, after) = (Judge(facts), Judge(learnt));
            return Enum.GetValues<Regime>().All(regime => before.Outcome(regime) switch
            {
                RuleOutcome.Broken => after.Outcome(regime) == RuleOutcome.Broken,
                RuleOutcome.Met => after.Outcome(regime) is RuleOutcome.Met or RuleOutcome.NotApplicable,
                RuleOutcome.NotApplicable => after.Outcome(regime) == RuleOutcome.NotApplicable,
                _ => true,
            });
        }, iter: 20_000);

        static EmissionClass? Allowed(PassageFacts facts, EmissionClass? learnt) =>
            (facts.Fuels.AreOnlyClean() && learnt != EmissionClass.Z) || (facts.Fuels.ExcludeClassZ() && learnt == EmissionClass.Z) ? null : learnt;
    }

    [Test]
    public void An_unknown_rule_can_still_turn_out_both_ways() =>
        Facts.Sample(facts =>
        {
            if (facts.Plate.Country.IsForeign || Judge(facts).ZeroEmission != RuleOutcome.Unknown)
                return true;
            // The completions are written out here, by hand, apart from the engine's own enumeration.
            var outcomes = new HashSet<RuleOutcome>();
            foreach (var category in facts.Category is { } c ? [c] : new[] { VehicleCategory.M1, VehicleCategory.N1, VehicleCategory.N2, VehicleCategory.N3 })
                foreach (var emissionClass in facts.EmissionClass is { } e ? [e] : Enum.GetValues<EmissionClass>())
                    foreach (var admission in facts.FirstAdmission is { } d ? [d] : new[] { new LocalDate(1950, 1, 1), new LocalDate(2005, 1, 1), new LocalDate(2015, 1, 1), new LocalDate(2018, 1, 1), new LocalDate(2022, 1, 1), new LocalDate(2025, 1, 1) })
                        foreach (var body in facts.Body is { } b ? [b] : new[] { VehicleBody.Plain, VehicleBody.Of("BC"), VehicleBody.Of("SH"), VehicleBody.Of("nr:15") })
                            if (!(facts.Fuels.ExcludeClassZ() && emissionClass == EmissionClass.Z))
                                outcomes.Add(Judge(facts with { Category = category, EmissionClass = emissionClass, FirstAdmission = admission, Body = body }).ZeroEmission);
            return outcomes.Contains(RuleOutcome.Broken) && (outcomes.Contains(RuleOutcome.Met) || outcomes.Contains(RuleOutcome.NotApplicable));
        }, iter: 5_000);

    [Test]
    public void The_plate_itself_decides_nothing() =>
        Facts.Where(facts => !facts.Plate.Country.IsForeign).Sample(facts =>
            ReferenceEquals(Judge(facts), Judge(facts with { Plate = PlateText.Of(Kenteken.Parse("GVD-12-B")) })), iter: 5_000);

    [Test]
    public void The_order_of_exemptions_decides_nothing() =>
        Facts.Sample(facts => ReferenceEquals(Judge(facts), Judge(facts with { Exemptions = [.. facts.Exemptions.Reverse()] })), iter: 5_000);

    [Test]
    public void A_foreign_plate_is_never_suspected_in_Assen() =>
        Facts.Where(facts => facts.Plate.Country.IsForeign).Sample(facts => Judge(facts).Code is not (VerdictCode.Suspected or VerdictCode.Warning), iter: 5_000);

    [Test]
    public void The_reasons_of_a_real_camera_never_appear_where_the_rules_alone_are_judged() =>
        Facts.Sample(facts => Judge(facts) is { Code: not VerdictCode.Warning } verdict && verdict.Reason is not (ReasonCode.WeakRead or ReasonCode.Clock or ReasonCode.ListStale
            or ReasonCode.ZoneNotReady or ReasonCode.CameraNotReady or ReasonCode.Direction or ReasonCode.Repeat), iter: 5_000);

    [Test]
    public void A_trailer_is_always_allowed_with_its_caution() =>
        Facts.Sample(facts => Judge(facts with { Category = VehicleCategory.O2 }) is { Code: VerdictCode.Allowed, Reason: ReasonCode.NotCovered } verdict
            && verdict.Cautions.HasFlag(Cautions.TrailerPlate), iter: 5_000);

    [Test]
    public void A_clock_error_never_turns_a_passage_into_another_certain_verdict() =>
        Gen.Select(Facts, Gen.Int[1, 7200]).Sample((facts, seconds) =>
        {
            var sure = Judge(facts);
            var unsure = Decide.Judge(AssenPolicies.All, facts, new PassageContext { ClockError = Duration.FromSeconds(seconds) });
            return unsure.Reason == ReasonCode.Clock || ReferenceEquals(sure, unsure);
        }, iter: 5_000);
}
