using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Applying;

/// <summary>A purpose somebody comes with, and what is asked further.</summary>
/// <param name="Key">In the address: <c>wonen</c>, <c>zaak</c>, <c>bezorgen</c>, <c>eenmalig</c>, <c>kaart</c>, <c>schoon</c>.</param>
/// <param name="Kinds">Kinds among which one further question decides; one when there is nothing to ask; none when another desk decides.</param>
public sealed record Purpose(string Key, IReadOnlyList<ExemptionKind> Kinds);

/// <summary>Which exemption fits? The questions that lead there.</summary>
public static class ExemptionFinder
{
    /// <summary>What people come for. The last leads to the national desk: nothing is applied for here.</summary>
    public static IReadOnlyList<Purpose> Purposes { get; } =
    [
        new("wonen", [ExemptionKind.Resident, ExemptionKind.ResidentOwnParking]),
        new("zaak", [ExemptionKind.Business, ExemptionKind.BusinessOwnParking]),
        new("bezorgen", [ExemptionKind.CarrierZeroEmission, ExemptionKind.MealDelivery]),
        new("eenmalig", [ExemptionKind.Event, ExemptionKind.Market, ExemptionKind.Works, ExemptionKind.Moving, ExemptionKind.Ceremony]),
        new("kaart", [ExemptionKind.Disabled]),
        new("schoon", []),
    ];

    /// <summary>What the rules of today say of a kind that this municipality grants; null when it grants none such.</summary>
    public static ExemptionRule? RuleOf(ExemptionKind kind, PolicySet set, LocalDate today, string site) =>
        set.Zones.Select(zone => set.On(zone, today)).OfType<PolicyDocument>().Where(d => d.Site == site).SelectMany(d => d.ExemptionRules).FirstOrDefault(r => r.Kind == kind && r.Application is not null);
}
