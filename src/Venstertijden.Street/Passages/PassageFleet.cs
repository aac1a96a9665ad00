using NodaTime;

namespace Venstertijden.Street;

/// <summary>Where and in which light some of the passages take place.</summary>
internal sealed record PassageSetting(PassageScene View, PassageLight Light, LocalDateTime Local)
{
    public StreetLight Lighting
    {
        get
        {
            var light = StreetLight.At(Local, View.Scene.Zone);
            // The camera's lamp reaches the near street evenly and colours nothing.
            return Light == PassageLight.Infrared ? light with { Infrared = true, Ambient = new(0.30f), Sun = new(0), Lamp = new(0.12f) } : light;
        }
    }
}

/// <summary>
/// The bodies and settings that fifty passages in a row share. A body costs more to make than a frame to render; shared by a
/// few passages it costs next to nothing, and over thousands of passages there are still thousands of bodies.
/// </summary>
internal sealed class PassageFleet
{
    public const int PassagesPerFleet = 50;
    public const int SettingCount = 10;

    private static readonly string[] Firms =
    [
        "VOORBEELD VERS", "DE GROENE FIETS", "BAKKER MODEL", "NOORD KOERIER", "Bloemen Roos", "0592-000 111", "06-000 00 112", "Schilder 24-7", "B.V. 1-2-3 Bouw", "TEL 0592 000 112",
        "Kaas & Co", "www.model.nl", "XL-88-STORE", "KLUS 4 ALL", "V-LINE 300", "GEEN HAAST", "W1J-ZIJN-ER", "Loodgieter 24 uur", "AB-EXPRES 99", "Cafe 1811",
    ];

    private readonly StreetVehicle[] _bodies;

    public PassageFleet(int seed, int number)
    {
        var chance = new Chance(Chance.Seed(seed, number, 1));
        VehicleShape[] shapes =
        [
            VehicleShape.PassengerCar, VehicleShape.PassengerCar, VehicleShape.PassengerCar, VehicleShape.PassengerCar, VehicleShape.Van, VehicleShape.Van, VehicleShape.Van,
            VehicleShape.Truck, chance.Of(VehicleShape.Bus, VehicleShape.TractorWithSemitrailer), VehicleShape.CarWithTrailer, VehicleShape.RecoveryTruck,
        ];
        _bodies = [.. shapes.Select(shape => Body(shape, chance))];
        Settings = [.. Enumerable.Range(0, SettingCount).Select(_ => Setting(chance))];
    }

    public IReadOnlyList<PassageSetting> Settings { get; }

    /// <summary>A vehicle without its plate.</summary>
    public StreetVehicle Pick(Chance chance)
    {
        var shape = chance.Weighted(
            (40, VehicleShape.PassengerCar), (25, VehicleShape.Van), (10, VehicleShape.Truck), (5, VehicleShape.Bus), (7, VehicleShape.Moped), (6, VehicleShape.CarWithTrailer), (7, VehicleShape.RecoveryTruck));
        if (shape == VehicleShape.Moped)
            return Body(shape, chance);
        var like = _bodies.Where(b => b.Shape == shape || (shape == VehicleShape.Bus && b.Shape == VehicleShape.TractorWithSemitrailer)).ToArray();
        var body = like[chance.Next(like.Length)];
        return shape == VehicleShape.RecoveryTruck && chance.Happens(0.8) ? body with { Carried = _bodies[chance.Next(7)] } : body;
    }

    private static StreetVehicle Body(VehicleShape shape, Chance chance)
    {
        var lettered = chance.Happens(shape == VehicleShape.PassengerCar ? 0.2 : 0.75);
        return new StreetVehicle("", "NL", shape, chance.Of(Enum.GetValues<VehicleColour>()), lettered ? chance.Of(Firms) : null);
    }

    private static PassageSetting Setting(Chance chance)
    {
        var light = chance.Weighted((50, PassageLight.Day), (10, PassageLight.LowSun), (12, PassageLight.Dusk), (14, PassageLight.Night), (14, PassageLight.Infrared));
        var day = new LocalDate(2026, 1, 1).PlusDays(chance.Next(365));
        var winter = new LocalDate(2026, 12, 1).PlusDays(chance.Next(25));
        var local = light switch
        {
            PassageLight.Day => day + new LocalTime(10 + chance.Next(5), chance.Next(60)),
            PassageLight.LowSun => new LocalDate(2026, 3, 25).PlusDays(chance.Next(160)) + new LocalTime(17, chance.Next(60)),
            PassageLight.Dusk => winter + new LocalTime(16, 15 + chance.Next(30)),
            _ => winter + new LocalTime(19 + chance.Next(4), chance.Next(60)),
        };
        return new PassageSetting(chance.Of([.. PassageScene.All]), light, local);
    }
}
