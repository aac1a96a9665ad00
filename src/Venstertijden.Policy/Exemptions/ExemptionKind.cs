using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Exemptions;

/// <summary>
/// The kinds of individual exemption (ontheffing). Their names are fixed; which of them a zone honours, with which hours and conditions, is said by
/// its policy document.
/// </summary>
public enum ExemptionKind
{
    /// <summary>Lives in the zone.</summary>
    Resident,

    /// <summary>Lives in the zone and has a parking place of his own there.</summary>
    ResidentOwnParking,

    /// <summary>Business located in the zone.</summary>
    Business,

    /// <summary>Business located in the zone with a parking place of its own there.</summary>
    BusinessOwnParking,

    /// <summary>Carrier or other firm from outside, emission-free vehicles only.</summary>
    CarrierZeroEmission,

    /// <summary>Meal delivery by emission-free moped.</summary>
    MealDelivery,

    /// <summary>Event.</summary>
    Event,

    /// <summary>Market trader.</summary>
    Market,

    /// <summary>Building or road works.</summary>
    Works,

    /// <summary>Moving house.</summary>
    Moving,

    /// <summary>Wedding or funeral.</summary>
    Ceremony,

    /// <summary>Holder of a disabled person's badge (GPK).</summary>
    Disabled,

    /// <summary>Day exemption of the national desk: from 00:00 of its first day to 06:00 after its last.</summary>
    ZeDay,

    /// <summary>Business-economic hardship.</summary>
    ZeHardship,

    /// <summary>Long delivery time of an ordered emission-free vehicle.</summary>
    ZeDeliveryTime,

    /// <summary>Van of a private person.</summary>
    ZePrivateVan,

    /// <summary>Grid congestion.</summary>
    ZeGrid,

    /// <summary>No emission-free alternative on the market.</summary>
    ZeNoAlternative,

    /// <summary>Plug-in hybrid truck.</summary>
    ZePlugInHybrid,

    /// <summary>Adapted for a disability.</summary>
    ZeAdapted,

    /// <summary>Special vehicle by the national desk (fair, circus, removal, heavy crane ...).</summary>
    ZeSpecialVehicle,

    /// <summary>Known vehicle of an emergency service (RVV 91): opens both rules.</summary>
    EmergencyService,
}

/// <summary>The written names of <see cref="ExemptionKind"/>.</summary>
public static class ExemptionKinds
{
    private static readonly ImmutableArray<string> Codes =
    [
        "resident", "resident-own-parking", "business", "business-own-parking", "carrier-zero-emission", "meal-delivery",
        "event", "market", "works", "moving", "ceremony", "disabled",
        "ze-day", "ze-hardship", "ze-delivery-time", "ze-private-van", "ze-grid", "ze-no-alternative", "ze-plug-in-hybrid", "ze-adapted",
        "ze-special-vehicle", "emergency-service",
    ];

    private static readonly FrozenDictionary<string, ExemptionKind> ByCode =
        Codes.Select((code, index) => (code, kind: (ExemptionKind)index)).ToFrozenDictionary(x => x.code, x => x.kind, StringComparer.Ordinal);

    /// <summary>Every kind.</summary>
    public static ImmutableArray<ExemptionKind> All { get; } = [.. Enum.GetValues<ExemptionKind>()];

    /// <summary>What to say when a text is no kind.</summary>
    public static string Expected { get; } = "one of " + string.Join(", ", Codes);

    /// <summary>The name in documents, CSV and API: <c>resident-own-parking</c>.</summary>
    public static string Code(this ExemptionKind kind) => Codes[(int)kind];

    /// <summary>True for the kinds that open the zero-emission rule.</summary>
    public static bool IsZeroEmission(this ExemptionKind kind) => kind is >= ExemptionKind.ZeDay and <= ExemptionKind.ZeSpecialVehicle;

    /// <summary>Reads a name, exactly as written.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out ExemptionKind kind)
    {
        kind = default;
        return code is not null && ByCode.TryGetValue(code, out kind);
    }
}
