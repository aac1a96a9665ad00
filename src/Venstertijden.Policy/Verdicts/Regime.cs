namespace Venstertijden.Policy.Verdicts;

/// <summary>The two rules of a zone.</summary>
public enum Regime
{
    /// <summary>Sign G7: driving inside the windows or with an exemption only.</summary>
    PedestrianZone,

    /// <summary>Sign C22c: company vans and trucks must be emission-free, in the transition table, or exempt.</summary>
    ZeroEmissionZone,
}

/// <summary>What a rule says of a passage.</summary>
public enum RuleOutcome
{
    /// <summary>The rule does not apply to this vehicle, or the zone does not have it.</summary>
    NotApplicable,

    /// <summary>Kept.</summary>
    Met,

    /// <summary>Broken, whatever the missing facts may be.</summary>
    Broken,

    /// <summary>Missing facts decide.</summary>
    Unknown,
}

/// <summary>The fixed names of regimes and outcomes.</summary>
public static class RegimeCodes
{
    /// <summary><c>pedestrian-zone</c> or <c>zero-emission-zone</c>.</summary>
    public static string Code(this Regime regime) => regime == Regime.PedestrianZone ? "pedestrian-zone" : "zero-emission-zone";

    /// <summary><c>not-applicable</c>, <c>met</c>, <c>broken</c> or <c>unknown</c>.</summary>
    public static string Code(this RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.NotApplicable => "not-applicable",
        RuleOutcome.Met => "met",
        RuleOutcome.Broken => "broken",
        _ => "unknown",
    };
}
