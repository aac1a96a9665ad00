using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Applying;

/// <summary>A condition, and whether it is met.</summary>
/// <param name="Key">Of its text: <c>register</c>, <c>emission-free</c>, <c>moped</c>, <c>free</c>.</param>
/// <param name="Outcome">Met, broken, or unknown where the register does not tell.</param>
/// <param name="Found">What was found, as the register writes it; empty for nothing.</param>
public sealed record ConditionCheck(string Key, RuleOutcome Outcome, string Found = "");

/// <summary>Conditions of a kind, looked at in register and book at once: the applicant sees what the official will see.</summary>
public static class ApplicationChecks
{
    /// <param name="rule">The kind, as the rules have it.</param>
    /// <param name="vehicle">The register's facts; null when it does not know the plate.</param>
    /// <param name="held">Exemptions of the plate that stand.</param>
    /// <param name="from">First day.</param>
    /// <param name="lastDay">Last day.</param>
    public static IReadOnlyList<ConditionCheck> Of(ExemptionRule rule, RegisterVehicle? vehicle, IEnumerable<Exemptions.Exemption> held, LocalDate from, LocalDate lastDay)
    {
        _ = FuelWords.TryParse(vehicle?.Fuels ?? "", out var fuels);
        VehicleCategory? category = VehicleCategories.TryParse(vehicle?.Category, out var known) ? known : null;
        EmissionClass? emissionClass = EmissionClasses.TryParse(vehicle?.EmissionClass, out var read) ? read : null;
        bool overlaps = held.Any(e => e.Kind == rule.Kind.Code() && !(e.From?.Date > lastDay) && !(e.Until <= from.AtMidnight()));
        return
        [
            new("register", vehicle is null ? RuleOutcome.Unknown : RuleOutcome.Met, vehicle is null ? "" : $"{vehicle.Brand} {vehicle.Model}, {vehicle.Category}"),
            .. rule.Conditions.Select(condition => new ConditionCheck(Kebab.Name(condition), ConditionFinding.Of(condition, category, fuels, emissionClass), vehicle is null ? "" : condition == ExemptionCondition.Moped ? vehicle.Category : $"{vehicle.Fuels} {vehicle.EmissionClass}".Trim())),
            new("free", overlaps ? RuleOutcome.Broken : RuleOutcome.Met),
        ];
    }
}
