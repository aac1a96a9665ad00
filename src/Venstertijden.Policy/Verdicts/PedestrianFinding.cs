using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

/// <summary>The pedestrian rule: inside a window, or with an exemption whose hours and conditions fit.</summary>
internal static class PedestrianFinding
{
    internal static Finding Of(PolicyDocument document, PassageFacts facts, LocalDateTime local, Duration tolerance)
    {
        if (document.Pedestrian is not { } rule)
            return new Finding(RuleOutcome.NotApplicable);
        if (facts.Category is { } known && !rule.Terms.AppliesTo.Contains(known))
            return new Finding(RuleOutcome.NotApplicable);
        if (rule.Windows.IsOpen(local, tolerance))
            return new Finding(RuleOutcome.Met);

        var classes = PossibleClasses.Of(facts);
        var held = Held(document, facts, local, ended: false);
        var outcome = Outcome(rule, facts, classes, held);
        if (outcome == RuleOutcome.Met)
            return new Finding(RuleOutcome.Met, NeededExemption: true, InferredClass: classes.IsInferred && Outcome(rule, facts, classes, held.WithoutEmissionFree()) != RuleOutcome.Met);
        var expired = outcome == RuleOutcome.Broken && Outcome(rule, facts, classes, Held(document, facts, local, ended: true)) != RuleOutcome.Broken;
        return new Finding(outcome, ExpiredExemption: expired);
    }

    private static RuleOutcome Outcome(PedestrianRule rule, PassageFacts facts, PossibleClasses classes, HeldConditions held)
    {
        var possible = default(PossibleOutcomes);
        foreach (var category in PossibleCategories.Of(facts))
        {
            if (!rule.Terms.AppliesTo.Contains(category))
            {
                possible.Add(RuleOutcome.NotApplicable);
                continue;
            }

            if (classes.CanBeFree)
                possible.Add(held.Open(emissionFree: true, category.IsMoped()) ? RuleOutcome.Met : RuleOutcome.Broken);
            if (classes.CanBeDirty)
                possible.Add(held.Open(emissionFree: false, category.IsMoped()) ? RuleOutcome.Met : RuleOutcome.Broken);
            if (possible.IsSettled)
                break;
        }

        return possible.Outcome;
    }

    private static HeldConditions Held(PolicyDocument document, PassageFacts facts, LocalDateTime local, bool ended)
    {
        var held = default(HeldConditions);
        foreach (var exemption in facts.Exemptions)
        {
            if (document.RuleFor(exemption.Kind) is not { } kind || !kind.Opens.Contains(Regime.PedestrianZone))
                continue;
            var counts = ended ? exemption.HasEndedAt(local, kind.AfterLastDay) && kind.Hours.IsOpen(local) : kind.Holds(exemption, local);
            if (counts)
                held = held.With(kind);
        }

        return held;
    }

    /// <summary>
    /// The sets of conditions of the exemptions held, one bit per set: whether one of them opens depends on no more than two yes-or-no facts.
    /// </summary>
    private readonly record struct HeldConditions(int Sets)
    {
        private const int EmissionFree = 1, Moped = 2, SetsWithoutEmissionFree = (1 << 0) | (1 << Moped);

        internal HeldConditions With(ExemptionRule kind) => new(Sets | (1 << (
            (kind.Conditions.Contains(ExemptionCondition.EmissionFree) ? EmissionFree : 0)
            | (kind.Conditions.Contains(ExemptionCondition.Moped) ? Moped : 0))));

        internal HeldConditions WithoutEmissionFree() => new(Sets & SetsWithoutEmissionFree);

        internal bool Open(bool emissionFree, bool moped)
        {
            var fulfilled = (emissionFree ? EmissionFree : 0) | (moped ? Moped : 0);
            for (var set = 0; set <= (EmissionFree | Moped); set++)
                if ((Sets & (1 << set)) != 0 && (set & ~fulfilled) == 0)
                    return true;
            return false;
        }
    }
}
