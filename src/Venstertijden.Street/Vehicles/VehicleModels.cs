using System.Collections.Concurrent;

namespace Venstertijden.Street;

/// <summary>Makes each model once. People and two-wheelers have none: they are drawn flat.</summary>
internal sealed class VehicleModels
{
    private readonly ConcurrentDictionary<(VehicleShape, VehicleColour, string?, bool), Lazy<VehicleModel>> _models = new();

    public static bool IsSolid(VehicleShape shape) => shape is not (VehicleShape.Moped or VehicleShape.Bicycle or VehicleShape.Pedestrian);

    public VehicleModel For(StreetVehicle vehicle)
    {
        var taxi = vehicle.Kind == PlateKind.Taxi;
        return _models.GetOrAdd((vehicle.Shape, vehicle.Colour, vehicle.Lettering, taxi), _ => new Lazy<VehicleModel>(() =>
        {
            var body = Paint.Of(vehicle.Colour);
            return vehicle.Shape switch
            {
                VehicleShape.PassengerCar => CarModel.Make(body, vehicle.Lettering, taxi),
                VehicleShape.Van => VanModel.Make(body, vehicle.Lettering),
                VehicleShape.Truck => LorryModel.Make(body, vehicle.Lettering, tractor: false),
                VehicleShape.TractorWithSemitrailer => LorryModel.Make(body, vehicle.Lettering, tractor: true),
                VehicleShape.Bus => BusModel.Make(body, vehicle.Lettering),
                _ => throw new ArgumentOutOfRangeException(nameof(vehicle), vehicle.Shape, "expected a vehicle with a solid body"),
            };
        })).Value;
    }
}
