using SkiaSharp;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Street;

/// <summary>Draws number plates: Dutch in all kinds, others as white plates with their country's band.</summary>
public static class PlateDrawing
{
    private static readonly SKColor Yellow = new(0xF8, 0xC3, 0x0C);
    private static readonly SKColor White = new(0xF4, 0xF4, 0xF0);
    private static readonly SKColor BandBlue = new(0x12, 0x3C, 0x9C);
    private static readonly SKColor Ink = new(0x14, 0x14, 0x16);
    private static readonly SKColor BelgianRed = new(0x9E, 0x14, 0x22);

    /// <summary>Width and height of the plate in millimetres.</summary>
    public static (float Width, float Height) Size(PlateKind kind) => kind switch
    {
        PlateKind.TwoLine => (340, 210),
        PlateKind.Moped => (145, 125),
        _ => (520, 110),
    };

    /// <summary>A Dutch kenteken with its dashes; anything else comes back as it is.</summary>
    public static string WithDashes(string plate) => Kenteken.TryParse(plate, out var kenteken) ? kenteken.Dashed : plate;

    /// <summary>The bare plate, filling the whole picture.</summary>
    /// <param name="plate">See <see cref="StreetVehicle.Plate"/>.</param>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="kind">Look and size.</param>
    /// <param name="pixelsPerMillimetre">Scale of the picture; 1 gives 520 x 110 pixels for a standard plate.</param>
    public static StreetPicture Picture(string plate, string country = "NL", PlateKind kind = PlateKind.Standard, float pixelsPerMillimetre = 1)
    {
        var (width, height) = Size(kind);
        using var bitmap = new SKBitmap(new SKImageInfo((int)MathF.Round(width * pixelsPerMillimetre), (int)MathF.Round(height * pixelsPerMillimetre), SKColorType.Bgra8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Black);
            canvas.Scale(bitmap.Width / width, bitmap.Height / height);
            Draw(canvas, plate, country, kind);
        }
        var source = bitmap.GetPixelSpan();
        var bgr = new byte[bitmap.Width * bitmap.Height * 3];
        for (var i = 0; i < bgr.Length / 3; i++)
            source.Slice(4 * i, 3).CopyTo(bgr.AsSpan(3 * i));
        return new StreetPicture(bitmap.Width, bitmap.Height, bgr);
    }

    /// <summary>Draws in millimetres, upper left at 0, 0.</summary>
    internal static void Draw(SKCanvas canvas, string plate, string country, PlateKind kind)
    {
        var dutch = country is "NL" or "";
        var (width, height) = Size(kind);
        var (ground, ink) = Colours(dutch, country, kind);
        using var paint = new SKPaint { IsAntialias = true, Color = ground };
        canvas.DrawRoundRect(new SKRect(0, 0, width, height), 9, 9, paint);
        var band = kind is PlateKind.Historic or PlateKind.Moped ? 0 : kind == PlateKind.TwoLine ? 38 : 42;
        if (band > 0)
            DrawBand(canvas, dutch ? "NL" : PlateCountries.Sign(country), band, height);
        DrawLines(canvas, Lines(plate, dutch, kind), new SKRect(band + 8, 0, width - 8, height), ink);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 3;
        paint.Color = ink.WithAlpha(150);
        canvas.DrawRoundRect(new SKRect(2.5f, 2.5f, width - 2.5f, height - 2.5f), 8, 8, paint);
    }

    private static (SKColor Ground, SKColor Ink) Colours(bool dutch, string country, PlateKind kind) => kind switch
    {
        _ when !dutch => (White, country == "BE" ? BelgianRed : Ink),
        PlateKind.Taxi => (new SKColor(0x8F, 0xC6, 0xEA), Ink),
        PlateKind.Dealer => (new SKColor(0x4F, 0xB4, 0x62), Ink),
        PlateKind.Historic => (new SKColor(0x1B, 0x2A, 0x5C), White),
        _ => (Yellow, Ink),
    };

    private static string[] Lines(string plate, bool dutch, PlateKind kind)
    {
        var text = (dutch ? WithDashes(plate) : plate).ToUpperInvariant();
        if (kind is not (PlateKind.TwoLine or PlateKind.Moped))
            return [text];
        var cut = text.IndexOfAny(['-', ' '], Math.Min(2, text.Length));
        // Two groups above where the upper line stays the longer one, as the register cuts them.
        return cut < 0 ? [text] : [text[..cut], text[(cut + 1)..]];
    }

    private static void DrawBand(SKCanvas canvas, string sign, float width, float height)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = BandBlue };
        canvas.Save();
        using var corner = new SKRoundRect();
        corner.SetRectRadii(new SKRect(0, 0, width, height), [new(9, 9), new(0, 0), new(0, 0), new(9, 9)]);
        canvas.DrawRoundRect(corner, paint);
        canvas.Restore();
        paint.Color = new SKColor(0xF7, 0xD1, 0x17);
        for (var i = 0; i < 12; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.PI / 6);
            canvas.DrawCircle((width / 2) + (12.5f * sin), (height * 0.32f) - (12.5f * cos), 2.3f, paint);
        }
        paint.Color = SKColors.White;
        Lettering.DrawCentred(canvas, sign, width / 2, height * 0.88f, 25, paint, 0.17f, width - 8, 0.14f);
    }

    private static void DrawLines(SKCanvas canvas, string[] lines, SKRect room, SKColor ink)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = ink };
        var height = lines.Length == 1 ? 78f : room.Height * 0.36f;
        for (var i = 0; i < lines.Length; i++)
        {
            var middle = room.Top + (room.Height * ((2 * i) + 1) / (2 * lines.Length));
            const float weight = 0.138f;
            // The letters keep their shape; the space between them takes up what is left, within reason.
            var ink0 = Lettering.Measure(lines[i], height, weight, 0);
            var tracking = lines[i].Length < 2 ? 0 : Math.Clamp((room.Width - 26 - ink0) / (lines[i].Length - 1) / height, 0.1f, 0.26f);
            Lettering.DrawCentred(canvas, lines[i], room.MidX, middle + (height / 2), height, paint, weight, room.Width - 8, tracking);
        }
    }
}
