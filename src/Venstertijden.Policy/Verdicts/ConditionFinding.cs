using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

/// <summary>Whether a vehicle is what an exemption asks of it, by the same reading of the facts as the verdicts.</summary>
public static class ConditionFinding
{
    /// <summary>Looks at one condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="category">Category; null unknown.</param>
    /// <param name="fuels">Fuels; <see cref="Fuels.Unknown"/> unknown.</param>
    /// <param name="emissionClass">Emission class; null unknown.</param>
    /// <returns>Met, broken, or unknown where missing facts decide.</returns>
    public static RuleOutcome Of(ExemptionCondition condition, VehicleCategory? category, Fuels fuels, EmissionClass? emissionClass)
    {
        if (condition == ExemptionCondition.Moped)
            return category is not { } known ? RuleOutcome.Unknown : known.IsMoped() ? RuleOutcome.Met : RuleOutcome.Broken;
        var classes = PossibleClasses.Of(emissionClass, fuels);
        return !classes.CanBeDirty ? RuleOutcome.Met : classes.CanBeFree ? RuleOutcome.Unknown : RuleOutcome.Broken;
    }
}
