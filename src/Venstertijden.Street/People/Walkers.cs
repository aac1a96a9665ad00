using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>People on foot and on two wheels, seen from the front or the rear.</summary>
internal static class Walkers
{
    private static readonly SKColor Rubber = new(26, 26, 28);

    /// <summary>Room that any of them takes, in metres around the point on the ground.</summary>
    public static readonly SKRect Bounds = new(-0.55f, -2.0f, 0.55f, 0.04f);

    /// <param name="canvas">In metres, y = -height.</param>
    /// <param name="vehicle">Moped, bicycle or pedestrian.</param>
    /// <param name="front">Seen from the front.</param>
    /// <param name="walked">Metres done: moves the legs.</param>
    public static void Draw(SKCanvas canvas, StreetVehicle vehicle, bool front, float walked)
    {
        var figure = new Figure(canvas);
        var coat = Paint.Of(vehicle.Colour);
        var hair = ((int)vehicle.Colour % 3) switch { 0 => new SKColor(58, 42, 32), 1 => new SKColor(176, 138, 84), _ => new SKColor(34, 30, 30) };
        if (vehicle.Shape == VehicleShape.Moped)
            Moped(figure, coat, vehicle.Lettering, front);
        else if (vehicle.Shape == VehicleShape.Bicycle)
            Cyclist(figure, coat, hair, front, walked);
        else
            Pedestrian(figure, coat, hair, front, walked);
    }

    private static void Pedestrian(Figure f, SKColor coat, SKColor hair, bool front, float walked)
    {
        var swing = MathF.Sin(walked * MathF.PI / 0.75f);
        foreach (var side in new[] { -1f, 1f })
        {
            var step = swing * side;
            var lift = Math.Max(0, step) * 0.12f;
            var knee = -0.46f - (lift * 0.5f);
            f.Limb(Figure.Trousers.Scale(step > 0 ? 0.8f : 1.05f), 0.145f, side * 0.085f, -0.86f, side * 0.095f, knee, side * 0.09f, -0.1f - lift);
            f.Oval(Figure.Shoe, side * 0.095f, -0.045f - lift, 0.062f, 0.05f);
        }
        foreach (var side in new[] { -1f, 1f })
        {
            var step = -swing * side;
            var (hx, hy) = (side * (0.27f + (0.02f * step)), -0.84f - (0.07f * Math.Max(0, step)));
            f.Limb(coat.Scale(side > 0 ? 0.68f : 0.92f), 0.105f, side * 0.205f, -1.37f, side * 0.26f, -1.1f, hx, hy);
            f.Oval(Figure.Skin, hx, hy + 0.06f, 0.045f, 0.055f);
            if (side > 0)
            {
                f.Limb(new SKColor(70, 54, 40), 0.012f, hx - 0.05f, hy + 0.22f, hx, hy + 0.06f, hx + 0.05f, hy + 0.22f);
                f.Box(new SKColor(196, 158, 104), hx - 0.12f, hy + 0.2f, hx + 0.12f, hy + 0.5f, 0.01f);
                f.Box(new SKColor(172, 44, 52), hx - 0.06f, hy + 0.29f, hx + 0.06f, hy + 0.38f);
            }
        }
        f.Torso(coat, -1.42f, -0.74f);
        if (front)
        {
            f.Limb(coat.Scale(0.6f), 0.012f, 0, -1.38f, 0, -0.76f);
            f.Limb(new SKColor(196, 190, 176), 0.06f, -0.07f, -1.46f, 0, -1.4f, 0.07f, -1.46f);
        }
        f.Head(-1.62f, front, hair);
    }

    private static void Cyclist(Figure f, SKColor coat, SKColor hair, bool front, float walked)
    {
        var pedal = MathF.Sin(walked * 2.1f);
        f.Oval(Rubber, 0, -0.35f, 0.026f, 0.35f);
        foreach (var side in new[] { -1f, 1f })
        {
            var up = 0.15f * pedal * side;
            f.Limb(Figure.Trousers.Scale(side > 0 ? 0.8f : 1), 0.13f, side * 0.1f, -1.0f, side * 0.16f, -0.72f - up, side * 0.14f, -0.36f - up);
            f.Oval(Figure.Shoe, side * 0.145f, -0.29f - up, 0.055f, 0.045f);
        }
        if (front)
        {
            f.Limb(new SKColor(150, 152, 154), 0.03f, 0, -0.7f, 0, -1.12f);
            f.Box(new SKColor(40, 60, 96), -0.06f, -0.74f, 0.06f, -0.6f, 0.02f);
            f.Torso(coat, -1.52f, -0.92f);
            foreach (var side in new[] { -1f, 1f })
                f.Limb(coat.Scale(side > 0 ? 0.68f : 0.92f), 0.1f, side * 0.2f, -1.46f, side * 0.31f, -1.27f, side * 0.26f, -1.12f);
            f.Limb(new SKColor(36, 36, 38), 0.035f, -0.29f, -1.1f, 0.29f, -1.1f);
            f.Oval(new SKColor(238, 238, 226), 0, -1.0f, 0.045f, 0.045f);
            f.Head(-1.72f, true, hair);
            return;
        }
        f.Torso(coat, -1.52f, -0.98f);
        foreach (var side in new[] { -1f, 1f })
        {
            f.Limb(coat.Scale(side > 0 ? 0.68f : 0.92f), 0.1f, side * 0.2f, -1.46f, side * 0.29f, -1.28f, side * 0.25f, -1.14f);
            f.Box(new SKColor(54, 84, 76).Scale(side > 0 ? 0.75f : 1), Math.Min(side * 0.05f, side * 0.24f), -0.78f, Math.Max(side * 0.05f, side * 0.24f), -0.42f, 0.03f);
        }
        f.Box(new SKColor(30, 30, 30), -0.11f, -1.02f, 0.11f, -0.95f, 0.03f);
        f.Box(new SKColor(206, 30, 34), -0.04f, -0.8f, 0.04f, -0.72f, 0.01f);
        f.Head(-1.72f, false, hair);
    }

    private static void Moped(Figure f, SKColor paint, string? lettering, bool front)
    {
        var coat = new SKColor(52, 56, 62);
        f.Oval(Rubber, 0, -0.24f, 0.062f, 0.24f);
        foreach (var side in new[] { -1f, 1f })
        {
            f.Limb(Figure.Trousers.Scale(side > 0 ? 0.8f : 1), 0.15f, side * 0.14f, -0.86f, side * 0.24f, -0.66f, side * 0.2f, -0.3f);
            f.Oval(Figure.Shoe, side * 0.2f, -0.24f, 0.07f, 0.05f);
        }
        f.Torso(coat, -1.42f, -0.76f);
        foreach (var side in new[] { -1f, 1f })
            f.Limb(coat.Scale(side > 0 ? 0.75f : 1.1f), 0.11f, side * 0.2f, -1.36f, side * 0.34f, -1.16f, side * 0.31f, -1.0f);
        foreach (var side in new[] { -1f, 1f })
        {
            f.Limb(Rubber, 0.018f, side * 0.28f, -1.0f, side * 0.36f, -1.2f);
            f.Oval(Rubber, side * 0.37f, -1.24f, 0.065f, 0.045f);
        }
        f.Limb(Rubber, 0.045f, -0.35f, -1.0f, 0.35f, -1.0f);
        if (front)
        {
            f.Shape(paint, "M-0.2 -0.3 C-0.28 -0.6 -0.24 -0.9 -0.13 -1.04 Q0 -1.1 0.13 -1.04 C0.24 -0.9 0.28 -0.6 0.2 -0.3 Q0 -0.22 -0.2 -0.3 Z");
            f.Shape(new SKColor(0, 0, 0, 70), "M0.05 -0.26 L0.06 -1.06 L0.13 -1.04 C0.24 -0.9 0.28 -0.6 0.2 -0.3 Z");
            f.Shape(paint.Scale(1.15f), "M-0.1 -0.42 Q0 -0.5 0.1 -0.42 L0.07 -0.24 Q0 -0.2 -0.07 -0.24 Z");
            f.Oval(new SKColor(60, 62, 64), 0, -0.93f, 0.1f, 0.085f);
            f.Oval(new SKColor(236, 238, 240), 0, -0.93f, 0.08f, 0.067f);
        }
        else
        {
            f.Shape(paint, "M-0.2 -0.9 Q0 -0.96 0.2 -0.9 L0.17 -0.56 Q0 -0.48 -0.17 -0.56 Z");
            f.Box(new SKColor(196, 28, 30), -0.11f, -0.87f, 0.11f, -0.78f, 0.03f);
            f.Box(Rubber, -0.09f, -0.74f, 0.09f, -0.44f, 0.01f);
            f.Box(new SKColor(228, 224, 214), -0.27f, -1.46f, 0.27f, -0.96f, 0.04f);
            f.Box(paint, -0.27f, -1.46f, 0.27f, -1.34f, 0.04f);
            f.Text(lettering ?? "Maaltijd", 0, -1.1f, 0.1f, 0.46f, paint);
        }
        f.Oval(paint.Scale(0.5f), 0, -1.61f, 0.15f, 0.165f);
        f.Oval(paint, -0.01f, -1.62f, 0.14f, 0.155f);
        if (front)
            f.Shape(new SKColor(20, 24, 28), "M-0.115 -1.62 Q0 -1.69 0.115 -1.62 L0.1 -1.54 Q0 -1.5 -0.1 -1.54 Z");
    }
}
