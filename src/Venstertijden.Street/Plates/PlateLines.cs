using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>The characters of a plate with their gaps, and what stands in the first gap.</summary>
internal static class PlateLines
{
    private const float SealWidth = 42;

    public static void Draw(SKCanvas canvas, string[] lines, CountryPlates plates, PlateForm form, SKRect room, int duplicateCode)
    {
        var height = lines.Length == 1 ? form.Height * 0.71f : room.Height * 0.36f;
        for (var i = 0; i < lines.Length; i++)
        {
            var middle = room.Top + (room.Height * ((2 * i) + 1) / (2 * lines.Length));
            // Of two lines, the upper one ends with the seal.
            var text = lines.Length == 2 && i == 0 && plates.Seal != Seal.None ? lines[i] + " " : lines[i];
            var line = new Line(text, i == 0 ? plates : plates with { Seal = Seal.None }, height, form.Width < 200);
            line.Draw(canvas, form, room, middle + (height / 2), i == 0 ? duplicateCode : 0);
        }
    }

    private sealed class Line(string text, CountryPlates plates, float height, bool tight)
    {
        private readonly float _weight = plates.Weight;

        public void Draw(SKCanvas canvas, PlateForm form, SKRect room, float baseLine, int duplicateCode)
        {
            // The letters keep their shape; the space between them takes up what is left, within reason.
            var ink = text.Select((_, i) => Width(i)).Sum();
            var free = room.Width - (tight ? 14 : 26) - ink;
            var tracking = text.Length < 2 ? 0 : Math.Clamp(free / (text.Length - 1), 0.1f * height, 0.26f * height);
            var whole = ink + (tracking * (text.Length - 1));
            var squeeze = Math.Min(1, (room.Width - 8) / whole);
            canvas.Save();
            canvas.Translate(room.MidX - (whole * squeeze / 2), baseLine);
            canvas.Scale(squeeze, 1);
            using var paint = new SKPaint { IsAntialias = true, Color = form.Colours.Ink };
            var x = 0f;
            for (var i = 0; i < text.Length; i++)
            {
                var width = Width(i);
                if (text[i] == ' ')
                    DrawSeal(canvas, i, x + (width / 2));
                else
                    DrawLetter(canvas, text[i], x, paint);
                if (text[i] == '-' && duplicateCode > 0)
                {
                    // Small, above the first dash, and no part of the text.
                    Lettering.DrawCentred(canvas, duplicateCode.ToString(System.Globalization.CultureInfo.InvariantCulture), x + (width / 2), -height * 0.66f, height * 0.27f, paint, 0.15f);
                    duplicateCode = 0;
                }
                x += width + tracking;
            }
            canvas.Restore();
        }

        private bool IsFirstGap(int i) => text.IndexOf(' ') == i;

        private float Width(int i) => text[i] switch
        {
            ' ' when plates.Seal != Seal.None && IsFirstGap(i) => SealWidth * height / 78,
            ' ' => 0.24f * height,
            var c => Lettering.InkWidth(c, _weight) * plates.Breadth * height / 100,
        };

        private void DrawLetter(SKCanvas canvas, char letter, float x, SKPaint paint)
        {
            canvas.Save();
            canvas.Translate(x, -height);
            canvas.Scale(plates.Breadth * height / 100, height / 100);
            canvas.DrawPath(Lettering.Outline(letter, _weight), paint);
            canvas.Restore();
        }

        private void DrawSeal(SKCanvas canvas, int i, float x)
        {
            if (!IsFirstGap(i))
                return;
            var k = height / 78;
            switch (plates.Seal)
            {
                case Seal.Stickers:
                    Disc(canvas, x, -height + (18 * k), 15 * k, new SKColor(0x2E, 0x86, 0xC8));
                    Disc(canvas, x, -18 * k, 15 * k, new SKColor(0xC8, 0xCC, 0xCE));
                    break;
                case Seal.Hologram:
                    Disc(canvas, x, -height / 2, 9 * k, new SKColor(0xC4, 0xCA, 0xD0));
                    break;
                case Seal.Arms:
                    Arms(canvas, x, -height / 2, 15 * k);
                    break;
                default:
                    break;
            }
        }

        private static void Disc(SKCanvas canvas, float x, float y, float radius, SKColor colour)
        {
            using var paint = new SKPaint { IsAntialias = true, Color = colour };
            canvas.DrawCircle(x, y, radius, paint);
            paint.Color = new SKColor(0xF0, 0xF0, 0xEC);
            canvas.DrawCircle(x, y, radius * 0.5f, paint);
            paint.Color = new SKColor(0x30, 0x34, 0x3A);
            canvas.DrawCircle(x, y, radius * 0.2f, paint);
        }

        private static void Arms(SKCanvas canvas, float x, float y, float half)
        {
            using var shield = new SKPathBuilder();
            shield.MoveTo(x - half, y - (1.2f * half));
            shield.LineTo(x + half, y - (1.2f * half));
            shield.LineTo(x + half, y + (0.3f * half));
            shield.QuadTo(x + half, y + half, x, y + (1.4f * half));
            shield.QuadTo(x - half, y + half, x - half, y + (0.3f * half));
            shield.Close();
            using var path = shield.Detach();
            using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0xC2, 0x28, 0x2C) };
            canvas.DrawPath(path, paint);
            paint.Color = new SKColor(0xF2, 0xF2, 0xEE);
            canvas.DrawRect(new SKRect(x - (half * 0.7f), y - (0.25f * half), x + (half * 0.7f), y + (0.25f * half)), paint);
            canvas.DrawRect(new SKRect(x - (half * 0.22f), y - (0.8f * half), x + (half * 0.22f), y + (0.8f * half)), paint);
        }
    }
}
