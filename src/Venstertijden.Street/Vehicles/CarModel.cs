using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A five-door hatchback; as a taxi with the sign on its roof, or with a light trailer behind it.</summary>
internal static class CarModel
{
    private const float Length = 4.25f;
    private const float Half = 0.9f;

    public static VehicleModel Make(SKColor body, string? lettering, bool taxi, bool trailer = false)
    {
        var length = trailer ? TrailerModel.End : Length;
        var mesh = new Mesh();
        Loft.Add(mesh,
        [
            new(0.00f, 0.66f, 0.30f, 0.56f, 0.52f, 0.64f), new(0.03f, 0.78f, 0.24f, 0.62f, 0.58f, 0.70f), new(0.16f, 0.86f, 0.20f, 0.70f, 0.64f, 0.79f),
            new(0.55f, 0.89f, 0.19f, 0.78f, 0.68f, 0.90f), new(1.05f, Half, 0.19f, 0.86f, 0.72f, 1.00f), new(1.22f, Half, 0.19f, 0.89f, 0.73f, 1.06f),
            new(1.60f, Half, 0.19f, 0.92f, 0.66f, 1.33f), new(2.00f, Half, 0.19f, 0.93f, 0.60f, 1.50f), new(2.35f, Half, 0.19f, 0.94f, 0.59f, 1.53f),
            new(3.10f, Half, 0.19f, 0.95f, 0.59f, 1.51f), new(3.60f, Half, 0.19f, 0.96f, 0.58f, 1.42f), new(3.95f, 0.89f, 0.20f, 0.97f, 0.62f, 1.16f),
            new(4.15f, 0.87f, 0.24f, 0.95f, 0.66f, 1.00f), new(4.23f, 0.82f, 0.28f, 0.88f, 0.62f, 0.94f), new(Length, 0.74f, 0.34f, 0.80f, 0.56f, 0.88f),
        ]);
        foreach (var z in new[] { 0.82f, 3.40f })
        {
            mesh.Wheel(-Half - 0.005f, z, 0.33f, 0.22f);
            mesh.Wheel(Half + 0.005f, z, 0.33f, 0.22f);
        }
        foreach (var side in new[] { -1, 1 })
            mesh.Box(new Vector3(side * 0.96f, 1.0f, 1.42f), new Vector3(0.095f, 0.06f, 0.05f), Skin.Body);
        if (taxi)
            mesh.Box(new Vector3(0, 1.61f, 2.2f), new Vector3(0.24f, 0.07f, 0.07f), null);
        if (trailer)
            TrailerModel.AddTo(mesh);
        return new VehicleModel(mesh, () => Front(body, lettering, taxi), () => Rear(body, lettering, taxi, trailer),
            () => Side(body, lettering, length, true), () => Side(body, lettering, length, false), () => Top(body, length), body)
        {
            Length = length,
            HalfWidth = Half,
            FrontPlate = new(0, 0.43f),
            RearPlate = trailer ? TrailerModel.Plate : new(0, 0.72f),
            HeadLamps = [new(-0.64f, 0.66f, 0.1f, 0.085f), new(0.64f, 0.66f, 0.1f, 0.085f)],
            RearLamps = trailer ? TrailerModel.Lamps : [new(-0.68f, 0.84f, 4.2f, 0.07f), new(0.68f, 0.84f, 4.2f, 0.07f)],
        };
    }

    private static Blueprint Front(SKColor body, string? lettering, bool taxi)
    {
        var b = new Blueprint(-1.15f, 2.3f, 1.75f, 1.75f, body);
        b.Shade(new SKColor(0, 0, 0, 110), new SKColor(0, 0, 0, 0), -1.15f, 0.15f, 1.15f, 0.5f);
        b.Polygon(Paint.Dark, 0.1f, 0.05f, -0.62f, 0.22f, -0.55f, 0.36f, 0.55f, 0.36f, 0.62f, 0.22f);
        b.Polygon(Paint.Plastic, 0.15f, 0.02f, -0.86f, 0.20f, -0.84f, 0.27f, 0.84f, 0.27f, 0.86f, 0.20f);
        b.Polygon(Paint.Dark, 0.25f, 0.05f, -0.52f, 0.53f, -0.56f, 0.66f, 0.56f, 0.66f, 0.52f, 0.53f);
        b.Line(Paint.Chrome.Scale(0.75f), 0.014f, -0.54f, 0.645f, 0.54f, 0.645f);
        for (var y = 0.56f; y < 0.63f; y += 0.03f)
            b.Line(new SKColor(70, 72, 74), 0.008f, -0.5f, y, 0.5f, y);
        b.Circle(Paint.Chrome, 0.8f, 0, 0.605f, 0.05f);
        b.Circle(Paint.Dark, 0.4f, 0, 0.605f, 0.033f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.Dark, 0.9f, 0.04f, s * 0.50f, 0.56f, s * 0.54f, 0.70f, s * 0.84f, 0.76f, s * 0.86f, 0.62f);
            b.Circle(Paint.LampClear, 0.9f, s * 0.62f, 0.645f, 0.062f);
            b.Circle(SKColors.White, 0.9f, s * 0.62f, 0.65f, 0.034f);
            b.Circle(Paint.LampClear.Scale(0.8f), 0.9f, s * 0.755f, 0.68f, 0.045f);
            b.Line(new SKColor(225, 230, 235), 0.014f, s * 0.53f, 0.585f, s * 0.83f, 0.645f);
            b.Polygon(Paint.Dark, 0.2f, 0.03f, s * 0.62f, 0.37f, s * 0.66f, 0.47f, s * 0.82f, 0.47f, s * 0.80f, 0.35f);
            b.Circle(Paint.LampClear.Scale(0.7f), 0.8f, s * 0.73f, 0.41f, 0.035f);
        }
        b.Line(Paint.Seam, 0.012f, -0.80f, 0.775f, -0.5f, 0.715f, 0.5f, 0.715f, 0.80f, 0.775f);
        b.Rect(Paint.Dark, 0.1f, -0.29f, 0.365f, 0.29f, 0.495f, 0.02f);
        Windscreen(b, 1.02f, 1.455f);
        if (lettering is not null)
            b.Text(lettering, 0, 0.80f, 0.075f, 1.0f, Paint.LetteringOn(body));
        if (taxi)
            TaxiSign(b);
        return b;
    }

    private static void TaxiSign(Blueprint b)
    {
        b.Rect(new SKColor(24, 62, 128), 0.2f, -0.3f, 1.54f, 0.3f, 1.7f);
        b.Text("TAXI", 0, 1.575f, 0.075f, 0.4f, new SKColor(250, 246, 230));
    }

    private static void Windscreen(Blueprint b, float low, float high)
    {
        b.Polygon(Paint.Glass, 1f, 0.05f, -0.72f, low, -0.60f, high, 0.60f, high, 0.72f, low);
        foreach (var x in new[] { -0.34f, 0.34f })
            b.Rect(new SKColor(36, 38, 41), 0.9f, x - 0.13f, low + 0.12f, x + 0.13f, low + 0.33f, 0.07f);
        b.Rect(new SKColor(40, 42, 45), 0.9f, -0.09f, high - 0.075f, 0.09f, high - 0.02f, 0.02f);
        b.Line(Paint.Dark, 0.016f, -0.55f, low + 0.03f, 0.02f, low + 0.07f);
        b.Line(Paint.Dark, 0.016f, -0.02f, low + 0.03f, 0.52f, low + 0.08f);
    }

    private static Blueprint Rear(SKColor body, string? lettering, bool taxi, bool trailer)
    {
        var b = new Blueprint(-1.15f, 2.3f, 1.75f, 1.75f, body, mirrored: true);
        b.Shade(new SKColor(0, 0, 0, 110), new SKColor(0, 0, 0, 0), -1.15f, 0.15f, 1.15f, 0.5f);
        b.Polygon(Paint.Plastic, 0.1f, 0.04f, -0.88f, 0.18f, -0.84f, 0.40f, 0.84f, 0.40f, 0.88f, 0.18f);
        b.Polygon(Paint.Glass, 1f, 0.08f, -0.66f, 1.02f, -0.54f, 1.42f, 0.54f, 1.42f, 0.66f, 1.02f);
        b.Rect(new SKColor(36, 38, 41), 0.9f, -0.45f, 1.06f, -0.19f, 1.2f, 0.06f);
        b.Rect(new SKColor(36, 38, 41), 0.9f, 0.19f, 1.06f, 0.45f, 1.2f, 0.06f);
        b.Line(Paint.Dark, 0.018f, 0, 1.04f, 0.34f, 1.12f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.LampRed, 0.9f, 0.03f, s * 0.52f, 0.78f, s * 0.54f, 0.90f, s * 0.88f, 0.96f, s * 0.88f, 0.72f);
            b.Polygon(new SKColor(196, 44, 40), 0.9f, 0.02f, s * 0.60f, 0.81f, s * 0.61f, 0.87f, s * 0.85f, 0.90f, s * 0.85f, 0.81f);
            b.Polygon(Paint.LampAmber, 0.9f, 0.02f, s * 0.70f, 0.755f, s * 0.70f, 0.795f, s * 0.86f, 0.79f, s * 0.86f, 0.745f);
            b.Line(Paint.Seam, 0.012f, s * 0.60f, 1.0f, s * 0.74f, 0.92f, s * 0.70f, 0.5f);
            b.Rect(new SKColor(140, 16, 18), 0.8f, s * 0.60f, 0.30f, s * 0.80f, 0.335f);
        }
        b.Line(Paint.Seam, 0.012f, -0.70f, 0.5f, 0.70f, 0.5f);
        b.Rect(Paint.Dark, 0.15f, -0.29f, 0.65f, 0.29f, 0.795f, 0.03f);
        b.Rect(Paint.Chrome, 0.8f, -0.25f, 0.805f, 0.25f, 0.83f, 0.01f);
        b.Circle(Paint.Chrome, 0.8f, 0, 0.915f, 0.045f);
        if (lettering is not null)
            b.Text(lettering, 0, 0.545f, 0.06f, 1.1f, Paint.LetteringOn(body));
        if (taxi)
            TaxiSign(b);
        if (trailer)
            TrailerModel.DrawRear(b);
        return b;
    }

    private static Blueprint Side(SKColor body, string? lettering, float length, bool left)
    {
        var b = new Blueprint(-0.1f, length + 0.2f, 1.75f, 1.75f, body, mirrored: left);
        b.Shade(new SKColor(0, 0, 0, 120), new SKColor(0, 0, 0, 0), -0.1f, 0.15f, Length + 0.2f, 0.5f);
        b.Rect(Paint.Plastic, 0.1f, 0.5f, 0.1f, 3.9f, 0.25f);
        b.Polygon(Paint.Glass, 1f, 0.06f, 1.36f, 1.0f, 1.96f, 1.42f, 3.2f, 1.43f, 3.78f, 1.12f, 3.7f, 1.02f);
        b.Rect(Paint.Dark, 0.3f, 2.42f, 0.98f, 2.53f, 1.44f);
        b.Rect(Paint.Dark, 0.3f, 3.36f, 0.98f, 3.42f, 1.44f);
        foreach (var z in new[] { 1.3f, 2.47f, 3.36f })
            b.Line(Paint.Seam, 0.014f, z, 0.3f, z + 0.03f, 0.98f);
        b.Line(new SKColor(255, 255, 255, 40), 0.02f, 0.5f, 0.80f, 3.9f, 0.86f);
        b.Rect(body.Scale(0.8f), 0.6f, 2.2f, 0.83f, 2.38f, 0.86f, 0.01f);
        b.Rect(body.Scale(0.8f), 0.6f, 3.12f, 0.85f, 3.3f, 0.88f, 0.01f);
        b.Polygon(Paint.LampClear, 0.9f, 0.03f, 0.05f, 0.60f, 0.1f, 0.72f, 0.42f, 0.78f, 0.32f, 0.66f);
        b.Polygon(Paint.LampRed, 0.9f, 0.03f, 4.22f, 0.74f, 4.2f, 0.96f, 3.92f, 0.98f, 4.0f, 0.84f);
        if (lettering is not null)
            b.Text(lettering, 2.4f, 0.52f, 0.15f, 1.9f, Paint.LetteringOn(body));
        Paint.Wheel(b, 0.82f, 0.33f);
        Paint.Wheel(b, 3.40f, 0.33f);
        if (length > Length)
            TrailerModel.DrawSide(b);
        return b;
    }

    private static Blueprint Top(SKColor body, float length)
    {
        var b = new Blueprint(-1.15f, 2.3f, length + 0.1f, length + 0.2f, body);
        b.Line(new SKColor(0, 0, 0, 70), 0.014f, -0.42f, 0.25f, -0.58f, 1.06f);
        b.Line(new SKColor(0, 0, 0, 70), 0.014f, 0.42f, 0.25f, 0.58f, 1.06f);
        b.Rect(Paint.Dark, 0.1f, -0.75f, 1.08f, 0.75f, 1.2f, 0.05f);
        b.Polygon(Paint.Glass, 1f, 0.05f, -0.73f, 1.16f, -0.61f, 2.0f, 0.61f, 2.0f, 0.73f, 1.16f);
        foreach (var x in new[] { -0.34f, 0.34f })
            b.Rect(new SKColor(36, 38, 41), 0.9f, x - 0.13f, 1.36f, x + 0.13f, 1.75f, 0.07f);
        b.Polygon(Paint.Glass, 1f, 0.06f, -0.58f, 3.45f, -0.64f, 4.02f, 0.64f, 4.02f, 0.58f, 3.45f);
        if (length > Length)
            TrailerModel.DrawTop(b);
        return b;
    }
}
