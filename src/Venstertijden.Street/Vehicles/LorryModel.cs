using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A lorry: one cab, and behind it a box body (rigid) or a semitrailer (tractor).</summary>
internal static class LorryModel
{
    private const float CabHalf = 1.2f;
    private const float BoxHalf = 1.26f;

    public static VehicleModel Make(SKColor body, string? lettering, bool tractor)
    {
        var length = tractor ? 11.5f : 7.6f;
        var boxTop = tractor ? 3.85f : 3.45f;
        var box = new SKColor(226, 226, 222);
        var mesh = new Mesh();
        AddCab(mesh);
        BoxBody(mesh, tractor ? 2.2f : 2.0f, length, 0.95f, boxTop);
        mesh.Box(new Vector3(0, 0.75f, (length / 2) + 0.9f), new Vector3(0.45f, 0.2f, (length / 2) - 1.2f), Skin.Plastic);
        mesh.Box(new Vector3(0, 0.5f, length - 0.12f), new Vector3(1.16f, 0.07f, 0.05f), Skin.Plastic);
        float[] axles = tractor ? [1.3f, 4.0f, 8.2f, 9.5f] : [1.2f, 5.6f];
        foreach (var z in axles)
        {
            mesh.Wheel(-CabHalf, z, 0.48f, 0.34f);
            mesh.Wheel(CabHalf, z, 0.48f, 0.34f);
        }
        return new VehicleModel(mesh, () => Front(body, box, lettering, boxTop), () => Rear(box, lettering, boxTop),
            () => Side(body, box, lettering, length, boxTop, axles, true), () => Side(body, box, lettering, length, boxTop, axles, false), () => Top(body, box, length), body)
        {
            Length = length,
            HalfWidth = BoxHalf,
            FrontPlate = new(0, 0.56f),
            RearPlate = new(0, 0.74f),
            HeadLamps = [new(-0.88f, 0.68f, 0.05f, 0.1f), new(0.88f, 0.68f, 0.05f, 0.1f)],
            RearLamps = [new(-0.98f, 0.72f, length, 0.09f), new(0.98f, 0.72f, length, 0.09f)],
        };
    }

    /// <summary>The cab with its mirrors, which a recovery truck has too.</summary>
    public static void AddCab(Mesh mesh)
    {
        Loft.Add(mesh,
        [
            new(0.00f, 1.08f, 0.42f, 1.2f, 0.96f, 2.62f), new(0.03f, 1.15f, 0.34f, 1.3f, 1.02f, 2.72f), new(0.12f, CabHalf, 0.30f, 1.5f, 1.06f, 2.82f),
            new(0.30f, CabHalf, 0.30f, 1.9f, 1.08f, 2.92f), new(0.8f, CabHalf, 0.30f, 2.4f, 1.08f, 2.98f), new(1.6f, CabHalf, 0.5f, 2.4f, 1.08f, 3.0f),
            new(1.85f, CabHalf, 0.7f, 2.4f, 1.06f, 2.98f), new(1.9f, 1.16f, 0.8f, 2.3f, 1.0f, 2.9f),
        ]);
        foreach (var side in new[] { -1, 1 })
            mesh.Box(new Vector3(side * 1.36f, 2.05f, 0.25f), new Vector3(0.1f, 0.28f, 0.07f), Skin.Plastic);
    }

    private static void BoxBody(Mesh mesh, float from, float to, float low, float high)
        => Loft.Add(mesh,
        [
            new(from, 1.24f, low, high - 0.06f, 1.22f, high), new(from + 0.02f, BoxHalf, low, high - 0.06f, 1.24f, high),
            new(from + 0.1f, BoxHalf, low, high - 0.06f, 1.24f, high), new(to - 0.1f, BoxHalf, low, high - 0.06f, 1.24f, high),
            new(to - 0.02f, BoxHalf, low, high - 0.06f, 1.24f, high), new(to, 1.24f, low, high - 0.06f, 1.22f, high),
        ], 3);

    public static Blueprint Front(SKColor body, SKColor box, string? lettering, float boxTop)
    {
        var b = new Blueprint(-1.6f, 3.2f, 4.1f, 4.1f, body);
        // Above the cab the front wall of the box shows.
        b.Rect(box.Scale(0.92f), 0.25f, -1.6f, 3.02f, 1.6f, boxTop + 0.2f);
        b.Rect(new SKColor(170, 168, 162), 0.2f, -1.6f, boxTop - 0.08f, 1.6f, boxTop + 0.2f);
        b.Polygon(Paint.Plastic, 0.15f, 0.05f, -1.2f, 0.28f, -1.2f, 0.52f, 1.2f, 0.52f, 1.2f, 0.28f);
        b.Rect(Paint.Dark, 0.1f, -0.66f, 0.28f, 0.66f, 0.46f, 0.05f);
        b.Polygon(Paint.Dark, 0.3f, 0.08f, -0.82f, 0.86f, -0.92f, 1.46f, 0.92f, 1.46f, 0.82f, 0.86f);
        for (var y = 0.95f; y < 1.42f; y += 0.11f)
            b.Rect(new SKColor(96, 99, 102), 0.5f, -0.84f, y, 0.84f, y + 0.03f, 0.01f);
        b.Circle(Paint.Chrome, 0.9f, 0, 1.2f, 0.12f);
        b.Circle(Paint.Dark, 0.4f, 0, 1.2f, 0.09f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Polygon(Paint.Dark, 0.9f, 0.05f, s * 0.68f, 0.56f, s * 0.70f, 0.82f, s * 1.14f, 0.86f, s * 1.14f, 0.56f);
            b.Circle(Paint.LampClear, 0.9f, s * 0.82f, 0.69f, 0.09f);
            b.Circle(SKColors.White, 0.9f, s * 0.82f, 0.695f, 0.05f);
            b.Circle(Paint.LampClear.Scale(0.85f), 0.9f, s * 1.02f, 0.69f, 0.075f);
            b.Rect(Paint.LampAmber, 0.8f, s * 1.06f, 0.80f, s * 1.14f, 0.85f);
            b.Circle(Paint.LampClear.Scale(0.7f), 0.8f, s * 0.86f, 0.39f, 0.06f);
        }
        b.Rect(Paint.Dark, 0.1f, -0.29f, 0.49f, 0.29f, 0.63f, 0.02f);
        b.Polygon(Paint.Dark, 0.4f, 0.06f, -1.1f, 1.62f, -1.02f, 2.62f, 1.02f, 2.62f, 1.1f, 1.62f);
        b.Polygon(Paint.Glass, 1f, 0.08f, -1.07f, 1.68f, -0.99f, 2.50f, 0.99f, 2.50f, 1.07f, 1.68f);
        foreach (var x in new[] { -0.55f, 0.55f })
            b.Rect(new SKColor(34, 36, 39), 0.95f, x - 0.2f, 1.72f, x + 0.2f, 2.2f, 0.1f);
        foreach (var x in new[] { -0.55f, 0.05f, 0.6f })
            b.Line(Paint.Dark, 0.025f, x - 0.3f, 1.66f, x + 0.1f, 1.78f);
        b.Rect(Paint.Dark, 0.4f, -0.95f, 2.56f, 0.95f, 2.68f, 0.04f);
        foreach (var x in new[] { -0.8f, 0.8f })
            b.Rect(Paint.LampAmber, 0.8f, x - 0.06f, 2.86f, x + 0.06f, 2.90f);
        if (lettering is not null)
        {
            b.Text(lettering, 0, 1.515f, 0.10f, 1.7f, Paint.LetteringOn(body));
            b.Text(lettering, 0, boxTop - 0.31f, 0.16f, 2.0f, new SKColor(24, 62, 98));
        }
        return b;
    }

    private static Blueprint Rear(SKColor box, string? lettering, float boxTop)
    {
        var b = new Blueprint(-1.6f, 3.2f, 4.1f, 4.1f, box, mirrored: true);
        b.Rect(Paint.Dark, 0.1f, -1.6f, 0, 1.6f, 0.98f);
        b.Rect(new SKColor(150, 150, 146), 0.3f, -1.3f, 0.96f, 1.3f, 1.06f);
        b.Rect(new SKColor(150, 150, 146), 0.3f, -1.3f, boxTop - 0.1f, 1.3f, boxTop + 0.1f);
        b.Line(Paint.Seam, 0.03f, 0, 1.06f, 0, boxTop - 0.1f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Rect(new SKColor(150, 150, 146), 0.3f, s * 1.18f, 1.0f, s * 1.3f, boxTop + 0.1f);
            foreach (var x in new[] { 0.24f, 0.62f })
            {
                b.Line(new SKColor(120, 122, 122), 0.035f, s * x, 1.1f, s * x, boxTop - 0.14f);
                b.Rect(Paint.Plastic, 0.2f, s * x - 0.09f, 1.5f, s * x + 0.09f, 1.55f);
            }
            b.Rect(Paint.LampRed, 0.8f, s * 0.72f, 0.64f, s * 1.20f, 0.80f, 0.02f);
            b.Rect(Paint.LampAmber, 0.8f, s * 1.06f, 0.65f, s * 1.18f, 0.79f, 0.02f);
            b.Rect(new SKColor(226, 150, 30), 0.5f, s * 0.35f, 0.46f, s * 1.15f, 0.56f);
            for (var x = 0.4f; x < 1.1f; x += 0.2f)
                b.Polygon(new SKColor(170, 24, 24), 0.5f, 0, s * x, 0.46f, s * (x + 0.08f), 0.46f, s * (x + 0.16f), 0.56f, s * (x + 0.08f), 0.56f);
        }
        b.Rect(Paint.Dark, 0.1f, -0.3f, 0.66f, 0.3f, 0.82f, 0.02f);
        if (lettering is not null)
            b.Text(lettering, 0, 2.3f, 0.24f, 2.0f, new SKColor(24, 62, 98), 0.18f);
        return b;
    }

    /// <summary>Side of the cab on a ground of the colour of the body behind it.</summary>
    public static Blueprint CabSide(SKColor body, SKColor behind, float length, bool left)
    {
        var b = new Blueprint(-0.1f, length + 0.2f, 4.1f, 4.1f, behind, mirrored: left);
        b.Rect(body, 0.4f, -0.1f, 0, 1.95f, 3.1f);
        b.Rect(Paint.Plastic, 0.1f, -0.1f, 0.2f, 1.95f, 0.62f);
        b.Polygon(Paint.Glass, 1f, 0.08f, 0.3f, 1.62f, 0.42f, 2.42f, 1.2f, 2.45f, 1.2f, 1.62f);
        b.Line(Paint.Seam, 0.02f, 0.24f, 0.7f, 0.24f, 1.6f);
        b.Line(Paint.Seam, 0.02f, 1.3f, 0.7f, 1.3f, 2.5f);
        b.Rect(Paint.Plastic, 0.2f, 1.1f, 1.36f, 1.25f, 1.42f);
        return b;
    }

    private static Blueprint Side(SKColor body, SKColor box, string? lettering, float length, float boxTop, float[] axles, bool left)
    {
        var b = CabSide(body, box, length, left);
        b.Rect(new SKColor(165, 165, 160), 0.3f, 1.96f, 0.9f, length + 0.1f, 1.04f);
        b.Rect(new SKColor(165, 165, 160), 0.3f, 1.96f, boxTop - 0.1f, length + 0.1f, boxTop + 0.1f);
        for (var z = 2.6f; z < length; z += 1.2f)
            b.Line(new SKColor(0, 0, 0, 30), 0.02f, z, 1.05f, z, boxTop - 0.1f);
        if (lettering is not null)
        {
            var middle = (2 + length) / 2;
            b.Text(lettering, middle, 2.05f, 0.62f, length - 3.2f, new SKColor(24, 62, 98), 0.18f);
            b.Rect(new SKColor(214, 120, 26), 0.3f, 2.2f, 1.62f, length - 0.2f, 1.74f);
        }
        foreach (var z in axles)
            Paint.Wheel(b, z, 0.48f);
        return b;
    }

    private static Blueprint Top(SKColor body, SKColor box, float length)
    {
        var b = new Blueprint(-1.6f, 3.2f, length + 0.1f, length + 0.2f, box);
        b.Rect(body, 0.4f, -1.6f, -0.1f, 1.6f, 1.95f);
        return b;
    }
}
