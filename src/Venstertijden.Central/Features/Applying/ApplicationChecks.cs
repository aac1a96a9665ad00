using NodaTime;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What came of looking at one condition.</summary>
public enum CheckOutcome
{
    Met,
    NotMet,

    /// <summary>The register does not tell.</summary>
    Unknown,
}

/// <summary>A condition, and whether it is met.</summary>
/// <param name="Key">Of its text: <c>register</c>, <c>emission-free</c>, <c>moped</c>, <c>free</c>.</param>
/// <param name="Outcome">As found.</param>
/// <param name="Found">What was found, as the register writes it; empty for nothing.</param>
public sealed record ConditionCheck(string Key, CheckOutcome Outcome, string Found = "");

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
        var checks = new List<ConditionCheck> { new("register", vehicle is null ? CheckOutcome.Unknown : CheckOutcome.Met, vehicle is null ? "" : $"{vehicle.Brand} {vehicle.Model}, {vehicle.Category}") };
        if (rule.Conditions.Contains(ExemptionCondition.EmissionFree))
            checks.Add(new ConditionCheck("emission-free", EmissionFree(vehicle), vehicle is null ? "" : $"{vehicle.Fuels} {vehicle.EmissionClass}".Trim()));
        if (rule.Conditions.Contains(ExemptionCondition.Moped))
            checks.Add(new ConditionCheck("moped", vehicle is null || vehicle.Category.Length == 0 ? CheckOutcome.Unknown : vehicle.Category is "L1" or "L2" or "L6" ? CheckOutcome.Met : CheckOutcome.NotMet, vehicle?.Category ?? ""));
        bool overlaps = held.Any(e => e.Kind == rule.Kind.Code() && !(e.From?.Date > lastDay) && !(e.Until <= from.AtMidnight()));
        checks.Add(new ConditionCheck("free", overlaps ? CheckOutcome.NotMet : CheckOutcome.Met));
        return checks;
    }

    // As the engine has it (design section 6): a class that is missing counts by its fuels alone; another fuel shuts class Z out.
    private static CheckOutcome EmissionFree(RegisterVehicle? vehicle)
    {
        if (vehicle is null)
            return CheckOutcome.Unknown;
        if (vehicle.EmissionClass.Length > 0)
            return vehicle.EmissionClass == "Z" ? CheckOutcome.Met : CheckOutcome.NotMet;
        string[] fuels = vehicle.Fuels.Split('+', StringSplitOptions.RemoveEmptyEntries);
        return fuels.Length == 0 ? CheckOutcome.Unknown : fuels.All(f => f is "Elektriciteit" or "Waterstof") ? CheckOutcome.Met : CheckOutcome.NotMet;
    }
}
