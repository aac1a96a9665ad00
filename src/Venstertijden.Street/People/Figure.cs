using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Strokes and shapes of people and two-wheelers, drawn flat in metres: x to the right, y = -height.</summary>
internal sealed class Figure(SKCanvas canvas)
{
    public static readonly SKColor Skin = new(206, 160, 132);
    public static readonly SKColor Trousers = new(46, 50, 62);
    public static readonly SKColor Shoe = new(30, 28, 28);

    public void Limb(SKColor colour, float width, params ReadOnlySpan<float> xy)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(xy[0], xy[1]);
        for (var i = 2; i < xy.Length; i += 2)
            builder.LineTo(xy[i], xy[i + 1]);
        using var path = builder.Detach();
        using var pen = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round, Color = colour };
        canvas.DrawPath(path, pen);
    }

    public void Shape(SKColor colour, string svg)
    {
        using var path = SKPath.ParseSvgPathData(svg);
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        canvas.DrawPath(path, paint);
    }

    public void Oval(SKColor colour, float x, float y, float radiusX, float radiusY)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        canvas.DrawOval(x, y, radiusX, radiusY, paint);
    }

    public void Box(SKColor colour, float x0, float y0, float x1, float y1, float radius = 0)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        canvas.DrawRoundRect(new SKRect(x0, y0, x1, y1), radius, radius, paint);
    }

    public void Text(string text, float x, float y, float height, float maxWidth, SKColor colour)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        Lettering.DrawCentred(canvas, text, x, y, height, paint, 0.16f, maxWidth);
    }

    /// <summary>Coat from shoulders to hem, lit from the left.</summary>
    public void Torso(SKColor coat, float shoulder, float hem)
    {
        string Outline(float from, float to) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"M{from} {hem} C{from - 0.01f} {hem - 0.3f} {from * 1.1f} {shoulder + 0.2f} {from * 0.95f} {shoulder + 0.04f} Q{from * 0.6f} {shoulder - 0.04f} {from * 0.3f} {shoulder - 0.04f} L{to * 0.3f} {shoulder - 0.04f} Q{to * 0.6f} {shoulder - 0.04f} {to * 0.95f} {shoulder + 0.04f} C{to * 1.1f} {shoulder + 0.2f} {to + 0.01f} {hem - 0.3f} {to} {hem} Z");
        Shape(coat, Outline(-0.2f, 0.2f));
        using var shade = SKShader.CreateLinearGradient(new SKPoint(-0.22f, 0), new SKPoint(0.22f, 0), [new SKColor(255, 255, 255, 36), new SKColor(0, 0, 0, 0), new SKColor(0, 0, 0, 90)], SKShaderTileMode.Clamp);
        using var path = SKPath.ParseSvgPathData(Outline(-0.2f, 0.2f));
        using var paint = new SKPaint { IsAntialias = true, Shader = shade };
        canvas.DrawPath(path, paint);
    }

    public void Head(float y, bool face, SKColor hair)
    {
        Box(Skin.Scale(0.85f), -0.05f, y + 0.06f, 0.05f, y + 0.19f, 0.02f);
        Oval(face ? Skin : hair, 0, y, 0.092f, 0.122f);
        if (face)
        {
            Shape(hair, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"M-0.096 {y + 0.02f} C-0.11 {y - 0.13f} -0.03 {y - 0.16f} 0.02 {y - 0.15f} C0.1 {y - 0.14f} 0.11 {y - 0.04f} 0.096 {y + 0.02f} C0.07 {y - 0.05f} 0.03 {y - 0.07f} -0.02 {y - 0.06f} C-0.06 {y - 0.05f} -0.08 {y - 0.02f} -0.096 {y + 0.02f} Z"));
            Oval(new SKColor(60, 44, 38), -0.034f, y + 0.005f, 0.01f, 0.008f);
            Oval(new SKColor(60, 44, 38), 0.034f, y + 0.005f, 0.01f, 0.008f);
            Limb(new SKColor(150, 90, 80), 0.012f, -0.025f, y + 0.065f, 0.025f, y + 0.065f);
        }
        Oval(new SKColor(0, 0, 0, 40), 0.035f, y + 0.01f, 0.055f, 0.11f);
    }
}
