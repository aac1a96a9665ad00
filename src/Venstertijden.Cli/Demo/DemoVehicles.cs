using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Plates;
using Venstertijden.Street;

namespace Venstertijden.Cli.Demo;

/// <summary>What drives through the rendered streets: the vehicles of the sample register and some visitors from abroad.</summary>
public static class DemoVehicles
{
    private static readonly string?[] Firms = [null, "VOORBEELD VERS", null, "DE GROENE FIETS", "BAKKER MODEL", null, "NOORD KOERIER"];

    // Never issued: too long, or with letters that these countries leave out.
    private static readonly StreetVehicle[] Visitors =
    [
        new("QQ QQ 999", "DE", VehicleShape.PassengerCar, VehicleColour.Silver),
        new("1-OOO-999", "BE", VehicleShape.Van, VehicleColour.White),
        new("QQ 99999", "PL", VehicleShape.Truck, VehicleColour.Blue),
    ];

    /// <summary>The register's vehicles as they look in the street, and the visitors.</summary>
    public static IReadOnlyList<StreetVehicle> From(IEnumerable<SourceVehicle> register) =>
        [.. register.Select((vehicle, index) => Look(vehicle, index)), .. Visitors];

    private static StreetVehicle Look(SourceVehicle vehicle, int index)
    {
        var shape = VehicleShapes.Of(vehicle.Category, vehicle.Body);
        string? lettering = shape is VehicleShape.Van or VehicleShape.Truck ? Firms[index % Firms.Length] : null;
        string plate = Kenteken.TryParse(vehicle.Plate, out var kenteken) ? kenteken.Dashed : vehicle.Plate;
        return new StreetVehicle(plate, "NL", shape, Colour(vehicle.Colour), lettering, Kind(vehicle, shape));
    }

    private static PlateKind Kind(SourceVehicle vehicle, VehicleShape shape) =>
        shape == VehicleShape.Moped ? PlateKind.Moped
        : vehicle.Taxi ? PlateKind.Taxi
        : vehicle.FirstAdmission?.Year < 1978 ? PlateKind.Historic
        : PlateKind.Standard;

    private static VehicleColour Colour(string dutch) => dutch.ToUpperInvariant() switch
    {
        "WIT" => VehicleColour.White,
        "GRIJS" => VehicleColour.Grey,
        "ZWART" => VehicleColour.Black,
        "BLAUW" => VehicleColour.Blue,
        "ROOD" => VehicleColour.Red,
        "GROEN" => VehicleColour.Green,
        "GEEL" => VehicleColour.Yellow,
        "ORANJE" => VehicleColour.Orange,
        "BRUIN" => VehicleColour.Brown,
        _ => VehicleColour.Silver,
    };
}
