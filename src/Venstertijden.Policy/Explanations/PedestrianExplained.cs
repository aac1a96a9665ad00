using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Explanations;

internal static class PedestrianExplained
{
    internal static string Allowed(PolicyDocument document, PassageFacts facts, Verdict verdict, Wording words)
    {
        if (document.Pedestrian is not { } rule || verdict.Pedestrian != RuleOutcome.Met)
            return "";
        if (rule.Windows.IsOpen(facts.Time.Local))
            return words.InsideWindow(words.Windows(rule.Windows, facts.Time.Local.Date));
        var kinds = HeldKinds(document, facts, Regime.PedestrianZone).Where(kind => ConditionsFit(kind, facts) != RuleOutcome.Broken);
        return words.ByExemption(string.Join(", ", kinds.Select(kind => words.Kind(kind.Kind)).Distinct()));
    }

    internal static IEnumerable<RuleLine> Rules(PolicyDocument document, PassageFacts facts, Wording words)
    {
        if (document.Pedestrian is not { } rule)
            yield break;
        if (facts.Category is { } category && !rule.Terms.AppliesTo.Contains(category))
        {
            yield return new RuleLine(Regime.PedestrianZone, "applies", RuleOutcome.NotApplicable, words.NotCovered, rule.Source, rule.IsExample);
            yield break;
        }

        var date = facts.Time.Local.Date;
        yield return new RuleLine(Regime.PedestrianZone, "window", rule.Windows.IsOpen(facts.Time.Local) ? RuleOutcome.Met : RuleOutcome.Broken,
            words.Windows(rule.Windows, date), rule.Source, rule.IsExample);
        foreach (var line in ExemptionLines(document, facts, Regime.PedestrianZone, words))
            yield return line;
    }

    internal static IEnumerable<RuleLine> ExemptionLines(PolicyDocument document, PassageFacts facts, Regime regime, Wording words)
    {
        var local = facts.Time.Local;
        foreach (var exemption in facts.Exemptions)
        {
            if (document.RuleFor(exemption.Kind) is not { } kind || !kind.Opens.Contains(regime))
                continue;
            var conditions = ConditionsFit(kind, facts);
            var outcome = kind.Holds(exemption, local) ? conditions : RuleOutcome.Broken;
            var text = words.ExemptionLine(words.Kind(kind.Kind), outcome == RuleOutcome.Met, exemption.HasEndedAt(local, kind.AfterLastDay),
                kind.Hours.IsOpen(local), conditions != RuleOutcome.Broken);
            yield return new RuleLine(regime, "exemption", outcome, exemption.Reference is { } reference ? $"{text} ({reference})" : text, kind.Source, kind.IsExample);
        }
    }

    internal static IEnumerable<ExemptionRule> HeldKinds(PolicyDocument document, PassageFacts facts, Regime regime) =>
        facts.Exemptions
            .Where(exemption => document.RuleFor(exemption.Kind) is { } kind && kind.Opens.Contains(regime) && kind.Holds(exemption, facts.Time.Local))
            .Select(exemption => document.RuleFor(exemption.Kind)!);

    private static RuleOutcome ConditionsFit(ExemptionRule kind, PassageFacts facts)
    {
        var classes = PossibleClasses.Of(facts);
        var outcome = RuleOutcome.Met;
        if (kind.Conditions.Contains(ExemptionCondition.EmissionFree))
            outcome = !classes.CanBeFree ? RuleOutcome.Broken : classes.CanBeDirty ? RuleOutcome.Unknown : outcome;
        if (outcome != RuleOutcome.Broken && kind.Conditions.Contains(ExemptionCondition.Moped))
            outcome = facts.Category is not { } category ? RuleOutcome.Unknown : category.IsMoped() ? outcome : RuleOutcome.Broken;
        return outcome;
    }
}
