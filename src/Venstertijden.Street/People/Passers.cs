using NodaTime;

namespace Venstertijden.Street;

/// <summary>Who walks or cycles by at a moment: the same for the same street and second, more by day than by night.</summary>
internal static class Passers
{
    private const int WalkSeconds = 9;
    private const int RideSeconds = 4;

    public static IReadOnlyList<VehicleInView> At(StreetScene scene, Instant instant)
        => [.. OnFootAt(scene, instant), .. Slot(scene, instant, VehicleShape.Bicycle, RideSeconds, 0.16f)];

    /// <summary>On the pavement only, so that nobody walks through a vehicle.</summary>
    public static IReadOnlyList<VehicleInView> OnFootAt(StreetScene scene, Instant instant)
        => Slot(scene, instant, VehicleShape.Pedestrian, WalkSeconds, 0.3f);

    /// <summary>Time is cut into slots of one crossing; chance decides whether somebody takes a slot, and who.</summary>
    private static VehicleInView[] Slot(StreetScene scene, Instant instant, VehicleShape shape, int seconds, float share)
    {
        var local = instant.InZone(scene.Zone);
        var chance = local.Hour is >= 8 and < 20 ? share : share / 4;
        var milliseconds = instant.ToUnixTimeMilliseconds();
        var slot = (int)(milliseconds / (seconds * 1000L) % 1_000_000);
        if (Tone.Hash(slot, (int)shape, scene.Seed) >= chance)
            return [];
        var progress = (milliseconds % (seconds * 1000L)) / (seconds * 1000.0);
        var colours = Enum.GetValues<VehicleColour>();
        var colour = colours[(int)(Tone.Hash(slot, 77, scene.Seed) * colours.Length)];
        var who = new StreetVehicle("", "NL", shape, colour);
        var speed = scene.PathOf(shape).Length / seconds;
        return [new VehicleInView(who, Tone.Hash(slot, 78, scene.Seed) < 0.5f, progress, speed)];
    }
}
