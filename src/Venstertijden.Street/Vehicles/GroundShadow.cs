using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Darkens the ground under and beside a vehicle, and lights it before its lamps at night.</summary>
internal static class GroundShadow
{
    public static void Cast(Span<int> frame, PixelBox window, StreetScene scene, Placement at, float halfWidth, float height, bool lamps, StreetLight light)
    {
        var camera = scene.Camera;
        var sunShare = light.Sun.Y / (light.Sun.Y + light.Ambient.Y);
        var sunStep = new Vector2(StreetLight.SunDirection.X, StreetLight.SunDirection.Z) / StreetLight.SunDirection.Y;
        var reach = (sunStep.Length() * height) + 0.2f;
        var box = Bounds(window, scene, at, halfWidth, height, lamps);
        // Shadows are soft: one answer for every 2 x 2 pixels.
        for (var y = box.Y & ~1; y < box.Y + box.Height; y += 2)
        {
            for (var x = box.X & ~1; x < box.X + box.Width; x += 2)
            {
                var ground = camera.GroundAt(x + 1, y + 1);
                var near = Outside(at, ground, halfWidth);
                var factor = near > 1.2f ? 1 : 1 - (0.8f * MathF.Exp(-Math.Max(0, near + 0.1f) * 5f));
                if (sunShare > 0.02f && near < reach)
                    factor *= 1 - (SunShade(at, ground, halfWidth, sunStep * height) * sunShare * 0.9f);
                if (lamps && light.Night > 0.02f)
                    factor *= 1 + (1.5f * light.Night * Beam(at, ground));
                if (factor is > 0.995f and < 1.005f)
                    continue;
                for (var corner = 0; corner < 4; corner++)
                {
                    ref var pixel = ref frame[((y + (corner >> 1)) * scene.Width) + x + (corner & 1)];
                    pixel = Multiply(pixel, factor);
                }
            }
        }
    }

    /// <summary>How much of the sun the body takes from a ground point: the footprint swept along the light.</summary>
    private static float SunShade(Placement at, Vector2 ground, float halfWidth, Vector2 sweep)
    {
        var shade = 0f;
        for (var k = 1; k <= 3 && shade < 1; k++)
            shade = Math.Max(shade, 1 - StreetLight.Smooth(-0.05f, 0.18f, Outside(at, ground + (sweep * (k / 3.6f)), halfWidth)));
        return shade;
    }

    /// <summary>Distance to the footprint on the ground, negative inside.</summary>
    private static float Outside(Placement at, Vector2 ground, float halfWidth)
    {
        var d = ground - at.Near;
        var along = Vector2.Dot(d, at.Ahead);
        var across = (d.X * at.Ahead.Y) - (d.Y * at.Ahead.X);
        var (dx, dz) = (MathF.Abs(across) - halfWidth, MathF.Max(-along, along - at.Length));
        return dx <= 0 && dz <= 0 ? MathF.Max(dx, dz) : MathF.Sqrt((MathF.Max(dx, 0) * MathF.Max(dx, 0)) + (MathF.Max(dz, 0) * MathF.Max(dz, 0)));
    }

    private static float Beam(Placement at, Vector2 ground)
    {
        var d = ground - at.Near;
        var ahead = -Vector2.Dot(d, at.Ahead);
        var across = MathF.Abs((d.X * at.Ahead.Y) - (d.Y * at.Ahead.X));
        if (!at.FrontInView || ahead < 0)
            return 0;
        return StreetLight.Smooth(0, 0.8f, ahead) * MathF.Exp(-ahead / 3.5f) * MathF.Exp(-MathF.Pow(across / (0.9f + (0.25f * ahead)), 2));
    }

    private static PixelBox Bounds(PixelBox window, StreetScene scene, Placement at, float halfWidth, float height, bool lamps)
    {
        var reach = 0.9f + height;
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var across in new[] { -halfWidth - 1f, halfWidth + reach })
        {
            foreach (var along in new[] { lamps && at.FrontInView ? -4f : -1f, at.Length + reach })
            {
                var p = at.Near + (along * at.Ahead) + (across * new Vector2(at.Ahead.Y, -at.Ahead.X));
                var pixel = scene.Camera.Project(new Vector3(p.X, 0, Math.Max(1.5f, p.Y)));
                low = Vector2.Min(low, pixel);
                high = Vector2.Max(high, pixel);
            }
        }
        // Whole 2 x 2 pixels, below the horizon.
        var box = window.Cut(low with { Y = Math.Max(low.Y, scene.Camera.HorizonY + 4) }, high);
        return new PixelBox(box.X & ~1, box.Y & ~1, box.Width & ~1, box.Height & ~1);
    }

    private static int Multiply(int c, float k)
    {
        var b = Math.Min(255, (int)((c & 255) * k));
        var g = Math.Min(255, (int)(((c >> 8) & 255) * k));
        var r = Math.Min(255, (int)(((c >> 16) & 255) * k));
        return unchecked((int)0xFF000000) | (r << 16) | (g << 8) | b;
    }
}
