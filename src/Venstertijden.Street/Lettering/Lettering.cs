using System.Collections.Concurrent;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Text as filled paths from <see cref="Strokes"/>: base line at y = 0, capitals reach up to -height.</summary>
internal static class Lettering
{
    private static readonly ConcurrentDictionary<(char Letter, float Weight), SKPath> Outlines = new();

    /// <summary>Outline of one letter for cap height 100; its ink starts at x = 0 and its cap line is y = 0.</summary>
    /// <param name="letter">A letter of <see cref="Strokes"/>.</param>
    /// <param name="weight">Thickness of the stroke in parts of the cap height (0.08 light, 0.15 a plate, 0.2 heavy).</param>
    public static SKPath Outline(char letter, float weight) => Outlines.GetOrAdd((letter, weight), Make);

    public static float InkWidth(char letter, float weight)
        => letter == ' ' ? 24 : (Of(letter).Width * (1 - weight)) + (weight * 100);

    /// <summary>One line of text.</summary>
    /// <param name="text">Letters without a drawing of their own are an error of the caller.</param>
    /// <param name="height">Cap height in the units of the canvas.</param>
    /// <param name="weight">Stroke thickness in parts of the cap height.</param>
    /// <param name="tracking">Space between the inks in parts of the cap height.</param>
    public static SKPath Line(string text, float height, float weight = 0.13f, float tracking = 0.13f)
    {
        using var builder = new SKPathBuilder();
        var scale = height / 100;
        var x = 0f;
        foreach (var c in text)
        {
            if (c != ' ')
                builder.AddPath(Outline(c, weight), SKMatrix.CreateScaleTranslation(scale, scale, x, -height), SKPathAddMode.Append);
            x += (InkWidth(c, weight) * scale) + (tracking * height);
        }
        return builder.Detach();
    }

    public static float Measure(string text, float height, float weight = 0.13f, float tracking = 0.13f)
        => text.Sum(c => (InkWidth(c, weight) * height / 100) + (tracking * height)) - (tracking * height);

    /// <summary>Draws a line of text with its middle at x and its base line at y, made narrower where it would pass maxWidth.</summary>
    public static void DrawCentred(SKCanvas canvas, string text, float x, float y, float height, SKPaint paint,
        float weight = 0.13f, float maxWidth = float.MaxValue, float tracking = 0.13f)
    {
        var width = Measure(text, height, weight, tracking);
        var squeeze = Math.Min(1, maxWidth / width);
        canvas.Save();
        canvas.Translate(x - (width * squeeze / 2), y);
        canvas.Scale(squeeze, 1);
        using var line = Line(text, height, weight, tracking);
        canvas.DrawPath(line, paint);
        canvas.Restore();
    }

    private static Strokes.Stroke Of(char letter) => Strokes.All.TryGetValue(letter, out var stroke)
        ? stroke
        : throw new ArgumentException($"no drawing of '{letter}': expected A-Z, a-z, 0-9 or one of -.,:'/&+!");

    private static SKPath Make((char Letter, float Weight) key)
    {
        var stroke = Of(key.Letter);
        var thickness = key.Weight * 100;
        var k = 1 - key.Weight;
        using var centre = SKPath.ParseSvgPathData(stroke.Path);
        centre.Transform(SKMatrix.CreateScaleTranslation(k, k, thickness / 2, thickness / 2));
        // The limit lets right angles come out sharp and bevels the acute ones, as pressed letters have them.
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = thickness, StrokeCap = SKStrokeCap.Square, StrokeJoin = SKStrokeJoin.Miter, StrokeMiter = 1.5f };
        var filled = pen.GetFillPath(centre, 20f).Simplify().ToWinding();
        if (!stroke.Clipped)
            return filled;
        using var box = new SKPathBuilder();
        box.AddRect(new SKRect(-50, 0, 200, 100));
        using var frame = box.Detach();
        var cut = filled.Op(frame, SKPathOp.Intersect).ToWinding();
        filled.Dispose();
        return cut;
    }
}
