using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Adds the light of a lamp to a frame.</summary>
internal static class Glow
{
    /// <summary>A bright core with a halo that fades to nothing at the reach.</summary>
    public static void Add(Span<int> frame, int width, int height, Vector2 middle, float core, float reach, Vector3 colour)
    {
        var (x0, x1) = (Math.Max(0, (int)(middle.X - reach)), Math.Min(width - 1, (int)(middle.X + reach)));
        var (y0, y1) = (Math.Max(0, (int)(middle.Y - reach)), Math.Min(height - 1, (int)(middle.Y + reach)));
        for (var y = y0; y <= y1; y++)
        {
            for (var x = x0; x <= x1; x++)
            {
                var d = Vector2.Distance(new Vector2(x + 0.5f, y + 0.5f), middle);
                if (d >= reach)
                    continue;
                var fade = 1 - (d / reach);
                var strength = (1 - StreetLight.Smooth(core * 0.6f, core * 1.2f, d)) + (0.5f * fade * fade * fade);
                ref var c = ref frame[(y * width) + x];
                var add = colour * strength;
                c = unchecked((int)0xFF000000) | (Math.Min(255, ((c >> 16) & 255) + (int)add.Z) << 16)
                    | (Math.Min(255, ((c >> 8) & 255) + (int)add.Y) << 8) | Math.Min(255, (c & 255) + (int)add.X);
            }
        }
    }
}
