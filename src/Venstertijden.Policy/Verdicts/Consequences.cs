using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Verdicts;

/// <summary>What may follow from what a rule says, weakest first: the strongest of the two rules makes the verdict.</summary>
internal enum Consequence
{
    /// <summary>Met or not applicable.</summary>
    None,

    /// <summary>Broken, and nothing may follow.</summary>
    Nothing,

    /// <summary>A missing fact decides.</summary>
    Ask,

    /// <summary>Broken by a list that is too old to say so.</summary>
    AskList,

    /// <summary>Broken, and only a warning may follow.</summary>
    Warn,

    /// <summary>Broken, and may be fined there and then.</summary>
    Fine,
}

internal readonly record struct Following(Consequence What, ReasonCode WhyNot = default);

internal static class Consequences
{
    internal static Following Of(Regime regime, RuleOutcome outcome, PolicyDocument document, PassageFacts facts, RegimeContext context)
    {
        if (outcome == RuleOutcome.Unknown)
            return new Following(context.ListIsFresh ? Consequence.Ask : Consequence.AskList);
        if (outcome != RuleOutcome.Broken)
            return new Following(Consequence.None);
        if (WhyNothing(regime, document, facts, context) is { } whyNot)
            return new Following(Consequence.Nothing, whyNot);
        if (!context.ListIsFresh)
            return new Following(Consequence.AskList);
        return new Following(context.Mode == EnforcementMode.Warn || context.InWarningPeriod || context.InExpiryGrace ? Consequence.Warn : Consequence.Fine);
    }

    private static ReasonCode? WhyNothing(Regime regime, PolicyDocument document, PassageFacts facts, RegimeContext context)
    {
        if (facts.Plate.Country.IsForeign
            && (regime == Regime.ZeroEmissionZone || document.ForeignPlatesOf(facts.Plate.Country) != ForeignPlates.Fine))
            return ReasonCode.ForeignPlate;
        if (!context.ZoneIsReady)
            return ReasonCode.ZoneNotReady;
        if (!context.CameraIsReady || context.Mode is EnforcementMode.Off or EnforcementMode.Count)
            return ReasonCode.CameraNotReady;
        if (!context.DirectionIsEnforced)
            return ReasonCode.Direction;
        return context.IsRepeat ? ReasonCode.Repeat : null;
    }
}
