using NodaTime;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Exemptions;

/// <summary>What a policy document says of one kind of exemption.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Opens">The rules that it opens.</param>
/// <param name="Hours">Local hours in which it opens them.</param>
/// <param name="Conditions">What the vehicle must be; all of them.</param>
/// <param name="AfterLastDay">How long it lasts into the day after its last one, when given in whole days; null not at all.</param>
/// <param name="Source">Where this is written; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when the rule is not published and stands here as an example.</param>
public sealed record ExemptionRule(
    ExemptionKind Kind,
    EnumSet<Regime> Opens,
    WindowCalendar Hours,
    EnumSet<ExemptionCondition> Conditions,
    Period? AfterLastDay,
    string? Source,
    bool IsExample)
{
    /// <summary>True when an exemption of this kind is valid at the local time and that time lies in the kind's hours.</summary>
    public bool Holds(Exemption exemption, LocalDateTime local) => exemption.IsValidAt(local, AfterLastDay) && Hours.IsOpen(local);
}

/// <summary>What a vehicle must be for an exemption to open the pedestrian zone.</summary>
public enum ExemptionCondition
{
    /// <summary>Class Z, or by its fuels alone.</summary>
    EmissionFree,

    /// <summary>L1, L2 or L6.</summary>
    Moped,
}
