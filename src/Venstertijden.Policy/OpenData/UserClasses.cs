using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.OpenData;

/// <summary>
/// User classes: the well-known ones of CDS where one means the same, our own elsewhere (CDS allows them). A class of vehicles that the rule covers only
/// in part is named by its categories.
/// </summary>
internal static class UserClasses
{
    private static readonly ImmutableArray<(string Name, EnumSet<VehicleCategory> Categories)> Vehicles =
    [
        ("car", EnumSet.Of([VehicleCategory.M1])),
        ("bus", EnumSet.Of([VehicleCategory.M2, VehicleCategory.M3])),
        ("van", EnumSet.Of([VehicleCategory.N1])),
        ("truck", EnumSet.Of([VehicleCategory.N2, VehicleCategory.N3])),
        ("moped", EnumSet.Of([VehicleCategory.L1, VehicleCategory.L2, VehicleCategory.L6])),
        ("motorcycle", EnumSet.Of([VehicleCategory.L3, VehicleCategory.L4, VehicleCategory.L5, VehicleCategory.L7])),
        ("agricultural_vehicle", EnumSet.Of([VehicleCategory.T])),
    ];

    private static readonly FrozenDictionary<ExemptionKind, string> WellKnown = new Dictionary<ExemptionKind, string>
    {
        [ExemptionKind.Event] = "special_events",
        [ExemptionKind.Market] = "vending",
        [ExemptionKind.Works] = "construction",
        [ExemptionKind.MealDelivery] = "delivery",
    }.ToFrozenDictionary();

    /// <summary>The classes that together are these categories, with the categories of each.</summary>
    internal static IEnumerable<(string Name, ImmutableArray<VehicleCategory> Categories)> Of(EnumSet<VehicleCategory> categories)
    {
        foreach (var (name, all) in Vehicles)
        {
            ImmutableArray<VehicleCategory> covered = [.. all.Where(categories.Contains)];
            if (covered.Length == all.Count())
                yield return (name, covered);
            else
                foreach (var one in covered)
                    yield return (Named(one), [one]);
        }

        // Trailers have no class of their own.
        foreach (var one in categories.Where(category => !Vehicles.Any(vehicle => vehicle.Categories.Contains(category))))
            yield return (Named(one), [one]);
    }

    internal static string Named(VehicleCategory category) => $"category_{category}";

    /// <summary>Who holds an exemption and meets its conditions.</summary>
    internal static ImmutableArray<string> Of(ExemptionRule rule) => rule.Kind == ExemptionKind.EmergencyService
        ? ["emergency_use"]
        :
        [
            "permit",
            WellKnown.GetValueOrDefault(rule.Kind) ?? rule.Kind.Code().Replace('-', '_'),
            .. rule.Conditions.Select(condition => condition == ExemptionCondition.Moped ? "moped" : "emission_free"),
        ];

    internal static string Of(EmissionClass emissionClass) => $"emission_class_{emissionClass.Text()}";

    internal static string AdmittedFrom(LocalDate date) => $"first_admission_from_{LocalDatePattern.Iso.Format(date)}";

    internal static string AdmittedBefore(LocalDate date) => $"first_admission_before_{LocalDatePattern.Iso.Format(date)}";
}
