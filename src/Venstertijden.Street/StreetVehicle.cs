using NodaTime;

namespace Venstertijden.Street;

public enum VehicleShape { PassengerCar, Van, Truck, TractorWithSemitrailer, Bus, Moped, Bicycle, Pedestrian, CarWithTrailer, RecoveryTruck }

public enum VehicleColour { White, Silver, Grey, Black, Blue, Red, Green, Yellow, Orange, Brown }

/// <summary>How the plate looks; what it says is the plate itself. <see cref="PlateSeries.KindsOf"/> tells which a country has.</summary>
public enum PlateKind
{
    /// <summary>One line, 520 x 110 mm or the country's own size: yellow for NL.</summary>
    Standard,
    /// <summary>As standard, light blue; blue in Spain.</summary>
    Taxi,
    /// <summary>As standard, green: a dealer's; red characters in Germany.</summary>
    Dealer,
    /// <summary>Dark blue with white characters, without band: allowed on vehicles from before 1978.</summary>
    Historic,
    /// <summary>Two lines, 340 x 210 mm or the country's own size.</summary>
    TwoLine,
    /// <summary>145 x 125 mm, two lines, on the rear only: yellow, for 45 km/h.</summary>
    Moped,
    /// <summary>As moped, blue with white characters, for 25 km/h.</summary>
    SlowMoped,
    /// <summary>As standard, white: on a light trailer, with the text of the towing vehicle.</summary>
    TrailerRepeat,
    /// <summary>What a country shows on the rear when it differs from the front (GB: yellow).</summary>
    Rear,
    /// <summary>A van or lorry where that shows (NO: green, DK: yellow).</summary>
    Commercial,
    /// <summary>An electric vehicle where that shows (AT: green characters, PL: pale green).</summary>
    Electric,
}

/// <summary>What drives through the street. A bicycle or pedestrian has an empty plate and shows none.</summary>
/// <param name="Plate">With or without dashes for NL (they follow from the characters); as it stands, with its spaces and dashes, for others.</param>
/// <param name="Country">ISO 3166 alpha-2 of the plate.</param>
/// <param name="Shape">Kind of vehicle.</param>
/// <param name="Colour">Paint of the body (of a cyclist or pedestrian: the coat).</param>
/// <param name="Lettering">Name of a firm on bonnet, sides and doors; null for none. What the reader must not take for a plate.</param>
/// <param name="Kind">Look of the plate; <see cref="PlateKind.Taxi"/> also puts the sign on the roof.</param>
/// <param name="Look">Mounting and wear of the plate; null for a clean plate and nothing around it.</param>
/// <param name="Carried">The vehicle on the deck of a <see cref="VehicleShape.RecoveryTruck"/>; null for an empty deck.</param>
public sealed record StreetVehicle(
    string Plate, string Country, VehicleShape Shape, VehicleColour Colour, string? Lettering = null, PlateKind Kind = PlateKind.Standard,
    PlateLook? Look = null, StreetVehicle? Carried = null);

/// <summary>One vehicle that passes the camera once.</summary>
/// <param name="Start">When it comes into the stretch that the camera sees.</param>
/// <param name="Vehicle">What passes.</param>
/// <param name="Inward">Towards the camera, into the zone: front in view. Otherwise away from it: rear in view.</param>
/// <param name="Length">How long it is in the stretch; about 2 s is walking-street speed.</param>
public sealed record StreetPassage(Instant Start, StreetVehicle Vehicle, bool Inward, Duration Length);

/// <summary>A vehicle at one moment of its passage.</summary>
/// <param name="Vehicle">What is in view.</param>
/// <param name="Inward">See <see cref="StreetPassage.Inward"/>.</param>
/// <param name="Progress">Part of the stretch done, 0 to 1.</param>
/// <param name="Speed">Metres per second, for the blur of motion.</param>
public readonly record struct VehicleInView(StreetVehicle Vehicle, bool Inward, double Progress, double Speed = 3.5);
