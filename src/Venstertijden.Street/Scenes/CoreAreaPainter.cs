using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>The shopping street: brick paving with stone gutters between two rows of shops, a gable at its end.</summary>
internal static class CoreAreaPainter
{
    private const float Wall = 4.75f;
    private const float End = 40;

    private static readonly SKColor White = new(238, 236, 228);

    private static readonly ShopFront[] LeftRow =
    [
        new(5.6f, 7.2f, new(132, 78, 58), new(46, 66, 58), new(46, 66, 58), White, "Bakkerij Hunebed", new SKColor(164, 44, 40), "BROOD"),
        new(5.0f, 6.7f, new(196, 186, 168), new(60, 60, 62), new(120, 30, 40), White, "Boekhandel De Vaart", null, "Boeken"),
        new(6.2f, 7.4f, new(116, 66, 50), new(226, 222, 210), new(28, 52, 92), White, "Apotheek Noorderlicht", null, "Apotheek"),
        new(5.4f, 6.6f, new(150, 92, 66), new(64, 48, 38), new(206, 160, 60), new(34, 28, 22), "Kaas & Co", new SKColor(208, 160, 44), "KAAS"),
        new(5.6f, 7.0f, new(186, 178, 162), new(50, 54, 58), new(50, 54, 58), White, "Mode Marije"),
        new(7.2f, 6.8f, new(128, 76, 56), new(230, 226, 214), new(30, 84, 74), White, "Warenhuis Asser"),
    ];

    private static readonly ShopFront[] RightRow =
    [
        new(5.2f, 6.9f, new(172, 164, 148), new(44, 46, 50), new(172, 60, 40), White, "Bloemen van Roos", new SKColor(52, 112, 76), "Bloemen"),
        new(6.0f, 7.3f, new(140, 84, 62), new(230, 226, 216), new(36, 36, 40), new(236, 196, 92), "Juwelier Goudsmid", null, "Goud"),
        new(5.4f, 6.6f, new(120, 70, 54), new(40, 70, 100), new(40, 70, 100), White, "Fietsen Fokkens", null, "FIETS"),
        new(5.8f, 7.1f, new(200, 192, 174), new(70, 52, 40), new(92, 58, 40), new(240, 226, 196), "Koffie & Koek", new SKColor(120, 74, 48), "KOFFIE"),
        new(6.0f, 6.7f, new(134, 80, 60), new(226, 222, 212), new(150, 34, 60), White, "Speelgoed Pim", null, "Pim"),
        new(6.8f, 7.2f, new(150, 94, 70), new(52, 58, 56), new(44, 88, 60), White, "Schoenen Stap", null, "STAP"),
    ];

    public static void Paint(SceneCanvas canvas)
    {
        EndOfStreet(canvas);
        Ground(canvas);
        Row(canvas, LeftRow, -Wall, 0.05f, 7.4f);
        Row(canvas, RightRow, Wall, 0.95f, 7.0f);
        Shades(canvas);
        for (var z = 34f; z > 9; z -= 8)
        {
            Furniture.Lamp(canvas, 3.45f, z);
            if (z < 33)
                Furniture.Lamp(canvas, -3.45f, z + 3.5f);
        }
        Furniture.OwnLamp(canvas, 0.4f);
        Greenery.Tub(canvas, -3.3f, 22.5f, 5);
        Greenery.Tub(canvas, 3.3f, 19.5f, 6);
        Furniture.ParkedBicycle(canvas, -3.7f, 18.2f, new SKColor(60, 96, 130));
        Furniture.ParkedBicycle(canvas, -3.5f, 17.4f, new SKColor(120, 40, 44));
        Furniture.Board(canvas, 3.2f, 14.2f, "KOFFIE", "nu 2,75");
        Greenery.Tub(canvas, 3.5f, 11.6f, 8);
        Furniture.Bollard(canvas, 2.35f, 12.6f);
        Furniture.Bollard(canvas, -1.95f, 12.6f);
        Greenery.ContactShadow(canvas, -3.1f, 8, 1.2f);
    }

    private static void Row(SceneCanvas canvas, ShopFront[] row, float x, float sun, float from)
    {
        var at = from + row.Sum(s => s.Width);
        for (var i = row.Length - 1; i >= 0; i--)
        {
            at -= row[i].Width;
            row[i].Paint(canvas, x, at, sun, canvas.Seed + (i * 13) + (x > 0 ? 100 : 0));
        }
    }

    private static void Ground(SceneCanvas canvas)
    {
        var brick = new Vector3(84, 98, 142);
        var kerb = new Vector3(158, 164, 168);
        var slab = new Vector3(140, 146, 150);
        Paving.Paint(canvas, 90, (x, z, footprint) =>
        {
            var side = MathF.Abs(x);
            var colour = side > 2.75f ? Paving.Bricks(x, z, footprint, slab, 0.3f, 0.3f, canvas.Seed + 3)
                : side > 2.5f ? Paving.Bricks(x, z, footprint, kerb, 0.25f, 0.6f, canvas.Seed + 5)
                : Paving.Bricks(x, z, footprint, brick, 0.21f, 0.105f, canvas.Seed);
            // Wheels polish two tracks; the feet of the walls are dirty.
            var track = MathF.Exp(-MathF.Pow((MathF.Abs(x - 0.4f) - 0.8f) / 0.3f, 2));
            var foot = StreetLight.Smooth(Wall, Wall - 0.7f, side);
            return colour * (Paving.Wear(x, z, canvas.Seed) * (1 - (0.07f * track)) * (0.6f + (0.4f * foot)));
        });
        using var ground = new Greenery.Restored(canvas.Colour, canvas.Camera.Ground());
        using var iron = new SKPaint { IsAntialias = true, Color = new SKColor(70, 72, 74) };
        canvas.Colour.DrawOval(1.5f, 9.4f, 0.32f, 0.32f, iron);
        iron.Color = new SKColor(96, 98, 100);
        canvas.Colour.DrawOval(1.5f, 9.4f, 0.26f, 0.26f, iron);
    }

    private static void Shades(SceneCanvas canvas)
    {
        using (new Greenery.Restored(canvas.Sun, canvas.Camera.Ground()))
        {
            // The left row keeps its own pavement in the shade.
            using var shade = new SKPaint { IsAntialias = true, Color = SKColors.Black, MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 0.12f) };
            var z = 7.4f;
            foreach (var house in LeftRow)
            {
                canvas.Sun.DrawRect(new SKRect(-Wall - 1, z, -Wall + ((house.Height - 3.4f) * 0.72f), z + house.Width), shade);
                z += house.Width;
            }
        }
        using (new Greenery.Restored(canvas.Lamp, canvas.Camera.Ground()))
        {
            for (var z = 8f; z < End; z += 3)
            {
                foreach (var x in new[] { -Wall + 0.8f, Wall - 0.8f })
                    SceneCanvas.Spot(canvas.Lamp, new SKColor(255, 255, 255, 110), x, z, 2.6f, 2.6f, SKBlendMode.Screen);
            }
        }
    }

    private static void EndOfStreet(SceneCanvas canvas)
    {
        using (canvas.On(new Vector3(-2.5f, 0, End + 24), Vector3.UnitX, -Vector3.UnitY))
            Greenery.Leaves(canvas, 0, -4.2f, 6.5f, 3.4f, 12, new SKColor(122, 140, 92), 1500, 0.45f);
        using (canvas.On(new Vector3(-40, 0, End + 22), Vector3.UnitX, -Vector3.UnitY))
            canvas.Rect(new SKColor(128, 112, 104), 0, -4.4f, 80, 0.8f, 0.4f, 0.15f);
        using var face = canvas.On(new Vector3(-5.2f, 0, End + 2), Vector3.UnitX, -Vector3.UnitY);
        var stone = new SKColor(168, 128, 104);
        canvas.Polygon(stone, 0.6f, 0.25f, 1.8f, 0, 1.8f, -4.6f, 2.9f, -4.6f, 2.9f, -5.5f, 3.9f, -5.5f, 3.9f, -6.4f, 5.1f, -6.4f, 5.1f, -7.1f, 6.3f, -7.1f,
            6.3f, -6.4f, 7.5f, -6.4f, 7.5f, -5.5f, 8.5f, -5.5f, 8.5f, -4.6f, 9.6f, -4.6f, 9.6f, 0);
        foreach (var (x, y) in new[] { (2.6f, 3.6f), (4.6f, 3.6f), (6.6f, 3.6f), (8.6f, 3.6f), (4.6f, 5.6f), (6.6f, 5.6f) })
        {
            canvas.Rect(White, x - 0.5f, -y - 0.1f, x + 0.5f, -y + 1.3f, 0.6f, 0.25f);
            canvas.Rect(new SKColor(52, 60, 68), x - 0.4f, -y, x + 0.4f, -y + 1.2f, 0.3f, 0.1f);
            canvas.GlowRect(new SKColor(140, 110, 64), x - 0.4f, -y, x + 0.4f, -y + 1.2f);
        }
        canvas.Rect(new SKColor(40, 44, 48), 2.2f, -1.9f, 9.2f, -0.2f, 0.3f, 0.5f);
        canvas.GlowRect(new SKColor(120, 100, 66), 2.2f, -1.9f, 9.2f, -0.2f);
    }
}
