using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
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
/// <param name="Application">How the municipality grants it; null when another decides, as the national desk does.</param>
public sealed record ExemptionRule(
    ExemptionKind Kind,
    EnumSet<Regime> Opens,
    WindowCalendar Hours,
    EnumSet<ExemptionCondition> Conditions,
    Period? AfterLastDay,
    string? Source,
    bool IsExample,
    ApplicationTerms? Application = null)
{
    /// <summary>True when an exemption of this kind is valid at the local time and that time lies in the kind's hours.</summary>
    public bool Holds(Exemption exemption, LocalDateTime local) => exemption.IsValidAt(local, AfterLastDay) && Hours.IsOpen(local);
}

/// <summary>What an application (aanvraag) for a kind of exemption costs and asks.</summary>
/// <param name="FeeEuro">Fee (leges) in euro; 0 for none.</param>
/// <param name="Longest">The longest time for which it is granted at once.</param>
/// <param name="Papers">What must be handed in, by short name, such as <c>proof-of-address</c>.</param>
/// <param name="DecideWithinDays">Days within which the municipality decides (Awb art. 4:13).</param>
public sealed record ApplicationTerms(Sourced<decimal> FeeEuro, Sourced<Period> Longest, ImmutableArray<string> Papers, Sourced<int> DecideWithinDays)
{
    /// <summary>True when a value is not published.</summary>
    public bool IsExample => FeeEuro.IsExample || Longest.IsExample || DecideWithinDays.IsExample;
}

/// <summary>What a vehicle must be for an exemption to open the pedestrian zone.</summary>
public enum ExemptionCondition
{
    /// <summary>Class Z, or by its fuels alone.</summary>
    EmissionFree,

    /// <summary>L1, L2 or L6.</summary>
    Moped,
}
