using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A small city bus.</summary>
internal static class BusModel
{
    private const float Length = 8.6f;
    private const float Half = 1.2f;
    private const float High = 2.95f;

    public static VehicleModel Make(SKColor body, string? lettering)
    {
        var mesh = new Mesh();
        Loft.Add(mesh,
        [
            new(0.00f, 1.02f, 0.36f, 2.0f, 0.98f, 2.66f), new(0.04f, 1.12f, 0.30f, 2.2f, 1.04f, 2.80f), new(0.2f, Half, 0.26f, 2.6f, 1.1f, 2.90f),
            new(0.5f, Half, 0.26f, 2.75f, 1.1f, High), new(8.1f, Half, 0.26f, 2.75f, 1.1f, High), new(8.45f, Half, 0.28f, 2.7f, 1.08f, 2.9f), new(Length, 1.12f, 0.34f, 2.5f, 1.0f, 2.76f),
        ]);
        foreach (var z in new[] { 1.9f, 6.5f })
        {
            mesh.Wheel(-Half - 0.005f, z, 0.44f, 0.3f);
            mesh.Wheel(Half + 0.005f, z, 0.44f, 0.3f);
        }
        foreach (var side in new[] { -1, 1 })
            mesh.Box(new Vector3(side * 1.36f, 2.05f, -0.02f), new Vector3(0.09f, 0.2f, 0.07f), Skin.Plastic);
        return new VehicleModel(mesh, () => Front(body, lettering), () => Rear(body),
            () => Side(body, lettering, true), () => Side(body, lettering, false), () => Top(body), body)
        {
            Length = Length,
            HalfWidth = Half,
            FrontPlate = new(0, 0.52f),
            RearPlate = new(0, 0.75f),
            HeadLamps = [new(-0.86f, 0.72f, 0.05f, 0.1f), new(0.86f, 0.72f, 0.05f, 0.1f)],
            RearLamps = [new(-0.98f, 1.0f, Length, 0.09f), new(0.98f, 1.0f, Length, 0.09f)],
        };
    }

    private static Blueprint Front(SKColor body, string? lettering)
    {
        var b = new Blueprint(-1.5f, 3f, 3.2f, 3.2f, body);
        b.Rect(Paint.Plastic, 0.15f, -1.3f, 0.24f, 1.3f, 0.46f, 0.05f);
        b.Polygon(Paint.Glass, 1f, 0.14f, -1.1f, 1.02f, -1.04f, 2.62f, 1.04f, 2.62f, 1.1f, 1.02f);
        b.Rect(new SKColor(8, 9, 10), 0.7f, -0.96f, 2.34f, 0.96f, 2.60f, 0.05f);
        b.Text(lettering ?? "GEEN DIENST", 0, 2.40f, 0.13f, 1.7f, new SKColor(250, 176, 40), 0.13f);
        b.Rect(new SKColor(34, 36, 39), 0.95f, 0.25f, 1.1f, 0.75f, 1.75f, 0.14f);
        b.Line(new SKColor(38, 40, 42), 0.03f, -0.9f, 1.05f, -0.1f, 1.5f);
        b.Line(new SKColor(38, 40, 42), 0.03f, 0.1f, 1.05f, 0.85f, 1.5f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.Dark, 0.9f, 0.06f, s * 0.66f, 0.60f, s * 0.68f, 0.84f, s * 1.12f, 0.88f, s * 1.12f, 0.60f);
            b.Circle(Paint.LampClear, 0.9f, s * 0.80f, 0.72f, 0.085f);
            b.Circle(SKColors.White, 0.9f, s * 0.80f, 0.725f, 0.045f);
            b.Circle(Paint.LampClear.Scale(0.85f), 0.9f, s * 1.0f, 0.73f, 0.07f);
        }
        b.Rect(Paint.Dark, 0.1f, -0.29f, 0.455f, 0.29f, 0.585f, 0.02f);
        b.Circle(Paint.Chrome, 0.8f, 0, 0.84f, 0.08f);
        return b;
    }

    private static Blueprint Rear(SKColor body)
    {
        var b = new Blueprint(-1.5f, 3f, 3.2f, 3.2f, body, mirrored: true);
        b.Rect(Paint.Plastic, 0.15f, -1.3f, 0.24f, 1.3f, 0.5f, 0.05f);
        b.Polygon(Paint.Glass, 1f, 0.12f, -0.98f, 1.55f, -0.94f, 2.5f, 0.94f, 2.5f, 0.98f, 1.55f);
        for (var y = 0.98f; y < 1.4f; y += 0.08f)
            b.Line(Paint.Seam, 0.02f, -0.7f, y, 0.7f, y);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Circle(Paint.LampRed, 0.8f, s * 0.98f, 1.02f, 0.08f);
            b.Circle(Paint.LampRed, 0.8f, s * 0.98f, 1.22f, 0.08f);
            b.Circle(Paint.LampAmber, 0.8f, s * 0.98f, 0.82f, 0.07f);
        }
        b.Rect(Paint.Dark, 0.1f, -0.3f, 0.67f, 0.3f, 0.83f, 0.02f);
        return b;
    }

    private static Blueprint Side(SKColor body, string? lettering, bool left)
    {
        var b = new Blueprint(-0.1f, Length + 0.2f, 3.2f, 3.2f, body, mirrored: left);
        b.Rect(Paint.Plastic, 0.1f, -0.1f, 0.2f, Length + 0.1f, 0.42f);
        b.Rect(Paint.Glass, 1f, 0.3f, 1.25f, Length - 0.3f, 2.5f, 0.1f);
        for (var z = 1.5f; z < Length - 0.5f; z += 1.35f)
            b.Rect(Paint.Dark, 0.4f, z - 0.03f, 1.25f, z + 0.03f, 2.5f);
        for (var z = 2.0f; z < Length - 0.7f; z += 0.7f)
            b.Rect(new SKColor(52, 60, 84), 0.8f, z, 1.25f, z + 0.4f, 1.62f, 0.1f);
        if (!left)
        {
            b.Rect(Paint.Dark, 0.5f, 0.55f, 0.42f, 1.45f, 2.5f, 0.04f);
            b.Rect(Paint.Glass, 1f, 0.6f, 0.55f, 0.98f, 2.44f, 0.04f);
            b.Rect(Paint.Glass, 1f, 1.02f, 0.55f, 1.4f, 2.44f, 0.04f);
        }
        if (lettering is not null)
            b.Text(lettering, 4.4f, 0.86f, 0.22f, 3.4f, Paint.LetteringOn(body));
        Paint.Wheel(b, 1.9f, 0.44f);
        Paint.Wheel(b, 6.5f, 0.44f);
        return b;
    }

    private static Blueprint Top(SKColor body)
    {
        var b = new Blueprint(-1.5f, 3f, Length + 0.1f, Length + 0.2f, body.Scale(0.95f));
        b.Rect(new SKColor(160, 162, 164), 0.2f, -0.7f, 2.5f, 0.7f, 5f, 0.1f);
        return b;
    }
}
