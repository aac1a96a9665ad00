using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>One house in the shopping street: a shop with its name, and windows above.</summary>
internal sealed record ShopFront(float Width, float Height, SKColor Wall, SKColor Frame, SKColor Fascia, SKColor Letters, string Name, SKColor? Awning = null, string? Blade = null)
{
    private const float FasciaLow = 2.72f;
    private const float FasciaHigh = 3.32f;

    /// <summary>A house in a row along the street.</summary>
    /// <param name="canvas">Receives the house.</param>
    /// <param name="x">Of the wall: negative left of the street, positive right.</param>
    /// <param name="z">Of its near corner.</param>
    /// <param name="sun">Share of sun on the wall.</param>
    /// <param name="seed">What stands in the window.</param>
    public void Paint(SceneCanvas canvas, float x, float z, float sun, int seed)
    {
        var left = x < 0;
        if (left)
            Paint(canvas, new Vector3(x, 0, z), Vector3.UnitZ, Vector3.UnitX, sun, seed);
        else
            Paint(canvas, new Vector3(x, 0, z + Width), -Vector3.UnitZ, -Vector3.UnitX, sun, seed);
        if (Blade is not null)
            PaintBlade(canvas, x, z + Width - 0.6f, left);
    }

    /// <summary>A house that stands on the ground from <paramref name="origin"/> on, its face turned <paramref name="outward"/>.</summary>
    public void Paint(SceneCanvas canvas, Vector3 origin, Vector3 along, Vector3 outward, float sun, int seed)
    {
        using (canvas.On(origin, along, -Vector3.UnitY))
        {
            Brickwork(canvas, sun);
            UpperWindows(canvas, sun, seed);
            ShopWindow(canvas, sun, seed);
            canvas.Rect(Fascia, 0.12f, -FasciaHigh, Width - 0.12f, -FasciaLow, sun, 0.75f, 0.02f);
            canvas.Rect(Fascia.Scale(0.7f), 0.12f, -FasciaLow - 0.05f, Width - 0.12f, -FasciaLow, sun, 0.6f);
            canvas.Text(Name, Width / 2, -FasciaLow - 0.15f, 0.33f, Letters, Width - 0.8f, 0.15f, 0.55f);
        }
        if (Awning is { } cloth)
            PaintAwning(canvas, origin, along, outward, cloth, sun);
    }

    private void Brickwork(SceneCanvas canvas, float sun)
    {
        canvas.Rect(Wall, 0, -Height, Width, 0, sun, 0.26f);
        for (var y = 0.1f; y < Height; y += 0.16f)
            canvas.Rect(Wall.Scale(0.8f).WithAlpha(70), 0, -y - 0.02f, Width, -y, sun, 0.26f);
        for (var i = 0; i < 40; i++)
        {
            var (u, v) = (Tone.Hash(i, 1, canvas.Seed) * Width, Tone.Hash(i, 2, canvas.Seed) * Height);
            canvas.Rect(Wall.Scale(Tone.Hash(i, 3, canvas.Seed) < 0.5f ? 0.82f : 1.12f).WithAlpha(90), u, -v, Math.Min(Width, u + 0.5f), -v + 0.14f, sun, 0.26f);
        }
        canvas.Rect(new SKColor(222, 218, 206), 0, -Height, Width, -Height + 0.34f, sun, 0.2f);
        canvas.Rect(new SKColor(150, 146, 136), 0, -Height + 0.28f, Width, -Height + 0.36f, sun, 0.2f);
        canvas.Rect(new SKColor(0, 0, 0, 70), 0, -Height, 0.05f, 0, sun, 0.2f);
        canvas.Rect(new SKColor(74, 74, 74), 0, -0.32f, Width, 0, sun, 0.45f);
        SceneCanvas.Spot(canvas.Lamp, new SKColor(255, 255, 255, 130), Width / 2, -1.6f, Width * 0.8f, 3.2f);
    }

    private void UpperWindows(SceneCanvas canvas, float sun, int seed)
    {
        var count = (int)(Width / 1.75f);
        for (var i = 0; i < count; i++)
        {
            var u = Width * (i + 0.5f) / count;
            canvas.Rect(new SKColor(214, 208, 196), u - 0.58f, -5.72f, u + 0.58f, -5.55f, sun, 0.25f);
            canvas.Rect(new SKColor(240, 240, 234), u - 0.52f, -5.55f, u + 0.52f, -3.86f, sun, 0.25f);
            canvas.Rect(new SKColor(52, 62, 72), u - 0.44f, -5.47f, u + 0.44f, -3.94f, 0.3f, 0.12f);
            canvas.Rect(new SKColor(176, 178, 176, 120), u - 0.44f, -5.47f, u - 0.2f, -3.94f, 0.3f, 0.12f);
            canvas.Rect(new SKColor(176, 178, 176, 120), u + 0.2f, -5.47f, u + 0.44f, -3.94f, 0.3f, 0.12f);
            canvas.Rect(new SKColor(240, 240, 234), u - 0.03f, -5.5f, u + 0.03f, -3.9f, sun, 0.25f);
            canvas.Rect(new SKColor(240, 240, 234), u - 0.5f, -5.02f, u + 0.5f, -4.96f, sun, 0.25f);
            canvas.Rect(new SKColor(196, 190, 178), u - 0.62f, -3.86f, u + 0.62f, -3.76f, sun, 0.25f);
            if (Tone.Hash(i, seed, 4) < 0.4f)
                canvas.GlowRect(new SKColor(150, 112, 60), u - 0.42f, -5.45f, u + 0.42f, -3.96f);
        }
    }

    private void ShopWindow(SceneCanvas canvas, float sun, int seed)
    {
        var doorLeft = Width - 1.5f;
        canvas.Rect(Frame, 0.25f, -2.66f, Width - 0.25f, -0.3f, sun, 0.5f);
        Pane(canvas, 0.38f, doorLeft - 0.1f, 0.5f, seed);
        Pane(canvas, doorLeft + 0.06f, Width - 0.4f, 0.12f, seed + 7);
        canvas.Rect(Frame.Scale(0.85f), doorLeft - 0.1f, -2.62f, doorLeft + 0.06f, 0, sun, 0.5f);
        canvas.Rect(new SKColor(196, 196, 190), doorLeft + 0.16f, -1.35f, doorLeft + 0.2f, -0.85f, sun, 0.5f);
        if (doorLeft > 3)
            canvas.Rect(Frame, (doorLeft / 2) + 0.12f, -2.6f, (doorLeft / 2) + 0.2f, -0.5f, sun, 0.5f);
    }

    private static void Pane(SceneCanvas canvas, float u0, float u1, float low, int seed)
    {
        canvas.Rect(new SKColor(58, 62, 66), u0, -2.56f, u1, -low, 0.25f, 0.5f);
        canvas.GlowRect(new SKColor(120, 96, 62), u0, -2.56f, u1, -low);
        // What is for sale, on two shelves, dimly behind the glass.
        foreach (var shelf in new[] { 1.32f, low })
        {
            for (var u = u0 + 0.12f; u < u1 - 0.2f;)
            {
                var item = (int)(u * 100) + (int)(shelf * 1000);
                var tall = 0.14f + (0.5f * Tone.Hash(item, seed, 2));
                var wide = Math.Min(0.1f + (0.26f * Tone.Hash(item, seed, 3)), u1 - 0.08f - u);
                var colour = SKColor.FromHsv((((seed * 47) + 360) % 290) + (Tone.Hash(item, seed, 5) * 70), 12 + (34 * Tone.Hash(item, seed, 6)), 40 + (38 * Tone.Hash(item, seed, 7)));
                canvas.Rect(colour, u, -shelf - tall, u + wide, -shelf, 0.22f, 0.55f, Tone.Hash(item, seed, 8) < 0.4f ? wide / 2 : 0.03f);
                canvas.GlowRect(colour.Scale(0.5f), u, -shelf - tall, u + wide, -shelf, 0.04f);
                u += wide + 0.05f + (0.3f * Tone.Hash(item, seed, 9));
            }
            canvas.Rect(new SKColor(92, 84, 74), u0 + 0.06f, -shelf, u1 - 0.06f, -shelf + 0.05f, 0.22f, 0.55f);
        }
        for (var u = u0 + 0.3f; u < u1 - 0.1f; u += 0.75f)
            canvas.GlowRect(new SKColor(255, 232, 186), u, -2.52f, u + 0.16f, -2.46f);
        // Sky in the glass.
        using var shine = SKShader.CreateLinearGradient(new SKPoint(u0, -2.56f), new SKPoint(u1, -low), [new SKColor(200, 214, 224, 120), new SKColor(190, 205, 215, 26), new SKColor(200, 214, 224, 90)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shine };
        canvas.Colour.DrawRect(new SKRect(u0, -2.56f, u1, -low), paint);
    }

    private void PaintAwning(SceneCanvas canvas, Vector3 origin, Vector3 along, Vector3 outward, SKColor cloth, float sun)
    {
        var slope = (outward * 1.15f) - new Vector3(0, 0.55f, 0);
        var top = origin + new Vector3(0, FasciaLow, 0);
        var stripes = (int)(Width / 0.36f);
        var stripe = (Width - 0.4f) / stripes;
        using (canvas.On(top, along, slope))
        {
            for (var i = 0; i < stripes; i++)
                canvas.Rect(i % 2 == 0 ? cloth : new SKColor(236, 232, 222), 0.2f + (i * stripe), 0, 0.2f + ((i + 1) * stripe), 1, 0.9f, 0.6f);
        }
        using (canvas.On(top + slope, along, -Vector3.UnitY))
        {
            for (var i = 0; i < stripes; i++)
            {
                var colour = (i % 2 == 0 ? cloth : new SKColor(236, 232, 222)).Scale(0.86f);
                canvas.Rect(colour, 0.2f + (i * stripe), 0, 0.2f + ((i + 1) * stripe), 0.2f, sun, 0.6f);
                canvas.Circle(colour, 0.2f + ((i + 0.5f) * stripe), 0.2f, stripe / 2, sun, 0.6f);
            }
        }
    }

    private void PaintBlade(SceneCanvas canvas, float x, float z, bool left)
    {
        using (canvas.On(new Vector3(left ? x + 0.12f : x - 0.92f, 0, z), Vector3.UnitX, -Vector3.UnitY))
        {
            canvas.Rect(new SKColor(40, 40, 42), left ? -0.12f : 0.3f, -3.86f, left ? 0.5f : 0.92f, -3.82f, 0.6f, 0.5f);
            canvas.Rect(Letters, 0, -3.8f, 0.8f, -3.2f, 0.8f, 0.8f, 0.06f);
            canvas.Rect(Fascia, 0.03f, -3.77f, 0.77f, -3.23f, 0.8f, 0.8f, 0.05f);
            canvas.GlowRect(Fascia.Scale(0.55f), 0.03f, -3.77f, 0.77f, -3.23f, 0.05f);
            canvas.Text(Blade!, 0.4f, -3.43f, 0.17f, Letters, 0.66f, 0.16f, 0.8f);
        }
    }
}
