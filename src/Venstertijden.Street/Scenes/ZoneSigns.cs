using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>
/// The two zone signs at the way in, side by side between two posts: the pedestrian zone (RVV sign G7 with "ZONE") with the
/// plate below it that lets loading in, and the zero-emission zone (RVV sign C22 family).
/// </summary>
internal sealed record ZoneSigns(float Left, float Distance)
{
    private const float BoardWidth = 0.78f;
    private const float BoardTop = 3.12f;
    private const float BoardBottom = 1.98f;
    private const float UnderBottom = 1.40f;
    private const float Gap = 0.08f;

    private static readonly SKColor Blue = new(22, 74, 158);
    private static readonly SKColor Red = new(186, 24, 32);
    private static readonly SKColor White = new(238, 238, 234);
    private static readonly SKColor Ink = new(22, 22, 24);

    /// <summary>Pixels that hold both signs with the plate below.</summary>
    public IReadOnlyList<PixelBox> Areas(StreetCamera camera) =>
    [
        Area(camera, Left, BoardTop, Left + BoardWidth, UnderBottom),
        Area(camera, Left + BoardWidth + Gap, BoardTop, Left + (2 * BoardWidth) + Gap, BoardBottom),
    ];

    public void Paint(SceneCanvas canvas)
    {
        using (canvas.On(new Vector3(Left, 0, Distance), Vector3.UnitX, -Vector3.UnitY))
        {
            foreach (var x in new[] { 0.08f, BoardWidth - 0.08f, BoardWidth + Gap + 0.08f, (2 * BoardWidth) + Gap - 0.08f })
                canvas.Rect(new SKColor(146, 150, 152), x - 0.028f, -BoardTop - 0.04f, x + 0.028f, 0, 0.7f, 0.5f);
            PedestrianZone(canvas);
            using (Shifted(canvas, BoardWidth + Gap))
                ZeroEmissionZone(canvas);
        }
    }

    private static void PedestrianZone(SceneCanvas canvas)
    {
        Board(canvas, BoardTop, BoardBottom);
        var (x0, y0, side) = (0.1f, -BoardBottom - 0.06f - 0.58f, 0.58f);
        canvas.Rect(Blue, x0, y0, x0 + side, y0 + side, 0.9f, 1f, 0.04f);
        Outline(canvas, White, x0 + 0.018f, y0 + 0.018f, side - 0.036f, 0.012f);
        // An adult and a child, hand in hand.
        Walker(canvas, x0 + 0.22f, y0 + side - 0.05f, 0.47f);
        Walker(canvas, x0 + 0.43f, y0 + side - 0.05f, 0.29f);
        Stroke(canvas, White, 0.032f, x0 + 0.27f, y0 + 0.31f, x0 + 0.345f, y0 + 0.375f, x0 + 0.40f, y0 + 0.36f);
        canvas.Text("ZONE", BoardWidth / 2, -BoardBottom - 0.74f, 0.22f, Ink, 0.6f, 0.16f, 0.25f);
        UnderPlate(canvas);
    }

    private static void UnderPlate(SceneCanvas canvas)
    {
        Board(canvas, BoardBottom - 0.03f, UnderBottom);
        var lines = new[] { "uitgezonderd", "laden en lossen", "ma t/m za", "7-12h" };
        for (var i = 0; i < lines.Length; i++)
            canvas.Text(lines[i], BoardWidth / 2, -BoardBottom + 0.145f + (i * 0.127f), i == 3 ? 0.085f : 0.078f, Ink, BoardWidth - 0.07f, 0.14f, 0.25f);
    }

    private static void ZeroEmissionZone(SceneCanvas canvas)
    {
        Board(canvas, BoardTop, BoardBottom);
        canvas.Text("ZONE", BoardWidth / 2, -BoardBottom - 0.85f, 0.2f, Ink, 0.6f, 0.14f, 0.25f);
        var (cx, cy) = (BoardWidth / 2, -BoardBottom - 0.5f);
        canvas.Circle(Red, cx, cy, 0.3f, 0.9f, 1f);
        canvas.Circle(White, cx, cy, 0.24f, 0.9f, 1f);
        // A lorry over a van, both seen from the side.
        Lorry(canvas, cx - 0.17f, cy + 0.005f);
        Van(canvas, cx - 0.13f, cy + 0.16f);
        canvas.Text("nul-emissie", BoardWidth / 2, -BoardBottom - 0.095f, 0.075f, Ink, BoardWidth - 0.1f, 0.15f, 0.25f);
        canvas.Text("bedrijfs- en vrachtauto's", BoardWidth / 2, -BoardBottom - 0.03f, 0.04f, Ink, BoardWidth - 0.08f, 0.13f, 0.25f);
    }

    private static void Lorry(SceneCanvas canvas, float x, float y)
    {
        canvas.Rect(Ink, x, y - 0.17f, x + 0.22f, y - 0.035f, 0.9f, 1f, 0.006f);
        canvas.Polygon(Ink, 0.9f, 1f, x + 0.23f, y - 0.14f, x + 0.29f, y - 0.14f, x + 0.34f, y - 0.09f, x + 0.34f, y - 0.035f, x + 0.23f, y - 0.035f);
        canvas.Polygon(White, 0.9f, 1f, x + 0.26f, y - 0.125f, x + 0.285f, y - 0.125f, x + 0.318f, y - 0.09f, x + 0.26f, y - 0.09f);
        foreach (var wheel in new[] { 0.05f, 0.11f, 0.28f })
            canvas.Circle(Ink, x + wheel, y - 0.025f, 0.028f, 0.9f, 1f);
    }

    private static void Van(SceneCanvas canvas, float x, float y)
    {
        canvas.Polygon(Ink, 0.9f, 1f, x, y - 0.12f, x + 0.16f, y - 0.12f, x + 0.2f, y - 0.075f, x + 0.26f, y - 0.06f, x + 0.26f, y - 0.025f, x, y - 0.025f);
        canvas.Polygon(White, 0.9f, 1f, x + 0.125f, y - 0.108f, x + 0.155f, y - 0.108f, x + 0.183f, y - 0.075f, x + 0.125f, y - 0.075f);
        foreach (var wheel in new[] { 0.055f, 0.205f })
            canvas.Circle(Ink, x + wheel, y - 0.02f, 0.024f, 0.9f, 1f);
    }

    /// <summary>A white figure in mid-step, its feet at the base line.</summary>
    private static void Walker(SceneCanvas canvas, float x, float baseLine, float tall)
    {
        float Y(float part) => baseLine - (tall * part);
        float X(float part) => x + (tall * part);
        canvas.Circle(White, x, Y(0.91f), tall * 0.085f, 0.9f, 1f);
        canvas.Polygon(White, 0.9f, 1f, X(-0.12f), Y(0.8f), X(0.12f), Y(0.8f), X(0.10f), Y(0.45f), X(-0.10f), Y(0.45f));
        Stroke(canvas, White, tall * 0.11f, X(-0.04f), Y(0.46f), X(-0.09f), Y(0.24f), X(-0.20f), Y(0.02f));
        Stroke(canvas, White, tall * 0.11f, X(0.04f), Y(0.46f), X(0.14f), Y(0.25f), X(0.15f), Y(0.02f));
        Stroke(canvas, White, tall * 0.075f, X(-0.11f), Y(0.76f), X(-0.2f), Y(0.58f), X(-0.17f), Y(0.44f));
        Stroke(canvas, White, tall * 0.075f, X(0.11f), Y(0.76f), X(0.19f), Y(0.6f), X(0.22f), Y(0.46f));
    }

    private static void Board(SceneCanvas canvas, float top, float bottom)
    {
        canvas.Rect(new SKColor(120, 124, 126), -0.012f, -top - 0.012f, BoardWidth + 0.012f, -bottom + 0.012f, 0.8f, 0.9f, 0.045f);
        canvas.Rect(White, 0, -top, BoardWidth, -bottom, 0.9f, 1f, 0.04f);
        Outline(canvas, Ink, 0.02f, -top + 0.02f, BoardWidth - 0.04f, 0.008f, top - bottom - 0.04f);
    }

    private static void Outline(SceneCanvas canvas, SKColor colour, float x, float y, float width, float thickness, float? height = null)
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = thickness, Color = colour };
        canvas.Colour.DrawRoundRect(new SKRect(x, y, x + width, y + (height ?? width)), 0.03f, 0.03f, paint);
    }

    private static void Stroke(SceneCanvas canvas, SKColor colour, float width, params ReadOnlySpan<float> xy)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(xy[0], xy[1]);
        for (var i = 2; i < xy.Length; i += 2)
            builder.LineTo(xy[i], xy[i + 1]);
        using var path = builder.Detach();
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width, Color = colour, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        canvas.Colour.DrawPath(path, paint);
    }

    private static IDisposable Shifted(SceneCanvas canvas, float x) => canvas.Within(SKMatrix.CreateTranslation(x, 0));

    private PixelBox Area(StreetCamera camera, float x0, float y0, float x1, float y1)
    {
        const int margin = 4;
        var (a, b) = (camera.Project(new Vector3(x0, y0, Distance)), camera.Project(new Vector3(x1, y1, Distance)));
        return new PixelBox((int)a.X - margin, (int)a.Y - margin, (int)(b.X - a.X) + (2 * margin), (int)(b.Y - a.Y) + (2 * margin));
    }
}
