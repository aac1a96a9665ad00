using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>What the years and the garage add to a plate, in the plate's millimetres.</summary>
internal static class PlateWear
{
    private static readonly SKColor Mud = new(0x5A, 0x4A, 0x38);
    private static readonly SKColor Plastic = new(0x1E, 0x1F, 0x21);

    /// <summary>How far a holder or a tow ball may reach beyond the plate, in millimetres.</summary>
    public const float Reach = 60;

    public static void DrawHolder(SKCanvas canvas, PlateForm form, PlateLook look)
    {
        if (look.Holder is null)
            return;
        using var paint = new SKPaint { IsAntialias = true, Color = Plastic };
        canvas.DrawRoundRect(new SKRect(-7, -7, form.Width + 7, form.Height + 24), 8, 8, paint);
        paint.Color = new SKColor(0xD8, 0xD8, 0xD4);
        if (look.Holder.Length > 0)
            Lettering.DrawCentred(canvas, look.Holder, form.Width / 2, form.Height + 19, 13, paint, 0.13f, form.Width - 40);
    }

    public static void Draw(SKCanvas canvas, PlateForm form, PlateLook look)
    {
        var chance = new Random(look.Seed);
        canvas.Save();
        canvas.ClipRect(new SKRect(0, 0, form.Width, form.Height));
        Chips(canvas, form, look.Wear, chance);
        Screws(canvas, form, look.Screws, chance);
        Dirt(canvas, form, look.Dirt, chance);
        Mirror(canvas, form, look.Glare, chance);
        canvas.Restore();
        if (look.TowBall is { } at)
            TowBall(canvas, form, at);
    }

    private static void Chips(SKCanvas canvas, PlateForm form, float wear, Random chance)
    {
        if (wear <= 0)
            return;
        using var paint = new SKPaint { IsAntialias = true, Color = form.Colours.Ground.WithAlpha((byte)(70 * wear)) };
        canvas.DrawRect(new SKRect(0, 0, form.Width, form.Height), paint);
        paint.Color = form.Colours.Ground.WithAlpha(220);
        var count = (int)(26 * wear);
        for (var i = 0; i < count; i++)
            canvas.DrawOval(Next(chance, 0, form.Width), Next(chance, 0, form.Height), Next(chance, 1, 4.5f), Next(chance, 1, 3.5f), paint);
    }

    private static void Screws(SKCanvas canvas, PlateForm form, int screws, Random chance)
    {
        using var paint = new SKPaint { IsAntialias = true };
        // Somewhere along the upper rim, and with four of them along the lower one too.
        var inset = form.Width * Next(chance, 0.12f, 0.3f);
        SKColor[] caps = [new(0xB8, 0xBA, 0xBC), new(0x2A, 0x2A, 0x2C), form.Colours.Ground, new(0x70, 0x68, 0x5C)];
        var cap = caps[chance.Next(caps.Length)];
        // A moped's plate has little room above its characters, and small screws.
        var (edge, radius) = form.Width < 200 ? (5f, 3f) : (10f, 6f);
        (float X, float Y)[] at = screws >= 4
            ? [(inset, edge), (form.Width - inset, edge), (inset, form.Height - edge), (form.Width - inset, form.Height - edge)]
            : [(inset, edge), (form.Width - inset, edge)];
        foreach (var (x, y) in at.Take(screws))
        {
            paint.Color = new SKColor(0, 0, 0, 90);
            canvas.DrawCircle(x + 1, y + 1, radius + 0.5f, paint);
            paint.Color = cap;
            canvas.DrawCircle(x, y, radius, paint);
            paint.Color = new SKColor(0, 0, 0, 70);
            canvas.DrawRect(new SKRect(x - (radius * 0.6f), y - 0.8f, x + (radius * 0.6f), y + 0.8f), paint);
        }
    }

    private static void Dirt(SKCanvas canvas, PlateForm form, float dirt, Random chance)
    {
        if (dirt <= 0)
            return;
        // A film that thickens downwards, then splashes.
        using (var film = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(Next(chance, -60, 60), form.Height), [Mud.WithAlpha((byte)(60 * dirt)), Mud.WithAlpha((byte)(185 * dirt))], SKShaderTileMode.Clamp))
        using (var paint = new SKPaint { Shader = film })
            canvas.DrawRect(new SKRect(0, 0, form.Width, form.Height), paint);
        using var splash = new SKPaint { IsAntialias = true };
        var count = (int)(70 * dirt);
        for (var i = 0; i < count; i++)
        {
            var size = Next(chance, 1.5f, 4) * (chance.Next(6) == 0 ? 3.2f : 1);
            splash.Color = Mud.Scale(Next(chance, 0.7f, 1.3f)).WithAlpha((byte)Next(chance, 80, 200));
            canvas.DrawOval(Next(chance, 0, form.Width), form.Height * MathF.Sqrt(Next(chance, 0, 1)), size, size * Next(chance, 0.6f, 1), splash);
        }
    }

    private static void Mirror(SKCanvas canvas, PlateForm form, float glare, Random chance)
    {
        if (glare <= 0)
            return;
        var middle = new SKPoint(form.Width * Next(chance, 0.1f, 0.9f), form.Height * Next(chance, 0, 1));
        var core = SKColors.White.WithAlpha((byte)(225 * glare));
        using var shader = SKShader.CreateRadialGradient(middle, form.Width * Next(chance, 0.2f, 0.45f), [core, SKColors.White.WithAlpha((byte)(100 * glare)), SKColors.White.WithAlpha(0)], [0, 0.45f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawRect(new SKRect(0, 0, form.Width, form.Height), paint);
    }

    private static void TowBall(SKCanvas canvas, PlateForm form, float at)
    {
        // It covers the rim and the feet of the characters, not the stroke that makes an E of an F: the plate stays readable.
        var (x, y) = (form.Width * at, form.Height + 7);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x20, 0x20, 0x22) };
        canvas.DrawRoundRect(new SKRect(x - 12, y + 5, x + 12, form.Height + Reach), 8, 8, paint);
        canvas.DrawCircle(x, y, 25, paint);
        paint.Color = new SKColor(0x6A, 0x6C, 0x70);
        canvas.DrawCircle(x - 7, y - 8, 9, paint);
    }

    private static float Next(Random chance, float from, float to) => from + ((to - from) * chance.NextSingle());
}
