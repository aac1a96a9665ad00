using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>The four layers while a scene is painted. Colour starts as all sky, sun as full, lamp light as none.</summary>
internal sealed class SceneCanvas : IDisposable
{
    private readonly SKBitmap[] _bitmaps;

    public SceneCanvas(StreetScene scene)
    {
        Camera = scene.Camera;
        (Width, Height, Seed) = (scene.Width, scene.Height, scene.Seed);
        var info = new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Premul);
        _bitmaps = [new SKBitmap(info), new SKBitmap(info), new SKBitmap(info), new SKBitmap(info)];
        Colour = Cleared(0, SKColors.Transparent);
        Sun = Cleared(1, SKColors.White);
        Lamp = Cleared(2, SKColors.Black);
        Glow = Cleared(3, SKColors.Black);
    }

    public StreetCamera Camera { get; }

    public int Width { get; }

    public int Height { get; }

    public int Seed { get; }

    public SKCanvas Colour { get; }

    /// <summary>White where the sun reaches, black in the shade.</summary>
    public SKCanvas Sun { get; }

    /// <summary>White under a street lamp or before a lit shop window.</summary>
    public SKCanvas Lamp { get; }

    /// <summary>Added in the dark: lit windows and lamps.</summary>
    public SKCanvas Glow { get; }

    public Span<byte> ColourPixels => _bitmaps[0].GetPixelSpan();

    public Span<byte> SunPixels => _bitmaps[1].GetPixelSpan();

    public Span<byte> LampPixels => _bitmaps[2].GetPixelSpan();

    public Span<byte> GlowPixels => _bitmaps[3].GetPixelSpan();

    /// <summary>Puts all layers in the coordinates of a flat face, in metres; dispose the result to go back.</summary>
    public IDisposable On(Vector3 origin, Vector3 right, Vector3 down)
    {
        return Within(Camera.Plane(origin, right, down));
    }

    /// <summary>A change of coordinates within those at hand.</summary>
    public IDisposable Within(SKMatrix matrix)
    {
        foreach (var canvas in Canvases)
        {
            canvas.Save();
            canvas.Concat(in matrix);
        }
        return new Restore(this);
    }

    /// <summary>A filled rectangle with its share of sun and lamp light; it hides what glowed behind it.</summary>
    public void Rect(SKColor colour, float x0, float y0, float x1, float y1, float sun = 0.5f, float lamp = 0.3f, float radius = 0)
    {
        var rect = new SKRect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1));
        foreach (var canvas in Canvases)
        {
            using var paint = Ink(canvas, colour, sun, lamp);
            canvas.DrawRoundRect(rect, radius, radius, paint);
        }
    }

    public void Path(SKPath path, SKColor colour, float sun = 0.5f, float lamp = 0.3f)
    {
        foreach (var canvas in Canvases)
        {
            using var paint = Ink(canvas, colour, sun, lamp);
            canvas.DrawPath(path, paint);
        }
    }

    public void Polygon(SKColor colour, float sun, float lamp, params ReadOnlySpan<float> xy)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(xy[0], xy[1]);
        for (var i = 2; i < xy.Length; i += 2)
            builder.LineTo(xy[i], xy[i + 1]);
        builder.Close();
        using var path = builder.Detach();
        Path(path, colour, sun, lamp);
    }

    public void Circle(SKColor colour, float x, float y, float radius, float sun = 0.5f, float lamp = 0.3f)
    {
        using var builder = new SKPathBuilder();
        builder.AddCircle(x, y, radius, SKPathDirection.Clockwise);
        using var path = builder.Detach();
        Path(path, colour, sun, lamp);
    }

    /// <summary>A slender oval, turned by degrees.</summary>
    public void Leaf(SKColor colour, float x, float y, float length, float degrees, float sun, float lamp)
    {
        foreach (var canvas in Canvases)
        {
            using var paint = Ink(canvas, colour, sun, lamp);
            canvas.Save();
            canvas.RotateDegrees(degrees, x, y);
            canvas.DrawOval(x, y, length * 0.5f, length * 0.3f, paint);
            canvas.Restore();
        }
    }

    /// <summary>Text on the colour layer alone: it takes the light of what it stands on.</summary>
    public void Text(string text, float x, float baseLine, float height, SKColor colour, float maxWidth, float weight = 0.15f, float glow = 0)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        Lettering.DrawCentred(Colour, text, x, baseLine, height, paint, weight, maxWidth);
        if (glow <= 0)
            return;
        paint.Color = colour.Scale(glow);
        Lettering.DrawCentred(Glow, text, x, baseLine, height, paint, weight, maxWidth);
    }

    public void GlowRect(SKColor colour, float x0, float y0, float x1, float y1, float radius = 0)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        Glow.DrawRoundRect(new SKRect(x0, y0, x1, y1), radius, radius, paint);
    }

    /// <summary>A soft spot in one layer, in the coordinates at hand.</summary>
    public static void Spot(SKCanvas layer, SKColor colour, float x, float y, float radiusX, float radiusY, SKBlendMode mode = SKBlendMode.SrcOver)
    {
        using var shader = SKShader.CreateRadialGradient(new SKPoint(0, 0), 1, [colour, colour.WithAlpha((byte)(colour.Alpha * 0.45f)), colour.WithAlpha(0)], [0, 0.5f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, BlendMode = mode };
        layer.Save();
        layer.Translate(x, y);
        layer.Scale(radiusX, radiusY);
        layer.DrawRect(new SKRect(-1, -1, 1, 1), paint);
        layer.Restore();
    }

    public void Dispose()
    {
        foreach (var canvas in Canvases)
            canvas.Dispose();
        foreach (var bitmap in _bitmaps)
            bitmap.Dispose();
    }

    private SKCanvas[] Canvases => [Colour, Sun, Lamp, Glow];

    private SKPaint Ink(SKCanvas canvas, SKColor colour, float sun, float lamp) => new()
    {
        IsAntialias = true,
        Color = canvas == Colour ? colour : canvas == Glow ? SKColors.Black.WithAlpha(colour.Alpha) : Level(canvas == Sun ? sun : lamp, colour.Alpha),
    };

    private static SKColor Level(float level, byte alpha)
    {
        var grey = (byte)(255 * level);
        return new SKColor(grey, grey, grey, alpha);
    }

    private SKCanvas Cleared(int index, SKColor colour)
    {
        var canvas = new SKCanvas(_bitmaps[index]);
        canvas.Clear(colour);
        return canvas;
    }

    private sealed class Restore(SceneCanvas owner) : IDisposable
    {
        public void Dispose()
        {
            foreach (var canvas in owner.Canvases)
                canvas.Restore();
        }
    }
}
