using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Rain, low sun and a soft lens over a picture of opaque BGRA.</summary>
internal static class Weather
{
    /// <summary>Drops hang where they are for a whole passage; streaks are new in every frame.</summary>
    public static void Rain(Span<int> picture, int width, float strength, int passageSeed, int frameSeed)
    {
        var height = picture.Length / width;
        Fade(picture, new Vector3(150, 146, 142), 0.16f * strength);
        var air = new Chance(frameSeed);
        var wind = new Chance(passageSeed).Between(-0.35f, 0.35f);
        for (var i = 0; i < (int)(width * 0.45f * strength); i++)
            Streak(picture, width, height, air, wind);
        var glass = new Chance(passageSeed);
        for (var i = 0; i < (int)(14 * strength); i++)
            Drop(picture, width, height, glass);
    }

    /// <summary>Light that strays in the lens: brightest at one edge, thinning over the picture, with a few ghosts.</summary>
    public static void Veil(Span<int> picture, int width, float strength, bool warm, int passageSeed)
    {
        var height = picture.Length / width;
        var chance = new Chance(passageSeed);
        var (cx, cy) = (width * chance.Between(-0.1f, 1.1f), -height * chance.Between(0, 0.4f));
        var (across, down) = (Bell(width, cx, width * 0.55f), Bell(height, cy, height * 0.9f));
        var colour = (warm ? new Vector3(150, 195, 225) : new Vector3(200, 205, 205)) * (1.1f * strength);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Add(ref picture[(y * width) + x], colour * ((0.22f + (0.78f * across[x])) * down[y]));
        }
        for (var i = 0; i < 3; i++)
        {
            var k = chance.Between(0.3f, 1.5f);
            Glow.Add(picture, width, height, new Vector2(cx + (((width / 2f) - cx) * k), cy + (((height / 2f) - cy) * k)), 0.01f, chance.Between(12, 46), colour * 0.6f);
        }
    }

    /// <summary>A soft picture: out of focus, or a dirty glass before the lens.</summary>
    public static void Soften(Span<int> picture, int width, float strength)
    {
        var sigma = 0.35f + (1.5f * strength);
        Span<float> weights = stackalloc float[5];
        var sum = 0f;
        for (var i = 0; i < 5; i++)
            sum += weights[i] = MathF.Exp(-((i - 2) * (i - 2)) / (2 * sigma * sigma));
        Span<uint> fixedWeights = stackalloc uint[5];
        for (var i = 0; i < 5; i++)
            fixedWeights[i] = (uint)MathF.Round(256 * weights[i] / sum);
        // The middle takes what rounding left over, so that nothing brightens.
        fixedWeights[2] = 256 - (2 * (fixedWeights[0] + fixedWeights[1]));
        fixedWeights[3] = fixedWeights[1];
        fixedWeights[4] = fixedWeights[0];
        var copy = new int[picture.Length];
        Pass(picture, copy, 1, width, fixedWeights);
        Pass(copy, picture, width, width, fixedWeights);
    }

    /// <summary>What an infra-red camera makes of it: no colour, and yellow as good as white.</summary>
    public static void Grey(Span<int> picture)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            var c = picture[i];
            var grey = (((c & 255) * 26) + (((c >> 8) & 255) * 102) + (((c >> 16) & 255) * 128)) >> 8;
            picture[i] = unchecked((int)0xFF000000) | (grey * 0x010101);
        }
    }

    private static void Pass(ReadOnlySpan<int> from, Span<int> to, int step, int width, ReadOnlySpan<uint> weights)
    {
        var margin = 2 * step;
        from.CopyTo(to);
        for (var i = margin; i < from.Length - margin; i++)
        {
            // Two channels at a time; rows run into each other by two pixels, which no one sees.
            uint even = 0, odd = 0;
            for (var k = 0; k < 5; k++)
            {
                var p = (uint)from[i + ((k - 2) * step)];
                even += (p & 0xFF00FF) * weights[k];
                odd += ((p >> 8) & 0xFF00FF) * weights[k];
            }
            to[i] = unchecked((int)(((even >> 8) & 0xFF00FF) | (odd & 0xFF00FF00) | 0xFF000000));
        }
    }

    private static void Fade(Span<int> picture, Vector3 to, float share)
    {
        var keep = (int)(256 * (1 - share));
        var (b, g, r) = ((int)(to.X * share), (int)(to.Y * share), (int)(to.Z * share));
        for (var i = 0; i < picture.Length; i++)
        {
            var c = picture[i];
            picture[i] = unchecked((int)0xFF000000) | (((((c >> 16) & 255) * keep >> 8) + r) << 16) | (((((c >> 8) & 255) * keep >> 8) + g) << 8) | (((c & 255) * keep >> 8) + b);
        }
    }

    private static void Streak(Span<int> picture, int width, int height, Chance chance, float wind)
    {
        var (x, y) = (chance.Between(0, width), chance.Between(-30, height));
        var (length, bright) = (chance.Between(8, 34), chance.Between(14, 46));
        for (var t = 0f; t < length; t++)
        {
            var (px, py) = ((int)(x + (wind * t)), (int)(y + t));
            if (px >= 0 && py >= 0 && px < width && py < height)
                Add(ref picture[(py * width) + px], new Vector3(bright * MathF.Sin(MathF.PI * t / length)));
        }
    }

    /// <summary>A drop shows what is behind it upside down and small, with a dark rim.</summary>
    private static void Drop(Span<int> picture, int width, int height, Chance chance)
    {
        var (cx, cy, radius) = (chance.Between(0, width), chance.Between(0, height), chance.Between(3, 13));
        var (x0, y0, size) = ((int)(cx - radius), (int)(cy - radius), (int)(2 * radius) + 1);
        var behind = new int[size * size];
        for (var v = 0; v < size; v++)
        {
            for (var u = 0; u < size; u++)
            {
                var (sx, sy) = (Math.Clamp((int)(cx - (1.6f * (x0 + u - cx))), 0, width - 1), Math.Clamp((int)(cy - (1.6f * (y0 + v - cy))), 0, height - 1));
                behind[(v * size) + u] = picture[(sy * width) + sx];
            }
        }
        for (var v = 0; v < size; v++)
        {
            for (var u = 0; u < size; u++)
            {
                var (x, y) = (x0 + u, y0 + v);
                var away = Vector2.Distance(new Vector2(x, y), new Vector2(cx, cy)) / radius;
                if (away >= 1 || x < 0 || y < 0 || x >= width || y >= height)
                    continue;
                ref var target = ref picture[(y * width) + x];
                var share = 0.85f * (1 - StreetLight.Smooth(0.75f, 1, away));
                target = Mix(target, behind[(v * size) + u], share);
                Add(ref target, new Vector3(-46 * StreetLight.Smooth(0.6f, 0.95f, away) * share));
            }
        }
    }

    private static float[] Bell(int length, float middle, float spread)
    {
        var bell = new float[length];
        for (var i = 0; i < length; i++)
            bell[i] = MathF.Exp(-MathF.Pow((i - middle) / spread, 2));
        return bell;
    }

    private static int Mix(int a, int b, float share)
    {
        var k = (int)(256 * share);
        int Channel(int shift) => ((((a >> shift) & 255) * (256 - k)) + (((b >> shift) & 255) * k)) >> 8;
        return unchecked((int)0xFF000000) | (Channel(16) << 16) | (Channel(8) << 8) | Channel(0);
    }

    private static void Add(ref int c, Vector3 light)
    {
        static int Channel(int level, float add) => Math.Clamp((level & 255) + (int)add, 0, 255);
        c = unchecked((int)0xFF000000) | (Channel(c >> 16, light.Z) << 16) | (Channel(c >> 8, light.Y) << 8) | Channel(c, light.X);
    }
}
