using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>The ground, worked out per pixel so that every stone keeps its size in perspective.</summary>
internal static class Paving
{
    /// <summary>Colour (blue, green, red) of a ground point (X, Z); footprint is the depth in metres that a pixel covers there.</summary>
    public delegate Vector3 Surface(float x, float z, float footprint);

    public static void Paint(SceneCanvas canvas, float farthest, Surface surface)
    {
        var pixels = MemoryMarshal.Cast<byte, int>(canvas.ColourPixels);
        var camera = canvas.Camera;
        var first = Math.Max(0, (int)MathF.Ceiling(camera.HorizonY + (camera.Focal * camera.Height / farthest)));
        for (var y = first; y < canvas.Height; y++)
        {
            var footprint = Math.Abs(camera.GroundAt(0, y).Y - camera.GroundAt(0, y + 1).Y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var sum = Vector3.Zero;
                for (var s = 0; s < 6; s++)
                {
                    var p = camera.GroundAt(x + 0.25f + (0.5f * (s & 1)), y + (1f / 6) + ((s >> 1) / 3f));
                    sum += surface(p.X, p.Y, footprint);
                }
                var c = Vector3.Clamp(sum / 6, Vector3.Zero, new Vector3(255));
                pixels[(y * canvas.Width) + x] = unchecked((int)0xFF000000) | ((int)c.Z << 16) | ((int)c.Y << 8) | (int)c.X;
            }
        }
    }

    /// <summary>Bricks in half bond, long side across the street.</summary>
    public static Vector3 Bricks(float x, float z, float footprint, Vector3 tone, float length, float width, int seed)
    {
        var row = (int)MathF.Floor(z / width);
        var shifted = (x / length) + ((row & 1) * 0.5f) + (0.06f * Tone.Hash(row, 3, seed));
        var column = (int)MathF.Floor(shifted);
        var fade = Math.Clamp(width * 0.8f / footprint, 0, 1);
        var shade = 1 + ((Tone.Hash(column, row, seed) - 0.5f) * 0.34f * fade);
        var hue = (Tone.Hash(column, row, seed + 1) - 0.5f) * 0.14f * fade;
        var (fx, fz) = ((shifted - column) * length, z - (row * width));
        const float joint = 0.009f;
        var inJoint = fx < joint || fz < joint;
        var colour = tone * shade * new Vector3(1 - hue, 1, 1 + hue);
        return inJoint ? Vector3.Lerp(tone * 0.92f, tone * 0.52f, fade) : colour * (0.97f + (0.06f * Math.Min(1, fz / width)));
    }

    /// <summary>Rounded cobbles, never quite in line.</summary>
    public static Vector3 Cobbles(float x, float z, float footprint, Vector3 tone, float size, int seed)
    {
        var row = (int)MathF.Floor(z / size);
        var across = (x / size) + (0.5f * (row & 1)) + (0.2f * Tone.Hash(row, 9, seed));
        var column = (int)MathF.Floor(across);
        var fade = Math.Clamp(size * 0.8f / footprint, 0, 1);
        var shade = 1 + ((Tone.Hash(column, row, seed) - 0.5f) * 0.36f * fade);
        var hue = (Tone.Hash(column, row, seed + 1) - 0.5f) * 0.16f * fade;
        var (fx, fz) = ((across - column) - 0.5f, (z / size) - row - 0.5f);
        var edge = MathF.Pow(MathF.Pow(MathF.Abs(fx) * 2, 4) + MathF.Pow(MathF.Abs(fz) * 2, 4), 0.25f);
        var dome = 1.06f - (0.5f * StreetLight.Smooth(0.72f, 1.0f, edge) * fade) + (0.05f * fz * fade);
        return tone * (shade * dome) * new Vector3(1 - hue, 1, 1 + hue);
    }

    /// <summary>Dirt, damp and wear in patches of a few decimetres to metres: a factor around one.</summary>
    public static float Wear(float x, float z, int seed)
        => 0.86f + (0.17f * Tone.Noise(x * 0.55f, z * 0.4f, seed)) + (0.09f * Tone.Noise(x * 2.3f, z * 1.7f, seed + 1)) + (0.05f * Tone.Noise(x * 9, z * 7, seed + 2));
}
