using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A small board on a post beside the way, with letters and digits that are no plate's.</summary>
/// <param name="Foot">Ground point (X, Z) of the middle.</param>
/// <param name="Low">Height of its lower edge.</param>
/// <param name="Width">Metres.</param>
/// <param name="Height">Metres.</param>
/// <param name="Text">One or two lines, divided by /.</param>
/// <param name="Ground">Colour of the board.</param>
/// <param name="Ink">Colour of the text.</param>
internal sealed record StreetBoard(Vector2 Foot, float Low, float Width, float Height, string Text, SKColor Ground, SKColor Ink)
{
    private static readonly string[] Texts =
    [
        "OMLEIDING A28", "TE KOOP/0592-000 111", "P 2 uur", "14", "27 A", "112-118", "OPEN 9-18", "LADEN 22 KW", "BEL 06-000 00 112", "VAN 7-11 H", "UIT 24", "ZONE 30", "TE HUUR/000-112 112",
        "KOFFIE 2,75", "XL 3 VOOR 2", "LET OP", "NR 100-110", "B 12 H 5", "HS 24-400 V", "1E VERDIEPING",
    ];

    /// <summary>A board beside a place on the street.</summary>
    public static StreetBoard Beside(Vector2 place, Chance chance)
    {
        var side = chance.Of(-1, 1) * chance.Between(1.25f, 2.3f);
        var text = chance.Of(Texts);
        var height = chance.Between(0.1f, 0.24f);
        var width = height * Math.Clamp(0.62f * text.Split('/').Max(line => line.Length), 1.1f, 5.5f);
        var (ground, ink) = chance.Of(
            (new SKColor(0xF2, 0xC0, 0x18), new SKColor(0x16, 0x16, 0x18)), (new SKColor(0xF0, 0xF0, 0xEC), new SKColor(0x16, 0x16, 0x18)), (new SKColor(0x1C, 0x3C, 0x90), new SKColor(0xF4, 0xF4, 0xF0)),
            (new SKColor(0xF0, 0xF0, 0xEC), new SKColor(0xB0, 0x1A, 0x22)), (new SKColor(0x1A, 0x1A, 0x1C), new SKColor(0xF4, 0xF4, 0xF0)), (new SKColor(0xD8, 0x62, 0x18), new SKColor(0xF4, 0xF4, 0xF0)));
        return new StreetBoard(place + new Vector2(side, chance.Between(0.2f, 2.5f)), chance.Between(0.25f, 1.3f), width, height, text, ground, ink);
    }

    public void Draw(StreetScene scene, StreetLight light, Workspace work)
    {
        var corner = new Vector3(Foot.X - (Width / 2), Low + Height, Foot.Y);
        var (a, b) = (scene.Camera.Project(corner), scene.Camera.Project(corner + new Vector3(Width, -Low - Height, 0)));
        var box = work.Window.Cut(a - new Vector2(2), b + new Vector2(2));
        if (box.Width == 0)
            return;
        work.Layer.Clear(box);
        var (lit, _) = Lighting.At(corner, -Vector3.UnitZ, new Vector3(0, scene.Camera.Height, 0), light);
        work.Layer.DrawFlat(box, scene.Camera.Plane(corner, Vector3.UnitX, -Vector3.UnitY), new SKRect(-0.02f, -0.02f, Width + 0.02f, Low + Height), lit, Paint);
        work.Layer.LayOver(work.Frame, box, default);
    }

    private void Paint(SKCanvas canvas)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x60, 0x64, 0x66) };
        canvas.DrawRect(new SKRect((Width / 2) - 0.025f, Height / 2, (Width / 2) + 0.025f, Low + Height), paint);
        paint.Color = Ground;
        canvas.DrawRoundRect(new SKRect(0, 0, Width, Height), 0.012f, 0.012f, paint);
        paint.Color = Ink;
        var lines = Text.Split('/');
        for (var i = 0; i < lines.Length; i++)
            Lettering.DrawCentred(canvas, lines[i], Width / 2, Height * (i + 0.8f) / lines.Length, Height * 0.62f / lines.Length, paint, 0.15f, Width * 0.9f);
    }
}
