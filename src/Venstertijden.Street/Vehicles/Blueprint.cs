using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>
/// One view of a vehicle drawn flat in metres: colour, and beside it how much the surface mirrors (0 rubber, 0.4 paint,
/// 1 glass). Projected onto the body like a slide, which is how window edges, lamps and lettering get there.
/// </summary>
internal sealed class Blueprint : IDisposable
{
    public const float PixelsPerMetre = 160;
    private const int Levels = 4;

    private readonly SKBitmap _colour;
    private readonly SKBitmap _gloss;
    private readonly SKCanvas _colours;
    private readonly SKCanvas _glosses;
    private readonly bool _mirrored;
    private readonly int[][] _texels = new int[Levels][];
    private readonly int[] _widths = new int[Levels];
    private readonly int[] _heights = new int[Levels];
    private readonly float _left;
    private readonly float _top;

    /// <param name="left">Smallest horizontal coordinate of the view.</param>
    /// <param name="width">Metres.</param>
    /// <param name="top">Greatest vertical coordinate.</param>
    /// <param name="height">Metres.</param>
    /// <param name="ground">Colour of the body.</param>
    /// <param name="mirrored">The view is seen from the other side, so text runs the other way.</param>
    public Blueprint(float left, float width, float top, float height, SKColor ground, bool mirrored = false)
    {
        (_left, _top, _mirrored) = (left, top, mirrored);
        var info = new SKImageInfo((int)(width * PixelsPerMetre), (int)(height * PixelsPerMetre), SKColorType.Bgra8888, SKAlphaType.Premul);
        _colour = new SKBitmap(info);
        _gloss = new SKBitmap(info);
        (_colours, _glosses) = (new SKCanvas(_colour), new SKCanvas(_gloss));
        foreach (var canvas in new[] { _colours, _glosses })
        {
            canvas.Clear(canvas == _colours ? ground : Shine(0.4f));
            canvas.Scale(PixelsPerMetre, -PixelsPerMetre);
            canvas.Translate(-left, -top);
        }
    }

    public void Fill(SKPath path, SKColor colour, float gloss)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        _colours.DrawPath(path, paint);
        paint.Color = Shine(gloss);
        _glosses.DrawPath(path, paint);
    }

    public void Polygon(SKColor colour, float gloss, float rounding, params ReadOnlySpan<float> xy)
    {
        using var path = Outline(xy, rounding);
        Fill(path, colour, gloss);
    }

    public void Rect(SKColor colour, float gloss, float x0, float y0, float x1, float y1, float radius = 0)
    {
        using var builder = new SKPathBuilder();
        builder.AddRoundRect(new SKRect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1)), radius, radius, SKPathDirection.Clockwise);
        using var path = builder.Detach();
        Fill(path, colour, gloss);
    }

    public void Circle(SKColor colour, float gloss, float x, float y, float radius)
    {
        using var builder = new SKPathBuilder();
        builder.AddCircle(x, y, radius, SKPathDirection.Clockwise);
        using var path = builder.Detach();
        Fill(path, colour, gloss);
    }

    public void Line(SKColor colour, float width, params ReadOnlySpan<float> xy)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(xy[0], xy[1]);
        for (var i = 2; i < xy.Length; i += 2)
            builder.LineTo(xy[i], xy[i + 1]);
        using var path = builder.Detach();
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width, Color = colour, StrokeJoin = SKStrokeJoin.Round };
        _colours.DrawPath(path, paint);
    }

    /// <summary>A soft band of light or shade over the paint, from y0 to y1.</summary>
    public void Shade(SKColor from, SKColor to, float x0, float y0, float x1, float y1)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, y0), new SKPoint(0, y1), [from, to], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        _colours.DrawRect(new SKRect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1)), paint);
    }

    public void Text(string text, float x, float y, float height, float maxWidth, SKColor colour, float weight = 0.16f)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        _colours.Save();
        _colours.Translate(x, y);
        _colours.Scale(_mirrored ? -1 : 1, -1);
        Lettering.DrawCentred(_colours, text, 0, 0, height, paint, weight, maxWidth);
        _colours.Restore();
    }

    /// <summary>Ends the drawing: packs colour and gloss into texels at four sizes.</summary>
    public Blueprint Finish()
    {
        _colours.Flush();
        _glosses.Flush();
        var colour = MemoryMarshal.Cast<byte, int>(_colour.GetPixelSpan());
        var gloss = _gloss.GetPixelSpan();
        (_widths[0], _heights[0]) = (_colour.Width, _colour.Height);
        var texels = new int[colour.Length];
        for (var i = 0; i < texels.Length; i++)
            texels[i] = (colour[i] & 0xFFFFFF) | (gloss[4 * i] << 24);
        _texels[0] = texels;
        for (var level = 1; level < Levels; level++)
            Halve(level);
        Dispose();
        return this;
    }

    /// <summary>Blended texel: blue, green, red, gloss, each 0 to 255.</summary>
    public Vector4 Sample(float x, float y, int level)
    {
        var scale = PixelsPerMetre / (1 << level);
        var u = ((x - _left) * scale) - 0.5f;
        var v = ((_top - y) * scale) - 0.5f;
        var (w, h, texels) = (_widths[level], _heights[level], _texels[level]);
        u = Math.Clamp(u, 0, w - 1.001f);
        v = Math.Clamp(v, 0, h - 1.001f);
        var (iu, iv) = ((int)u, (int)v);
        var (fu, fv) = (u - iu, v - iv);
        var at = (iv * w) + iu;
        var upper = Vector4.Lerp(Unpack(texels[at]), Unpack(texels[at + 1]), fu);
        var lower = Vector4.Lerp(Unpack(texels[at + w]), Unpack(texels[at + w + 1]), fu);
        return Vector4.Lerp(upper, lower, fv);
    }

    public void Dispose()
    {
        _colours.Dispose();
        _glosses.Dispose();
        _colour.Dispose();
        _gloss.Dispose();
    }

    private static Vector4 Unpack(int t)
        => Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(t).AsByte())).AsInt32()).AsVector4();

    private static SKColor Shine(float gloss)
    {
        var level = (byte)(255 * gloss);
        return new SKColor(level, level, level);
    }

    private static SKPath Outline(ReadOnlySpan<float> xy, float rounding)
    {
        var points = new SKPoint[xy.Length / 2];
        for (var i = 0; i < points.Length; i++)
            points[i] = new SKPoint(xy[2 * i], xy[(2 * i) + 1]);
        using var builder = new SKPathBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            var (before, here, after) = (points[(i + points.Length - 1) % points.Length], points[i], points[(i + 1) % points.Length]);
            var (a, b) = (Toward(here, before, rounding), Toward(here, after, rounding));
            if (i == 0)
                builder.MoveTo(a);
            else
                builder.LineTo(a);
            builder.QuadTo(here, b);
        }
        builder.Close();
        return builder.Detach();
    }

    private static SKPoint Toward(SKPoint from, SKPoint to, float distance)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        var k = length == 0 ? 0 : Math.Min(distance / length, 0.5f);
        return new SKPoint(from.X + (dx * k), from.Y + (dy * k));
    }

    private void Halve(int level)
    {
        var (w, h, source) = (_widths[level - 1], _heights[level - 1], _texels[level - 1]);
        var (nw, nh) = (Math.Max(2, w / 2), Math.Max(2, h / 2));
        var target = new int[nw * nh];
        for (var y = 0; y < nh; y++)
        {
            for (var x = 0; x < nw; x++)
            {
                var at = (Math.Min(2 * y, h - 2) * w) + Math.Min(2 * x, w - 2);
                var sum = (Unpack(source[at]) + Unpack(source[at + 1]) + Unpack(source[at + w]) + Unpack(source[at + w + 1])) / 4;
                target[(y * nw) + x] = (int)sum.X | ((int)sum.Y << 8) | ((int)sum.Z << 16) | ((int)sum.W << 24);
            }
        }
        (_widths[level], _heights[level], _texels[level]) = (nw, nh, target);
    }
}
