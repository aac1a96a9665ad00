using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Trees, hedges and flower tubs.</summary>
internal static class Greenery
{
    /// <summary>A street tree; the camera often sees only its trunk and the underside of the crown.</summary>
    public static void Tree(SceneCanvas canvas, float x, float z, float tall, float crown, int seed)
    {
        var bark = new SKColor(84, 74, 62);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        canvas.Polygon(bark, 0.55f, 0.5f, -0.19f, 0.02f, -0.11f, -1f, -0.10f, -tall * 0.6f, 0.10f, -tall * 0.6f, 0.12f, -1f, 0.2f, 0.02f);
        canvas.Polygon(bark.Scale(0.68f), 0.25f, 0.4f, 0.02f, 0.02f, 0.03f, -1f, 0.04f, -tall * 0.6f, 0.10f, -tall * 0.6f, 0.12f, -1f, 0.2f, 0.02f);
        for (var i = 0; i < 7; i++)
        {
            var (u, v) = ((Tone.Hash(i, seed, 1) - 0.5f) * crown * 1.3f, -(tall * 0.55f) - (Tone.Hash(i, seed, 2) * tall * 0.3f));
            canvas.Polygon(bark.Scale(0.8f), 0.3f, 0.3f, -0.07f, -tall * 0.42f, 0.07f, -tall * 0.42f, u + 0.03f, v, u - 0.03f, v);
        }
        Leaves(canvas, 0, -tall * 0.78f, crown, tall * 0.34f, seed, new SKColor(122, 146, 70), 2600, 0.17f);
    }

    /// <summary>A cloud of leaves around a middle, dark below and inside, light above.</summary>
    public static void Leaves(SceneCanvas canvas, float x, float y, float radiusX, float radiusY, int seed, SKColor colour, int count, float size)
    {
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = MathF.SinCos(Tone.Hash(i, seed, 21) * MathF.Tau);
            var r = MathF.Sqrt(Tone.Hash(i, seed, 22));
            // Clumps: the crown is made of smaller clouds, each lit from above.
            var clump = (int)(Tone.Hash(i, seed, 26) * 14);
            var (cx, cy) = ((Tone.Hash(clump, seed, 27) - 0.5f) * 1.5f * radiusX, (Tone.Hash(clump, seed, 28) - 0.5f) * 1.4f * radiusY);
            var (u, v) = (x + cx + (cos * r * radiusX * 0.42f), y + cy + (sin * r * radiusY * 0.46f));
            var layer = (float)i / count;
            var light = 0.42f + (0.3f * layer) - (0.3f * sin * r) - (0.16f * cy / radiusY) + (0.3f * (Tone.Hash(i, seed, 23) - 0.5f));
            var hue = 1 + (0.34f * (Tone.Hash(i, seed, 24) - 0.5f));
            var leaf = new SKColor((byte)Math.Clamp(colour.Red * light * hue, 0, 255), (byte)Math.Clamp(colour.Green * light, 0, 255), (byte)Math.Clamp(colour.Blue * light, 0, 255));
            var s = size * (0.35f + (0.5f * Tone.Hash(i, seed, 25)));
            canvas.Leaf(leaf, u, v, s, Tone.Hash(i, seed, 29) * 180, Math.Clamp(0.15f + (0.6f * layer) - (0.35f * sin * r), 0, 1), 0.28f);
        }
    }

    public static void Tub(SceneCanvas canvas, float x, float z, int seed)
    {
        ContactShadow(canvas, x, z, 0.75f);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        canvas.Polygon(new SKColor(70, 72, 74), 0.8f, 0.6f, -0.34f, -0.55f, 0.34f, -0.55f, 0.28f, 0, -0.28f, 0);
        canvas.Polygon(new SKColor(48, 50, 52), 0.4f, 0.5f, 0.1f, -0.55f, 0.34f, -0.55f, 0.28f, 0, 0.08f, 0);
        canvas.Rect(new SKColor(92, 94, 96), -0.37f, -0.6f, 0.37f, -0.53f, 0.8f, 0.6f, 0.02f);
        Leaves(canvas, 0, -0.82f, 0.42f, 0.3f, seed, new SKColor(90, 136, 62), 420, 0.1f);
        for (var i = 0; i < 26; i++)
        {
            var (u, v) = ((Tone.Hash(i, seed, 31) - 0.5f) * 0.72f, -0.72f - (Tone.Hash(i, seed, 32) * 0.36f));
            canvas.Circle(i % 3 == 0 ? new SKColor(232, 206, 96) : i % 3 == 1 ? new SKColor(206, 74, 96) : new SKColor(236, 232, 236), u, v, 0.035f, 0.9f, 0.5f);
        }
    }

    /// <summary>Where a thing meets the ground it is darker.</summary>
    public static void ContactShadow(SceneCanvas canvas, float x, float z, float radius)
    {
        using var ground = new Restored(canvas.Colour, canvas.Camera.Ground());
        SceneCanvas.Spot(canvas.Colour, new SKColor(0, 0, 0, 120), x, z, radius, radius * 0.8f);
    }

    /// <summary>The shade that a crown throws on the ground, with gaps.</summary>
    public static void Shade(SceneCanvas canvas, float x, float z, float radius, int seed)
    {
        using var ground = new Restored(canvas.Sun, canvas.Camera.Ground());
        for (var i = 0; i < 60; i++)
        {
            var (sin, cos) = MathF.SinCos(Tone.Hash(i, seed, 41) * MathF.Tau);
            var r = radius * MathF.Sqrt(Tone.Hash(i, seed, 42));
            var s = radius * (0.14f + (0.22f * Tone.Hash(i, seed, 43)));
            SceneCanvas.Spot(canvas.Sun, new SKColor(0, 0, 0, 150), x + (cos * r), z + (sin * r), s, s);
        }
    }

    internal sealed class Restored : IDisposable
    {
        private readonly SKCanvas _canvas;

        public Restored(SKCanvas canvas, SKMatrix matrix)
        {
            _canvas = canvas;
            canvas.Save();
            // The ground's matrix is only right before the camera; stay clear of its feet.
            canvas.Concat(in matrix);
            canvas.ClipRect(new SKRect(-60, 3.2f, 60, 70));
        }

        public void Dispose() => _canvas.Restore();
    }
}
