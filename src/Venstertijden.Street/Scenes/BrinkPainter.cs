using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>De Brink: a cobbled way over a square with grass and limes, a stately brick house with white bands behind it.</summary>
internal static class BrinkPainter
{
    private const float House = 31;

    private static readonly SKColor Brick = new(142, 74, 58);
    private static readonly SKColor Stone = new(226, 218, 198);
    private static readonly SKColor Pane = new(48, 56, 64);

    public static void Paint(SceneCanvas canvas)
    {
        DistantTrees(canvas);
        Ground(canvas);
        Facade(canvas);
        Hedge(canvas);
        (float X, float Z, int Seed)[] limes = [(7.6f, 26, 3), (-8.2f, 25, 4), (-6.6f, 18, 5), (6.4f, 17.5f, 6), (-4.9f, 12.2f, 7), (5.1f, 11.4f, 8)];
        foreach (var (x, z, seed) in limes)
        {
            Greenery.Shade(canvas, x + 2.2f, z + 1.8f, 2.1f, seed);
            Greenery.ContactShadow(canvas, x, z, 0.7f);
            Greenery.Tree(canvas, x, z, 6.2f, 2.7f, seed);
        }
        foreach (var (x, z) in new[] { (4.2f, 22f), (-4.3f, 15.4f), (3.9f, 14.2f) })
            Furniture.Lamp(canvas, x, z);
        Furniture.OwnLamp(canvas, -0.4f);
        Furniture.Bench(canvas, -6.9f, 15.6f);
        Furniture.Bench(canvas, 5.6f, 20.5f);
        foreach (var z in new[] { 19f, 16f, 13.2f, 10.6f })
        {
            Furniture.Bollard(canvas, -3.15f, z);
            Furniture.Bollard(canvas, 2.35f, z);
        }
        Greenery.ContactShadow(canvas, 3.1f, 8, 1.2f);
    }

    private static void Ground(SceneCanvas canvas)
    {
        var cobble = new Vector3(120, 128, 138);
        var kerb = new Vector3(160, 166, 170);
        Paving.Paint(canvas, 80, (x, z, footprint) =>
        {
            // The way runs straight; past it lie a kerb, a gravel path and lawns.
            var (left, right) = (-2.9f - x, x - 2.1f);
            var outside = Math.Max(left, right);
            if (outside < 0)
            {
                var track = MathF.Exp(-MathF.Pow((MathF.Abs(x + 0.5f) - 0.8f) / 0.3f, 2));
                return Paving.Cobbles(x, z, footprint, cobble, 0.125f, canvas.Seed) * (Paving.Wear(x, z, canvas.Seed) * (1 - (0.06f * track)));
            }
            if (outside < 0.16f)
                return Paving.Bricks(x, z, footprint, kerb, 0.16f, 0.9f, canvas.Seed + 2) * Paving.Wear(x, z, canvas.Seed);
            if (outside < 1.3f || (z > House - 4 && MathF.Abs(x) < 14))
                return Paving.Bricks(x, z, footprint, new Vector3(104, 126, 150), 0.2f, 0.1f, canvas.Seed + 4) * Paving.Wear(x, z, canvas.Seed + 6);
            var blade = Tone.Noise(x * 14, z * 5, canvas.Seed + 8);
            var patch = Tone.Noise(x * 0.8f, z * 0.5f, canvas.Seed + 9);
            var near = Math.Clamp(0.06f / footprint, 0.15f, 1);
            return new Vector3(48, 104, 84) * (0.74f + (0.28f * patch) + (0.34f * (blade - 0.5f) * near));
        });
    }

    private static void Facade(SceneCanvas canvas)
    {
        using var face = canvas.On(new Vector3(-14, 0, House), Vector3.UnitX, -Vector3.UnitY);
        canvas.Rect(Brick, 0, -9, 28, 0, 0.8f, 0.3f);
        for (var y = 0.4f; y < 9; y += 0.2f)
            canvas.Rect(Brick.Scale(0.86f).WithAlpha(110), 0, -y - 0.03f, 28, -y, 0.8f, 0.3f);
        foreach (var y in new[] { 1.0f, 2.0f, 3.0f, 4.6f, 5.6f, 6.6f })
            canvas.Rect(Stone, 0, -y - 0.16f, 28, -y, 0.8f, 0.3f);
        canvas.Rect(new SKColor(120, 116, 108), 0, -0.7f, 28, 0, 0.8f, 0.4f);
        canvas.Rect(Stone.Scale(0.92f), 0, -4.05f, 28, -3.8f, 0.85f, 0.3f);
        for (var i = 0; i < 9; i++)
        {
            var x = 1.7f + (i * 3.08f);
            if (i == 4)
                Entrance(canvas, x);
            else
                TallWindow(canvas, x, 0.95f, 2.5f, i % 3 == 1);
            TallWindow(canvas, x, 4.45f, 2.1f, i % 4 == 2);
        }
        canvas.Text("DE BRINK 1", 14.02f, -3.86f, 0.17f, new SKColor(70, 60, 50), 3, 0.14f);
        SceneCanvas.Spot(canvas.Lamp, new SKColor(255, 255, 255, 120), 14, -1.5f, 8, 4);
        using var shade = new SKPaint { Color = new SKColor(0, 0, 0, 60) };
        canvas.Colour.DrawRect(new SKRect(0, -0.35f, 28, 0), shade);
    }

    private static void TallWindow(SceneCanvas canvas, float x, float low, float tall, bool lit)
    {
        var high = low + tall;
        canvas.Rect(Stone, x - 0.78f, -high - 0.14f, x + 0.78f, -low + 0.12f, 0.85f, 0.3f);
        canvas.Circle(Stone, x, -high, 0.78f, 0.85f, 0.3f);
        canvas.Circle(Brick.Scale(0.9f), x, -high - 0.05f, 0.58f, 0.8f, 0.3f);
        canvas.Rect(new SKColor(236, 234, 224), x - 0.6f, -high, x + 0.6f, -low, 0.85f, 0.3f);
        canvas.Rect(Pane, x - 0.52f, -high + 0.08f, x + 0.52f, -low - 0.08f, 0.3f, 0.15f);
        using (var sky = SKShader.CreateLinearGradient(new SKPoint(x - 0.5f, -high), new SKPoint(x + 0.5f, -low), [new SKColor(196, 212, 226, 150), new SKColor(120, 134, 146, 20)], SKShaderTileMode.Clamp))
        using (var paint = new SKPaint { Shader = sky })
            canvas.Colour.DrawRect(new SKRect(x - 0.52f, -high + 0.08f, x + 0.52f, -low - 0.08f), paint);
        canvas.Rect(new SKColor(236, 234, 224), x - 0.035f, -high, x + 0.035f, -low, 0.85f, 0.3f);
        foreach (var part in new[] { 0.36f, 0.68f })
            canvas.Rect(new SKColor(236, 234, 224), x - 0.56f, -low - (tall * part) - 0.03f, x + 0.56f, -low - (tall * part) + 0.03f, 0.85f, 0.3f);
        if (lit)
            canvas.GlowRect(new SKColor(176, 132, 72), x - 0.5f, -high + 0.1f, x + 0.5f, -low - 0.1f);
    }

    private static void Entrance(SceneCanvas canvas, float x)
    {
        canvas.Rect(Stone, x - 1.35f, -3.7f, x + 1.35f, 0, 0.9f, 0.5f);
        canvas.Rect(Stone.Scale(0.85f), x - 1.5f, -3.95f, x + 1.5f, -3.7f, 0.9f, 0.4f);
        canvas.Rect(new SKColor(38, 62, 52), x - 0.85f, -3.1f, x + 0.85f, -0.3f, 0.6f, 0.5f);
        canvas.Rect(new SKColor(24, 42, 36), x - 0.02f, -3.1f, x + 0.02f, -0.3f, 0.6f, 0.5f);
        canvas.Rect(Pane, x - 0.75f, -3.0f, x + 0.75f, -2.5f, 0.3f, 0.3f);
        canvas.GlowRect(new SKColor(220, 180, 110), x - 0.75f, -3.0f, x + 0.75f, -2.5f);
        foreach (var s in new[] { -0.45f, 0.45f })
            canvas.Rect(new SKColor(30, 52, 44), x + s - 0.28f, -2.3f, x + s + 0.28f, -0.6f, 0.6f, 0.5f);
        canvas.Rect(new SKColor(178, 172, 160), x - 1.9f, -0.3f, x + 1.9f, 0, 0.9f, 0.5f);
        canvas.Rect(new SKColor(150, 144, 134), x - 1.9f, -0.15f, x + 1.9f, -0.13f, 0.9f, 0.5f);
    }

    private static void Hedge(SceneCanvas canvas)
    {
        foreach (var (from, to) in new[] { (-13f, -3.4f), (2.6f, 13f) })
        {
            using var face = canvas.On(new Vector3(from, 0, House - 3.4f), Vector3.UnitX, -Vector3.UnitY);
            canvas.Rect(new SKColor(44, 64, 36), 0, -0.75f, to - from, 0, 0.5f, 0.3f);
            for (var u = 0f; u < to - from; u += 0.5f)
                Greenery.Leaves(canvas, u, -0.6f, 0.42f, 0.34f, (int)(u * 10) + 7, new SKColor(104, 138, 70), 110, 0.13f);
        }
    }

    private static void DistantTrees(SceneCanvas canvas)
    {
        using (canvas.On(new Vector3(-60, 0, House + 22), Vector3.UnitX, -Vector3.UnitY))
            canvas.Rect(new SKColor(86, 96, 84), 0, -3.2f, 120, 0.6f, 0.4f, 0.15f);
        foreach (var (x, seed) in new[] { (-17f, 31), (-12f, 32), (13f, 33), (18f, 34), (-21f, 35), (23f, 36) })
        {
            using var face = canvas.On(new Vector3(x, 0, House + 8), Vector3.UnitX, -Vector3.UnitY);
            Greenery.Leaves(canvas, 0, -4.6f, 4.2f, 4.2f, seed, new SKColor(122, 142, 92), 900, 0.5f);
        }
    }
}
