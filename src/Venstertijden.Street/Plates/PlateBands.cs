using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>The strips at the ends of a plate.</summary>
internal static class PlateBands
{
    private static readonly SKColor Blue = new(0x12, 0x3C, 0x9C);
    private static readonly SKColor Gold = new(0xF7, 0xD1, 0x17);

    /// <returns>What is left for the characters.</returns>
    public static SKRect Draw(SKCanvas canvas, CountryPlates plates, PlateForm form)
    {
        var bare = plates.Band == Band.None || form.Kind is PlateKind.Historic or PlateKind.Moped or PlateKind.SlowMoped or PlateKind.TrailerRepeat;
        var band = bare ? 0 : form.Width < 400 ? 38 : 42;
        if (band > 0)
            DrawLeft(canvas, plates, band, form.Height);
        var right = plates.RightBand && !bare ? band : 0;
        if (right > 0)
            DrawRight(canvas, form, right);
        return new SKRect(band + 8, 0, form.Width - 8 - right, form.Height);
    }

    private static void DrawLeft(SKCanvas canvas, CountryPlates plates, float width, float height)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Blue };
        using var corner = new SKRoundRect();
        corner.SetRectRadii(new SKRect(0, 0, width, height), [new(9, 9), new(0, 0), new(0, 0), new(9, 9)]);
        canvas.DrawRoundRect(corner, paint);
        if (plates.Band == Band.Stars)
            Stars(canvas, paint, width / 2, height * 0.32f);
        else if (plates.Band == Band.Flag)
            Flag(canvas, paint, plates.Country, width, height);
        paint.Color = SKColors.White;
        Lettering.DrawCentred(canvas, plates.Sign, width / 2, height * 0.88f, 25, paint, 0.17f, width - 8, 0.14f);
    }

    private static void Stars(SKCanvas canvas, SKPaint paint, float x, float y)
    {
        paint.Color = Gold;
        for (var i = 0; i < 12; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.PI / 6);
            canvas.DrawCircle(x + (12.5f * sin), y - (12.5f * cos), 2.3f, paint);
        }
    }

    private static void Flag(SKCanvas canvas, SKPaint paint, string country, float width, float height)
    {
        var flag = new SKRect(7, height * 0.2f, width - 7, height * 0.46f);
        if (country == "UA")
        {
            paint.Color = Gold;
            canvas.DrawRect(new SKRect(flag.Left, flag.MidY, flag.Right, flag.Bottom), paint);
            return;
        }
        // The northern crosses: red with a blue cross in white (NO), the other way about (IS).
        var red = new SKColor(0xBA, 0x1C, 0x2C);
        void Cross(SKColor colour, float half)
        {
            paint.Color = colour;
            canvas.DrawRect(new SKRect(flag.Left + (flag.Width * 0.36f) - half, flag.Top, flag.Left + (flag.Width * 0.36f) + half, flag.Bottom), paint);
            canvas.DrawRect(new SKRect(flag.Left, flag.MidY - half, flag.Right, flag.MidY + half), paint);
        }
        paint.Color = country == "NO" ? red : Blue;
        canvas.DrawRect(flag, paint);
        Cross(SKColors.White, 3.4f);
        Cross(country == "NO" ? Blue : red, 1.7f);
    }

    private static void DrawRight(SKCanvas canvas, PlateForm form, float width)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Blue };
        using var corner = new SKRoundRect();
        corner.SetRectRadii(new SKRect(form.Width - width, 0, form.Width, form.Height), [new(0, 0), new(9, 9), new(9, 9), new(0, 0)]);
        canvas.DrawRoundRect(corner, paint);
        // The arms of a region, or the ring with the year, and two small characters under it.
        paint.Color = Gold;
        canvas.DrawCircle(form.Width - (width / 2), form.Height * 0.32f, 11, paint);
        paint.Color = Blue;
        canvas.DrawCircle(form.Width - (width / 2), form.Height * 0.32f, 8, paint);
        paint.Color = SKColors.White;
        canvas.DrawRect(new SKRect(form.Width - width + 11, form.Height * 0.66f, form.Width - 11, form.Height * 0.84f), paint);
    }
}
