using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What a vehicle may do in one zone at a moment.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="ZoneName">For people, Dutch.</param>
/// <param name="Verdict">The rules' verdict; Allowed means that it may enter.</param>
/// <param name="Document">The document in force; null when the zone has none.</param>
/// <param name="Facts">What the rules were asked.</param>
public sealed record ZoneAccess(ZoneId Zone, string ZoneName, Verdict Verdict, PolicyDocument? Document, PassageFacts Facts)
{
    /// <summary>It may enter at that moment.</summary>
    public bool MayEnter => Verdict.Code == VerdictCode.Allowed;
}

/// <summary>What a vehicle may do in one zone now, and what of it ends.</summary>
/// <param name="Access">At this moment.</param>
/// <param name="Today">The rest of today, as a firm reads it.</param>
/// <param name="Ends">What ends, soonest first.</param>
public sealed record VehicleInZone(ZoneAccess Access, Today Today, IReadOnlyList<RightEnd> Ends);

/// <summary>The traffic light of a vehicle: what it may do now in all zones together.</summary>
public enum Light
{
    /// <summary>May enter every zone at this moment.</summary>
    Now,

    /// <summary>Not now everywhere, but at another hour.</summary>
    Later,

    /// <summary>The register lacks a fact that decides.</summary>
    Unknown,

    /// <summary>At no hour in one zone, but in another.</summary>
    Partly,

    /// <summary>At no hour in any zone.</summary>
    Never,
}

/// <summary>A vehicle of the firm with the register's facts and what it may do.</summary>
/// <param name="Row">As the firm registered it.</param>
/// <param name="Plate">Its plate.</param>
/// <param name="Register">What the register says; null when it is not in it.</param>
/// <param name="Exemptions">Of the plate.</param>
/// <param name="Zones">What it may do, zone by zone.</param>
/// <param name="ElsewhereSince">Since when another firm has the plate too; null when none has.</param>
public sealed record FleetVehicle(
    FirmVehicle Row, PlateText Plate, RegisterVehicle? Register, ImmutableArray<Exemptions.Exemption> Exemptions, IReadOnlyList<VehicleInZone> Zones, LocalDate? ElsewhereSince)
{
    /// <summary>The traffic light.</summary>
    public Light Light
    {
        get
        {
            if (Zones.Count > 0 && Zones.All(z => z.Today.Word == "never")) return Light.Never;
            if (Zones.Any(z => z.Today.Word == "never")) return Light.Partly;
            if (Zones.Any(z => z.Today.Word == "unknown")) return Light.Unknown;
            return Zones.All(z => z.Today.Tone == Tone.Ok) ? Light.Now : Light.Later;
        }
    }

    /// <summary>What ends first, of every zone; null when no end is known.</summary>
    public RightEnd? NextEnd => Zones.SelectMany(z => z.Ends).MinBy(e => e.EndsOn);

    /// <summary>Zones that say the same today, together.</summary>
    public IReadOnlyList<IReadOnlyList<Today>> ZonesAlike => [.. Zones.Select(z => z.Today).GroupBy(z => (z.Word, z.Clock)).Select(g => g.ToList())];
}

/// <summary>How a light is shown.</summary>
public static class Lights
{
    /// <summary>Colour and icon.</summary>
    public static Tone Tone(this Light light) => light switch
    {
        Light.Now => Shared.Tags.Tone.Ok, Light.Later => Shared.Tags.Tone.Info, Light.Never => Shared.Tags.Tone.Danger, _ => Shared.Tags.Tone.Warning,
    };
}
