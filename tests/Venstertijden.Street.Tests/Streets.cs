using System.Collections.Concurrent;
using NodaTime;

namespace Venstertijden.Street.Tests;

/// <summary>Short names for what the tests render.</summary>
internal static class Streets
{
    public static readonly StreetRenderer Renderer = new();

    private static readonly ConcurrentDictionary<StreetScene, byte[]> Empties = new();

    public static readonly LocalDateTime Noon = new(2026, 6, 2, 13, 0);

    public static readonly LocalDateTime Night = new(2026, 12, 8, 23, 30);

    public static IReadOnlyList<StreetScene> All => [StreetScene.Brink, StreetScene.CoreArea, StreetScene.Markt];

    public static StreetVehicle Van { get; } = new("VAE12B", "NL", VehicleShape.Van, VehicleColour.White, "Bakkerij Hunebed");

    public static StreetVehicle Of(VehicleShape shape) => shape switch
    {
        VehicleShape.Bicycle or VehicleShape.Pedestrian => new StreetVehicle("", "NL", shape, VehicleColour.Blue),
        VehicleShape.Moped => new StreetVehicle("DAE12X", "NL", shape, VehicleColour.Red, null, PlateKind.Moped),
        _ => new StreetVehicle("VAE12B", "NL", shape, VehicleColour.Green),
    };

    /// <summary>The empty street at noon, rendered once.</summary>
    public static byte[] Empty(StreetScene scene) => Empties.GetOrAdd(scene, s => Frame(s, Noon));

    public static byte[] Frame(StreetScene scene, LocalDateTime local, params VehicleInView[] inView) => Frame(scene, local, 1, inView);

    public static byte[] Frame(StreetScene scene, LocalDateTime local, long number, params VehicleInView[] inView)
    {
        var bgr = new byte[scene.FrameBytes];
        Renderer.Render(scene, local, inView, bgr, number);
        return bgr;
    }

    public static StreetClip Passage(StreetScene scene, StreetVehicle vehicle, bool inward)
        => StreetClip.Of(Renderer, scene, new StreetPassage(Noon.InZoneLeniently(scene.Zone).ToInstant(), vehicle, inward, Duration.FromSeconds(2)));

    public static double Brightness(ReadOnlySpan<byte> bgr)
    {
        long sum = 0;
        foreach (var value in bgr)
            sum += value;
        return (double)sum / bgr.Length;
    }

    public static (int Blue, int Green, int Red) Pixel(StreetScene scene, byte[] bgr, float x, float y)
    {
        var at = (((int)y * scene.Width) + (int)x) * 3;
        return (bgr[at], bgr[at + 1], bgr[at + 2]);
    }
}
