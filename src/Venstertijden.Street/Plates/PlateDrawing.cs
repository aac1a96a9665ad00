using SkiaSharp;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Street;

/// <summary>Draws number plates by the rules in <see cref="CountryPlates"/>.</summary>
public static class PlateDrawing
{
    /// <summary>Width and height of a Dutch plate in millimetres.</summary>
    public static (float Width, float Height) Size(PlateKind kind) => Size("NL", kind);

    /// <summary>Width and height of the plate in millimetres.</summary>
    public static (float Width, float Height) Size(string country, PlateKind kind)
    {
        var form = FormOf(CountryPlates.Of(country), kind);
        return (form.Width, form.Height);
    }

    /// <summary>A Dutch kenteken with its dashes; anything else comes back as it is.</summary>
    public static string WithDashes(string plate) => Kenteken.TryParse(plate, out var kenteken) ? kenteken.Dashed : plate;

    /// <summary>The bare plate, filling the whole picture.</summary>
    /// <param name="plate">See <see cref="StreetVehicle.Plate"/>.</param>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="kind">Look and size; drawn as the standard kind where the country has no such.</param>
    /// <param name="pixelsPerMillimetre">Scale of the picture; 1 gives 520 x 110 pixels for a standard plate.</param>
    /// <param name="look">Wear; what stands out beyond the plate (holder, tow ball) is cut off.</param>
    public static StreetPicture Picture(string plate, string country = "NL", PlateKind kind = PlateKind.Standard, float pixelsPerMillimetre = 1, PlateLook? look = null)
    {
        var (width, height) = Size(country, kind);
        using var bitmap = new SKBitmap(new SKImageInfo((int)MathF.Round(width * pixelsPerMillimetre), (int)MathF.Round(height * pixelsPerMillimetre), SKColorType.Bgra8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Black);
            canvas.Scale(bitmap.Width / width, bitmap.Height / height);
            Draw(canvas, plate, country, kind, look);
        }
        var source = bitmap.GetPixelSpan();
        var bgr = new byte[bitmap.Width * bitmap.Height * 3];
        for (var i = 0; i < bgr.Length / 3; i++)
            source.Slice(4 * i, 3).CopyTo(bgr.AsSpan(3 * i));
        return new StreetPicture(bitmap.Width, bitmap.Height, bgr);
    }

    /// <summary>Draws in millimetres, upper left at 0, 0.</summary>
    internal static void Draw(SKCanvas canvas, string plate, string country, PlateKind kind, PlateLook? look = null)
    {
        var plates = CountryPlates.Of(country);
        var form = FormOf(plates, kind);
        if (look is not null)
            PlateWear.DrawHolder(canvas, form, look);
        using var paint = new SKPaint { IsAntialias = true, Color = form.Colours.Ground };
        canvas.DrawRoundRect(new SKRect(0, 0, form.Width, form.Height), 9, 9, paint);
        var room = PlateBands.Draw(canvas, plates, form);
        PlateLines.Draw(canvas, Lines(plate, plates, kind), plates, form, room, plates.Country == "NL" ? look?.DuplicateCode ?? 0 : 0);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 3;
        paint.Color = (plates.Rim ?? form.Colours.Ink).WithAlpha((byte)(plates.Rim?.Alpha ?? 150));
        canvas.DrawRoundRect(new SKRect(2.5f, 2.5f, form.Width - 2.5f, form.Height - 2.5f), 8, 8, paint);
        if (look is not null)
            PlateWear.Draw(canvas, form, look);
    }

    private static PlateForm FormOf(CountryPlates plates, PlateKind kind) => plates.Form(kind) ?? plates.Forms[0];

    private static string[] Lines(string plate, CountryPlates plates, PlateKind kind)
    {
        var dutch = plates.Country == "NL";
        var text = (dutch ? WithDashes(plate) : plate).ToUpperInvariant();
        if (kind is not (PlateKind.TwoLine or PlateKind.Moped or PlateKind.SlowMoped) || plates.Form(kind) is null)
            return [text];
        // Dutch: two groups above where the upper line stays the longer one, as the register cuts them.
        var cut = text.IndexOfAny(['-', ' '], dutch ? Math.Min(2, text.Length) : 0);
        if (!dutch && plates.UpperGroups == 2 && cut >= 0)
            cut = text.IndexOfAny(['-', ' '], cut + 1);
        return cut < 0 ? [text] : [text[..cut], text[(cut + 1)..]];
    }
}
