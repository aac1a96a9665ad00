using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A light trailer with a tilt, behind a car: shows the white repeat of the car's plate.</summary>
internal static class TrailerModel
{
    /// <summary>Where it ends, from the front of the car.</summary>
    public const float End = 7.45f;

    private const float Start = 5.15f;
    private const float Half = 0.72f;
    private const float Wheel = 6.4f;

    private static readonly SKColor Board = new(150, 152, 154);
    private static readonly SKColor Tilt = new(58, 84, 104);

    public static PlateSpot Plate { get; } = new(0, 0.52f);

    public static LampSpot[] Lamps { get; } = [new(-0.6f, 0.45f, End, 0.05f), new(0.6f, 0.45f, End, 0.05f)];

    public static void AddTo(Mesh mesh)
    {
        // The tilt hangs a little inside the boards, so that their edge shows.
        Loft.Add(mesh,
        [
            new(Start, 0.66f, 0.85f, 1.12f, 0.62f, 1.2f), new(Start + 0.05f, 0.69f, 0.84f, 1.14f, 0.64f, 1.24f), new(End - 0.1f, 0.69f, 0.84f, 1.14f, 0.64f, 1.24f), new(End - 0.03f, 0.66f, 0.85f, 1.12f, 0.62f, 1.2f),
        ], 3);
        mesh.Box(new Vector3(0, 0.65f, (Start + End) / 2), new Vector3(Half, 0.22f, (End - Start) / 2), null);
        mesh.Box(new Vector3(0, 0.45f, 4.7f), new Vector3(0.05f, 0.04f, 0.55f), Skin.Plastic);
        mesh.Box(new Vector3(0, 0.44f, End - 0.02f), new Vector3(0.7f, 0.075f, 0.02f), null);
        mesh.Wheel(-Half - 0.14f, Wheel, 0.27f, 0.16f);
        mesh.Wheel(Half + 0.14f, Wheel, 0.27f, 0.16f);
        foreach (var side in new[] { -1, 1 })
            mesh.Box(new Vector3(side * (Half + 0.09f), 0.6f, Wheel), new Vector3(0.09f, 0.02f, 0.36f), Skin.Plastic);
    }

    public static void DrawRear(Blueprint b)
    {
        b.Rect(Paint.Dark, 0.1f, -0.8f, 0.1f, 0.8f, 0.44f);
        b.Rect(Tilt, 0.15f, -Half, 0.87f, Half, 1.27f);
        b.Line(Tilt.Scale(0.7f), 0.02f, -0.5f, 0.9f, -0.48f, 1.2f);
        b.Line(Tilt.Scale(0.7f), 0.02f, 0.4f, 0.9f, 0.42f, 1.2f);
        b.Rect(Board, 0.3f, -Half, 0.5f, Half, 0.87f);
        b.Line(Paint.Seam, 0.012f, -Half, 0.74f, Half, 0.74f);
        b.Rect(Paint.Dark, 0.2f, -0.7f, 0.365f, 0.7f, 0.515f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Rect(Paint.LampRed, 0.8f, s * 0.46f, 0.385f, s * 0.68f, 0.495f, 0.01f);
            b.Rect(Paint.LampAmber, 0.8f, s * 0.60f, 0.385f, s * 0.68f, 0.495f, 0.01f);
            b.Polygon(new SKColor(176, 24, 26), 0.6f, 0, s * 0.34f, 0.62f, s * 0.46f, 0.62f, s * 0.40f, 0.73f);
        }
    }

    public static void DrawSide(Blueprint b)
    {
        b.Rect(Paint.Dark, 0.1f, 4.27f, 0.1f, End + 0.1f, 0.42f);
        b.Rect(Tilt, 0.15f, Start - 0.05f, 0.86f, End + 0.1f, 1.3f);
        b.Rect(Board, 0.3f, Start - 0.05f, 0.42f, End + 0.1f, 0.87f);
        b.Line(Paint.Seam, 0.012f, Start, 0.64f, End, 0.64f);
        Paint.Wheel(b, Wheel, 0.27f);
    }

    public static void DrawTop(Blueprint b) => b.Rect(Tilt.Scale(1.1f), 0.15f, -1.1f, Start - 0.1f, 1.1f, End + 0.1f);
}
