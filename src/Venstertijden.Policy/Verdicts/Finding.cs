using System.Collections.Immutable;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

/// <summary>What one rule says, with what the verdict needs to know of how it got there.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="NeededExemption">Met, and without individual exemptions it would not be.</param>
/// <param name="InferredClass">Class Z was inferred from the fuels and counted.</param>
/// <param name="ExpiredExemption">Broken, and an exemption that has ended would have opened it.</param>
internal readonly record struct Finding(RuleOutcome Outcome, bool NeededExemption = false, bool InferredClass = false, bool ExpiredExemption = false);

/// <summary>Gathers what a rule says in each case that the empty facts leave open.</summary>
internal struct PossibleOutcomes
{
    private bool _met, _broken, _notApplicable;

    internal void Add(RuleOutcome outcome)
    {
        _met |= outcome == RuleOutcome.Met;
        _broken |= outcome == RuleOutcome.Broken;
        _notApplicable |= outcome == RuleOutcome.NotApplicable;
    }

    /// <summary>True when no further case can change the outcome.</summary>
    internal readonly bool IsSettled => _broken && (_met || _notApplicable);

    /// <summary>Broken only when every case is; met in some cases and not applicable in the others counts as met.</summary>
    internal readonly RuleOutcome Outcome => (_broken, _met, _notApplicable) switch
    {
        (true, false, false) => RuleOutcome.Broken,
        (true, _, _) => RuleOutcome.Unknown,
        (false, true, _) => RuleOutcome.Met,
        _ => RuleOutcome.NotApplicable,
    };
}

/// <summary>The emission classes that a vehicle may have by the facts at hand.</summary>
internal readonly record struct PossibleClasses(ImmutableArray<EmissionClass> Values, bool IsInferred)
{
    private static readonly ImmutableArray<EmissionClass> All = [.. Enum.GetValues<EmissionClass>()];
    private static readonly ImmutableArray<EmissionClass> Dirty = [.. All.Where(c => c != EmissionClass.Z)];
    private static readonly ImmutableArray<EmissionClass> Clean = [EmissionClass.Z];
    private static readonly ImmutableArray<ImmutableArray<EmissionClass>> Single = [.. All.Select(c => ImmutableArray.Create(c))];

    internal bool CanBeFree => Values[^1] == EmissionClass.Z;

    internal bool CanBeDirty => Values[0] != EmissionClass.Z;

    internal static PossibleClasses Of(PassageFacts facts) => Of(facts.EmissionClass, facts.Fuels);

    internal static PossibleClasses Of(EmissionClass? emissionClass, Fuels fuels)
    {
        if (emissionClass is { } known)
            return new PossibleClasses(Single[(int)known], false);
        if (fuels.AreOnlyClean())
            return new PossibleClasses(Clean, true);
        return new PossibleClasses(fuels.ExcludeClassZ() ? Dirty : All, false);
    }
}
