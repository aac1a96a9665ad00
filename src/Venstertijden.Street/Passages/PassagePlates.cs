namespace Venstertijden.Street;

/// <summary>Gives a vehicle of the evaluation its plate: country, kind, text, mounting and wear.</summary>
internal static class PassagePlates
{
    private static readonly string[] Neighbours = ["DE", "DE", "DE", "DE", "BE", "BE", "BE", "PL", "PL", "FR", "GB", "LT", "RO", "BG", "CZ", "ES", "IT", "UA"];
    private static readonly string[] Dealers = ["", "AUTO MODEL ASSEN", "Garage Voorbeeld 0592", "WWW.DEALER.NL", "MODEL LEASE"];

    public static StreetVehicle Give(StreetVehicle body, Chance chance)
    {
        var moped = body.Shape == VehicleShape.Moped;
        var country = moped || chance.Happens(0.7) ? "NL" : chance.Happens(0.7) ? chance.Of(Neighbours) : chance.Of([.. PlateSeries.Countries]);
        var kind = country == "NL" ? Dutch(body.Shape, chance) : Foreign(body.Shape, country, chance);
        var carried = body.Carried is { } load ? Give(load, chance) : null;
        return body with { Plate = PlateSeries.Draw(country, kind, chance.Source), Country = country, Kind = kind, Look = Look(country, kind, chance), Carried = carried };
    }

    private static PlateKind Dutch(VehicleShape shape, Chance chance) => shape switch
    {
        VehicleShape.Moped => chance.Of(PlateKind.Moped, PlateKind.SlowMoped),
        VehicleShape.PassengerCar => chance.Weighted((70, PlateKind.Standard), (9, PlateKind.Taxi), (5, PlateKind.Dealer), (8, PlateKind.Historic), (8, PlateKind.TwoLine)),
        VehicleShape.Van or VehicleShape.Truck => chance.Weighted((80, PlateKind.Standard), (4, PlateKind.Dealer), (16, PlateKind.TwoLine)),
        _ => PlateKind.Standard,
    };

    private static PlateKind Foreign(VehicleShape shape, string country, Chance chance)
    {
        var kinds = PlateSeries.KindsOf(country).Where(k => k switch
        {
            PlateKind.Rear => false,
            PlateKind.Taxi => shape == VehicleShape.PassengerCar,
            PlateKind.Commercial => shape is VehicleShape.Van or VehicleShape.Truck,
            _ => true,
        }).ToArray();
        return chance.Happens(0.65) ? PlateKind.Standard : kinds[chance.Next(kinds.Length)];
    }

    private static PlateLook Look(string country, PlateKind kind, Chance chance)
    {
        var moped = kind is PlateKind.Moped or PlateKind.SlowMoped;
        return new PlateLook
        {
            Seed = chance.Next(int.MaxValue),
            DuplicateCode = country == "NL" && chance.Happens(0.08) ? 1 + chance.Next(2) : 0,
            Dirt = chance.Happens(0.35) ? 0.9f * chance.Seldom() : 0,
            Wear = chance.Happens(0.3) ? chance.Seldom() : 0,
            Screws = chance.Of(0, 0, 2, 4),
            Holder = !moped && chance.Happens(0.45) ? chance.Of(Dealers) : null,
            Bend = chance.Happens(0.12) ? chance.Between(-25, 25) : 0,
        };
    }
}
