namespace Venstertijden.Street;

/// <summary>Makes each model once and keeps those used last. People and two-wheelers have none: they are drawn flat.</summary>
/// <param name="kept">How many models stay; one takes up to 10 MB.</param>
internal sealed class VehicleModels(int kept = 64)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(VehicleShape, VehicleColour, string?, bool), (Lazy<VehicleModel> Model, long Used)> _models = [];
    private long _uses;

    public static bool IsSolid(VehicleShape shape) => shape is not (VehicleShape.Moped or VehicleShape.Bicycle or VehicleShape.Pedestrian);

    public VehicleModel For(StreetVehicle vehicle)
    {
        var key = (vehicle.Shape, vehicle.Colour, vehicle.Lettering, vehicle.Kind == PlateKind.Taxi);
        Lazy<VehicleModel> model;
        lock (_gate)
        {
            model = _models.TryGetValue(key, out var found) ? found.Model : new Lazy<VehicleModel>(() => Make(vehicle));
            _models[key] = (model, ++_uses);
            if (_models.Count > kept)
                _models.Remove(_models.MinBy(m => m.Value.Used).Key);
        }
        return model.Value;
    }

    private static VehicleModel Make(StreetVehicle vehicle)
    {
        var body = Paint.Of(vehicle.Colour);
        return vehicle.Shape switch
        {
            VehicleShape.PassengerCar => CarModel.Make(body, vehicle.Lettering, vehicle.Kind == PlateKind.Taxi),
            VehicleShape.CarWithTrailer => CarModel.Make(body, vehicle.Lettering, taxi: false, trailer: true),
            VehicleShape.Van => VanModel.Make(body, vehicle.Lettering),
            VehicleShape.Truck => LorryModel.Make(body, vehicle.Lettering, tractor: false),
            VehicleShape.TractorWithSemitrailer => LorryModel.Make(body, vehicle.Lettering, tractor: true),
            VehicleShape.RecoveryTruck => RecoveryTruckModel.Make(body, vehicle.Lettering),
            VehicleShape.Bus => BusModel.Make(body, vehicle.Lettering),
            _ => throw new ArgumentOutOfRangeException(nameof(vehicle), vehicle.Shape, "expected a vehicle with a solid body"),
        };
    }
}
