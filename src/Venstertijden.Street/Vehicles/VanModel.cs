using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A delivery van with a high roof and two rear doors.</summary>
internal static class VanModel
{
    private const float Length = 5.4f;
    private const float Half = 0.99f;

    public static VehicleModel Make(SKColor body, string? lettering)
    {
        var mesh = new Mesh();
        Loft.Add(mesh,
        [
            new(0.00f, 0.76f, 0.30f, 0.78f, 0.62f, 0.90f), new(0.04f, 0.88f, 0.26f, 0.86f, 0.70f, 0.98f), new(0.22f, 0.95f, 0.24f, 0.98f, 0.76f, 1.10f),
            new(0.60f, Half, 0.24f, 1.08f, 0.82f, 1.24f), new(0.85f, Half, 0.24f, 1.16f, 0.85f, 1.40f), new(1.15f, Half, 0.24f, 1.30f, 0.84f, 1.82f),
            new(1.45f, Half, 0.24f, 1.60f, 0.82f, 2.20f), new(1.75f, Half, 0.24f, 1.9f, 0.82f, 2.36f), new(2.3f, Half, 0.24f, 2.05f, 0.83f, 2.42f),
            new(4.6f, Half, 0.24f, 2.05f, 0.83f, 2.42f), new(5.25f, Half, 0.26f, 2.05f, 0.83f, 2.40f), new(5.36f, 0.98f, 0.28f, 2.04f, 0.81f, 2.36f), new(Length, 0.95f, 0.32f, 2.0f, 0.78f, 2.30f),
        ]);
        foreach (var z in new[] { 0.98f, 4.25f })
        {
            mesh.Wheel(-Half - 0.005f, z, 0.35f, 0.24f);
            mesh.Wheel(Half + 0.005f, z, 0.35f, 0.24f);
        }
        foreach (var side in new[] { -1, 1 })
            mesh.Box(new Vector3(side * 1.1f, 1.36f, 1.12f), new Vector3(0.1f, 0.17f, 0.06f), Skin.Plastic);
        return new VehicleModel(mesh, () => Front(body, lettering), () => Rear(body, lettering),
            () => Side(body, lettering, true), () => Side(body, lettering, false), () => Top(body), body)
        {
            Length = Length,
            HalfWidth = Half,
            FrontPlate = new(0, 0.47f),
            RearPlate = new(-0.02f, 0.88f),
            HeadLamps = [new(-0.72f, 0.88f, 0.12f, 0.1f), new(0.72f, 0.88f, 0.12f, 0.1f)],
            RearLamps = [new(-0.88f, 1.05f, 5.4f, 0.08f), new(0.88f, 1.05f, 5.4f, 0.08f)],
        };
    }

    private static Blueprint Front(SKColor body, string? lettering)
    {
        var b = new Blueprint(-1.3f, 2.6f, 2.6f, 2.6f, body);
        b.Shade(new SKColor(0, 0, 0, 110), new SKColor(0, 0, 0, 0), -1.3f, 0.2f, 1.3f, 0.5f);
        b.Polygon(Paint.Plastic, 0.15f, 0.05f, -0.95f, 0.22f, -0.92f, 0.60f, 0.92f, 0.60f, 0.95f, 0.22f);
        b.Polygon(Paint.Dark, 0.05f, 0.04f, -0.60f, 0.27f, -0.56f, 0.39f, 0.56f, 0.39f, 0.60f, 0.27f);
        b.Polygon(Paint.Dark, 0.25f, 0.06f, -0.52f, 0.66f, -0.60f, 0.90f, 0.60f, 0.90f, 0.52f, 0.66f);
        for (var y = 0.70f; y < 0.88f; y += 0.055f)
            b.Line(new SKColor(112, 114, 116), 0.014f, -0.55f, y, 0.55f, y);
        b.Circle(Paint.Chrome, 0.8f, 0, 0.79f, 0.085f);
        b.Circle(Paint.Dark, 0.4f, 0, 0.79f, 0.062f);
        b.Line(Paint.Chrome, 0.018f, -0.045f, 0.76f, 0, 0.84f, 0.045f, 0.76f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.Dark, 0.9f, 0.05f, s * 0.64f, 0.70f, s * 0.66f, 0.94f, s * 0.93f, 1.04f, s * 0.95f, 0.76f);
            b.Circle(Paint.LampClear, 0.9f, s * 0.75f, 0.84f, 0.08f);
            b.Circle(SKColors.White, 0.9f, s * 0.75f, 0.845f, 0.045f);
            b.Circle(Paint.LampAmber, 0.8f, s * 0.87f, 0.95f, 0.045f);
            b.Circle(Paint.LampClear.Scale(0.65f), 0.8f, s * 0.78f, 0.43f, 0.05f);
        }
        b.Line(Paint.Seam, 0.014f, -0.93f, 1.06f, -0.6f, 0.955f, 0.6f, 0.955f, 0.93f, 1.06f);
        b.Rect(Paint.Dark, 0.1f, -0.29f, 0.405f, 0.29f, 0.535f, 0.02f);
        b.Rect(Paint.Dark, 0.15f, -0.84f, 1.27f, 0.84f, 1.40f, 0.04f);
        b.Polygon(Paint.Glass, 1f, 0.07f, -0.86f, 1.36f, -0.74f, 2.16f, 0.74f, 2.16f, 0.86f, 1.36f);
        foreach (var x in new[] { -0.42f, 0.42f })
            b.Rect(new SKColor(35, 37, 40), 0.95f, x - 0.17f, 1.42f, x + 0.17f, 1.85f, 0.1f);
        b.Line(Paint.Dark, 0.022f, -0.66f, 1.39f, 0.0f, 1.46f);
        b.Line(Paint.Dark, 0.022f, 0.02f, 1.39f, 0.66f, 1.47f);
        if (lettering is not null)
            b.Text(lettering, 0, 1.08f, 0.10f, 1.3f, Paint.LetteringOn(body));
        return b;
    }

    private static Blueprint Rear(SKColor body, string? lettering)
    {
        var b = new Blueprint(-1.3f, 2.6f, 2.6f, 2.6f, body, mirrored: true);
        b.Shade(new SKColor(0, 0, 0, 120), new SKColor(0, 0, 0, 0), -1.3f, 0.2f, 1.3f, 0.6f);
        b.Polygon(Paint.Plastic, 0.12f, 0.04f, -1.0f, 0.24f, -0.98f, 0.50f, 0.98f, 0.50f, 1.0f, 0.24f);
        b.Line(Paint.Seam, 0.022f, 0, 0.5f, 0, 2.3f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.Glass, 1f, 0.08f, s * 0.12f, 1.42f, s * 0.12f, 2.08f, s * 0.72f, 2.08f, s * 0.78f, 1.42f);
            b.Rect(Paint.LampRed, 0.9f, s * 0.82f, 0.82f, s * 0.97f, 1.20f, 0.03f);
            b.Rect(Paint.LampAmber, 0.9f, s * 0.83f, 1.12f, s * 0.96f, 1.19f, 0.02f);
            b.Rect(new SKColor(226, 226, 226), 0.9f, s * 0.83f, 0.84f, s * 0.96f, 0.90f, 0.02f);
            b.Line(Paint.Seam, 0.014f, s * 0.80f, 0.5f, s * 0.80f, 2.25f);
            foreach (var y in new[] { 0.75f, 1.32f, 1.95f })
                b.Rect(Paint.Plastic, 0.2f, s * 0.78f, y, s * 0.88f, y + 0.05f);
        }
        b.Rect(Paint.Dark, 0.3f, 0.04f, 1.10f, 0.1f, 1.28f, 0.02f);
        b.Rect(Paint.Dark, 0.1f, -0.31f, 0.81f, 0.27f, 0.955f, 0.02f);
        b.Rect(Paint.Plastic, 0.3f, -0.3f, 0.965f, 0.26f, 0.995f, 0.01f);
        if (lettering is not null)
            b.Text(lettering, 0.0f, 1.27f, 0.10f, 1.45f, Paint.LetteringOn(body));
        return b;
    }

    private static Blueprint Side(SKColor body, string? lettering, bool left)
    {
        var b = new Blueprint(-0.1f, Length + 0.2f, 2.6f, 2.6f, body, mirrored: left);
        b.Shade(new SKColor(0, 0, 0, 120), new SKColor(0, 0, 0, 0), -0.1f, 0.2f, Length + 0.1f, 0.6f);
        b.Rect(Paint.Plastic, 0.1f, 0, 0.2f, Length, 0.36f);
        b.Rect(Paint.Plastic, 0.15f, 1.4f, 0.62f, Length, 0.72f, 0.03f);
        b.Polygon(Paint.Glass, 1f, 0.08f, 1.0f, 1.34f, 1.58f, 2.02f, 2.28f, 2.04f, 2.28f, 1.34f);
        b.Rect(Paint.Dark, 0.3f, 1.36f, 1.33f, 1.41f, 1.82f);
        b.Line(Paint.Seam, 0.016f, 1.32f, 0.45f, 1.3f, 1.3f);
        foreach (var z in new[] { 2.34f, 3.62f })
            b.Line(Paint.Seam, 0.018f, z, 0.36f, z, 2.15f);
        b.Line(Paint.Seam, 0.016f, 3.62f, 1.28f, 5.2f, 1.28f);
        b.Rect(Paint.Plastic, 0.2f, 2.16f, 1.16f, 2.3f, 1.21f, 0.02f);
        b.Polygon(Paint.LampClear, 0.9f, 0.03f, 0.05f, 0.75f, 0.1f, 0.98f, 0.5f, 1.07f, 0.4f, 0.86f);
        b.Rect(Paint.LampRed, 0.9f, 5.28f, 0.8f, 5.45f, 1.2f);
        if (lettering is not null)
        {
            b.Text(lettering, 3.85f, 1.55f, 0.36f, 2.6f, Paint.LetteringOn(body), 0.18f);
            b.Rect(Paint.LetteringOn(body), 0.4f, 2.6f, 1.38f, 5.1f, 1.42f);
        }
        Paint.Wheel(b, 0.98f, 0.35f);
        Paint.Wheel(b, 4.25f, 0.35f);
        return b;
    }

    private static Blueprint Top(SKColor body)
    {
        var b = new Blueprint(-1.3f, 2.6f, Length + 0.1f, Length + 0.2f, body);
        b.Polygon(Paint.Dark, 0.2f, 0.02f, -0.86f, 0.74f, -0.84f, 0.90f, 0.84f, 0.90f, 0.86f, 0.74f);
        b.Rect(Paint.Glass, 1f, -0.86f, 0.90f, 0.86f, 1.5f, 0.05f);
        foreach (var x in new[] { -0.5f, 0f, 0.5f })
            b.Line(new SKColor(0, 0, 0, 60), 0.03f, x, 2.0f, x, 5.2f);
        return b;
    }
}
