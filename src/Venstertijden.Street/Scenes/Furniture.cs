using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Lamp posts, bollards, benches, boards and parked bicycles.</summary>
internal static class Furniture
{
    private static readonly SKColor Iron = new(38, 46, 44);

    public static void Lamp(SceneCanvas canvas, float x, float z, float tall = 3.6f)
    {
        Greenery.ContactShadow(canvas, x, z, 0.4f);
        using (new Greenery.Restored(canvas.Lamp, canvas.Camera.Ground()))
            SceneCanvas.Spot(canvas.Lamp, new SKColor(255, 255, 255, 235), x, z, 4.6f, 4.6f, SKBlendMode.Screen);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        canvas.Rect(Iron, -0.085f, -0.6f, 0.085f, 0, 0.5f, 0.5f, 0.02f);
        canvas.Rect(Iron, -0.045f, -tall, 0.045f, 0, 0.6f, 0.5f);
        canvas.Rect(new SKColor(96, 108, 104), -0.045f, -tall, -0.02f, -0.6f, 0.9f, 0.5f);
        canvas.Polygon(new SKColor(230, 226, 206), 0.9f, 1f, -0.13f, -tall, 0.13f, -tall, 0.2f, -tall - 0.42f, -0.2f, -tall - 0.42f);
        canvas.Polygon(Iron, 0.6f, 0.6f, -0.26f, -tall - 0.42f, 0.26f, -tall - 0.42f, 0.06f, -tall - 0.62f, -0.06f, -tall - 0.62f);
        canvas.GlowRect(new SKColor(255, 232, 190), -0.16f, -tall - 0.4f, 0.16f, -tall, 0.03f);
        SceneCanvas.Spot(canvas.Glow, new SKColor(255, 214, 150, 150), 0, -tall - 0.2f, 1.5f, 1.5f, SKBlendMode.Screen);
    }

    /// <summary>The light of the post that carries the camera: over the lane, just before it.</summary>
    public static void OwnLamp(SceneCanvas canvas, float x)
    {
        using var ground = new Greenery.Restored(canvas.Lamp, canvas.Camera.Ground());
        SceneCanvas.Spot(canvas.Lamp, new SKColor(255, 255, 255, 190), x, 6.5f, 5.5f, 6.5f, SKBlendMode.Screen);
    }

    public static void Bollard(SceneCanvas canvas, float x, float z)
    {
        Greenery.ContactShadow(canvas, x, z, 0.24f);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        canvas.Rect(Iron, -0.07f, -0.9f, 0.07f, 0, 0.7f, 0.6f, 0.03f);
        canvas.Rect(new SKColor(90, 100, 98), -0.07f, -0.9f, -0.035f, 0, 0.9f, 0.6f, 0.02f);
        canvas.Rect(new SKColor(226, 226, 222), -0.072f, -0.8f, 0.072f, -0.7f, 0.9f, 0.8f);
        canvas.Rect(new SKColor(186, 30, 32), -0.072f, -0.7f, 0.072f, -0.62f, 0.9f, 0.8f);
    }

    public static void Bench(SceneCanvas canvas, float x, float z, float width = 1.8f)
    {
        Greenery.ContactShadow(canvas, x + (width / 2), z, width * 0.7f);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        var wood = new SKColor(128, 92, 58);
        foreach (var u in new[] { 0.15f, width - 0.2f })
            canvas.Rect(Iron, u, -0.84f, u + 0.06f, 0, 0.6f, 0.4f);
        for (var y = 0.5f; y < 0.85f; y += 0.13f)
            canvas.Rect(wood, 0, -y - 0.1f, width, -y, 0.8f, 0.5f, 0.01f);
        canvas.Rect(wood.Scale(1.2f), -0.02f, -0.47f, width + 0.02f, -0.4f, 0.95f, 0.5f, 0.01f);
    }

    /// <summary>A board on the pavement: text that is no plate.</summary>
    public static void Board(SceneCanvas canvas, float x, float z, string title, string line)
    {
        Greenery.ContactShadow(canvas, x + 0.3f, z, 0.5f);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        canvas.Polygon(new SKColor(110, 78, 48), 0.8f, 0.6f, 0.03f, -1.05f, 0.57f, -1.05f, 0.62f, 0, -0.02f, 0);
        canvas.Rect(new SKColor(36, 40, 40), 0.06f, -1.0f, 0.54f, -0.16f, 0.8f, 0.7f);
        canvas.Text(title, 0.3f, -0.76f, 0.12f, new SKColor(244, 214, 96), 0.42f, 0.13f);
        canvas.Text(line, 0.3f, -0.52f, 0.1f, new SKColor(236, 236, 230), 0.42f, 0.12f);
        canvas.Rect(new SKColor(236, 236, 230), 0.14f, -0.4f, 0.46f, -0.385f, 0.8f, 0.7f);
    }

    public static void ParkedBicycle(SceneCanvas canvas, float x, float z, SKColor colour)
    {
        Greenery.ContactShadow(canvas, x, z, 0.8f);
        using var face = canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY);
        using var pen = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.04f, Color = new SKColor(30, 30, 32) };
        canvas.Colour.DrawCircle(-0.52f, -0.34f, 0.33f, pen);
        canvas.Colour.DrawCircle(0.52f, -0.34f, 0.33f, pen);
        pen.Color = colour;
        pen.StrokeWidth = 0.045f;
        foreach (var (x0, y0, x1, y1) in new[] { (-0.52f, -0.34f, -0.15f, -0.82f), (-0.15f, -0.82f, 0.36f, -0.8f), (0.36f, -0.8f, 0.52f, -0.34f), (-0.1f, -0.36f, 0.38f, -0.72f), (-0.52f, -0.34f, -0.1f, -0.36f), (-0.1f, -0.36f, -0.18f, -0.95f), (0.36f, -0.8f, 0.3f, -1.05f) })
            canvas.Colour.DrawLine(x0, y0, x1, y1, pen);
        pen.Color = new SKColor(24, 24, 24);
        pen.StrokeWidth = 0.07f;
        canvas.Colour.DrawLine(-0.3f, -0.97f, -0.06f, -0.97f, pen);
        canvas.Colour.DrawLine(0.2f, -1.06f, 0.42f, -1.02f, pen);
    }
}
