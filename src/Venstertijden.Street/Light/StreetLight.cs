using System.Numerics;
using NodaTime;

namespace Venstertijden.Street;

/// <summary>
/// The light of one moment as factors on colours (blue, green, red): from the sky, from the sun, from lamps; and the sky itself.
/// Made per step of <see cref="StepMinutes"/>, so that a background can be kept while it lasts.
/// </summary>
internal sealed record StreetLight(Vector3 Ambient, Vector3 Sun, Vector3 Lamp, Vector3 SkyTop, Vector3 SkyHorizon, float Night, float Noise)
{
    public const int StepMinutes = 4;

    /// <summary>Lit by the camera's own infra-red lamp: all dim but the plates.</summary>
    public bool Infrared { get; init; }

    /// <summary>Where the sun comes from in the scene: behind the camera to the left, whatever the hour.</summary>
    public static readonly Vector3 SunDirection = Vector3.Normalize(new Vector3(-0.55f, 0.75f, -0.45f));

    public static LocalDateTime StepOf(LocalDateTime local)
        => local.Date + new LocalTime(local.Hour, local.Minute / StepMinutes * StepMinutes);

    public static StreetLight At(LocalDateTime local, DateTimeZone zone)
    {
        var step = StepOf(local);
        var height = (float)Street.Sun.At(step.InZoneLeniently(zone).ToInstant()).Height;
        var day = Smooth(-8, 6, height);
        var direct = Smooth(0, 16, height) * (1 - (0.75f * Cloud(step)));
        var dusk = Smooth(-9, -1, height) * (1 - Smooth(3, 14, height));
        var night = 1 - Smooth(-4, 4, height);
        var ambient = Vector3.Lerp(new(0.215f, 0.18f, 0.155f), new(0.86f, 0.82f, 0.79f), day) + (dusk * new Vector3(0.03f, -0.015f, 0.0f));
        var sun = Vector3.Lerp(new(0.20f, 0.34f, 0.50f), new(0.44f, 0.53f, 0.58f), Smooth(3, 25, height)) * direct;
        var top = Vector3.Lerp(new(52, 36, 26), Vector3.Lerp(new(226, 190, 150), new(224, 216, 208), Cloud(step)), day);
        var horizon = Vector3.Lerp(new(74, 58, 48), new(240, 234, 226), day) + (dusk * new Vector3(-30, 6, 46));
        return new StreetLight(ambient, sun, new Vector3(0.50f, 0.70f, 0.86f) * night, top, horizon, night, 1.6f + (2.6f * night));
    }

    internal static float Smooth(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>Slow clouds: 0 clear, 1 overcast, drifting over a few hours and different every day.</summary>
    private static float Cloud(LocalDateTime step)
    {
        var hours = (Period.DaysBetween(new LocalDate(2020, 1, 1), step.Date) * 24) + step.Hour + (step.Minute / 60f);
        var x = hours / 3f;
        var i = (int)MathF.Floor(x);
        return float.Lerp(Tone.Hash(i, 5, 11), Tone.Hash(i + 1, 5, 11), Smooth(0, 1, x - i));
    }
}

/// <summary>Repeatable chance.</summary>
internal static class Tone
{
    /// <summary>0 to 1 from three whole numbers.</summary>
    public static float Hash(int x, int y, int seed)
    {
        var h = (uint)((x * 374761393) + (y * 668265263) + (seed * 1274126177));
        h = (h ^ (h >> 13)) * 1274126177u;
        h ^= h >> 16;
        return (h & 0xFFFFFF) / (float)0x1000000;
    }

    /// <summary>Smooth noise with features of about one unit, 0 to 1.</summary>
    public static float Noise(float x, float y, int seed)
    {
        var (ix, iy) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (StreetLight.Smooth(0, 1, x - ix), StreetLight.Smooth(0, 1, y - iy));
        return float.Lerp(float.Lerp(Hash(ix, iy, seed), Hash(ix + 1, iy, seed), fx), float.Lerp(Hash(ix, iy + 1, seed), Hash(ix + 1, iy + 1, seed), fx), fy);
    }
}
