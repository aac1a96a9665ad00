using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>De Markt: a wide square with stalls on both sides of the way and a row of shops across.</summary>
internal static class MarketPainter
{
    private const float Row = 36;

    private static readonly SKColor White = new(238, 236, 228);
    private static readonly SKColor Cloth = new(236, 232, 222);

    private static readonly (ShopFront House, SKColor Roof)[] Houses =
    [
        (new(6.4f, 6.2f, new(146, 88, 66), new(230, 226, 216), new(34, 70, 60), White, "Drogist Veldhuis", new SKColor(46, 108, 84)), new(92, 62, 56)),
        (new(5.8f, 5.95f, new(204, 196, 178), new(60, 56, 52), new(96, 40, 34), White, "Lunchroom Markt", new SKColor(150, 60, 48)), new(70, 72, 78)),
        (new(6.8f, 6.4f, new(126, 72, 54), new(228, 224, 212), new(30, 40, 62), new(236, 196, 92), "Boekhandel Iwema"), new(102, 64, 54)),
        (new(5.6f, 6.0f, new(178, 170, 154), new(48, 54, 58), new(190, 120, 36), new(36, 28, 20), "Wijnhuis", new SKColor(196, 130, 44)), new(72, 74, 80)),
        (new(6.6f, 6.3f, new(152, 92, 68), new(232, 228, 218), new(120, 34, 60), White, "Stoffen Smit"), new(96, 62, 54)),
    ];

    public static void Paint(SceneCanvas canvas)
    {
        Distance(canvas);
        Ground(canvas);
        var x = -14.6f;
        foreach (var (house, roof) in Houses)
        {
            using (canvas.On(new Vector3(x, 0, Row), Vector3.UnitX, -Vector3.UnitY))
            {
                canvas.Rect(roof, -0.05f, -house.Height - 1.7f, house.Width + 0.05f, -house.Height + 0.1f, 0.8f, 0.12f);
                for (var row = 0.12f; row < 1.7f; row += 0.19f)
                    canvas.Rect(roof.Scale(0.72f), -0.05f, -house.Height - row - 0.05f, house.Width + 0.05f, -house.Height - row, 0.8f, 0.12f);
            }
            house.Paint(canvas, new Vector3(x, 0, Row), Vector3.UnitX, -Vector3.UnitZ, 0.75f, canvas.Seed + (int)(x * 7));
            x += house.Width;
        }
        (float X, float Z, SKColor Stripe, int Goods)[] stalls =
        [
            (4.6f, 25, new(44, 96, 140), 1), (-9.4f, 24, new(196, 140, 40), 2), (5.4f, 19.5f, new(60, 120, 66), 3),
            (-8.6f, 18, new(176, 44, 44), 4), (5.0f, 14, new(186, 52, 48), 5), (-7.4f, 13, new(52, 110, 74), 6),
        ];
        foreach (var (sx, sz, stripe, goods) in stalls)
            Stall(canvas, sx, sz, stripe, goods);
        foreach (var (lx, lz) in new[] { (3.3f, 29f), (-3.9f, 21f), (3.9f, 12.2f) })
            Furniture.Lamp(canvas, lx, lz);
        Furniture.OwnLamp(canvas, 0.6f);
        Furniture.ParkedBicycle(canvas, -5.4f, 15.4f, new SKColor(72, 108, 84));
        Furniture.Bollard(canvas, 3.05f, 16);
        Furniture.Bollard(canvas, -2.3f, 13.5f);
        Greenery.Tub(canvas, -3.6f, 27, 4);
        Greenery.ContactShadow(canvas, -3.1f, 8, 1.2f);
    }

    private static void Distance(SceneCanvas canvas)
    {
        using (canvas.On(new Vector3(-60, 0, Row + 20), Vector3.UnitX, -Vector3.UnitY))
            canvas.Rect(new SKColor(118, 110, 106), 0, -4, 120, 0.6f, 0.4f, 0.15f);
        foreach (var (x, seed) in new[] { (-19f, 61), (18.5f, 62) })
        {
            using var face = canvas.On(new Vector3(x, 0, Row + 4), Vector3.UnitX, -Vector3.UnitY);
            Greenery.Leaves(canvas, 0, -4.8f, 4.4f, 3.8f, seed, new SKColor(122, 142, 92), 900, 0.5f);
        }
    }

    private static void Ground(SceneCanvas canvas)
    {
        var clinker = new Vector3(118, 142, 172);
        var way = new Vector3(96, 106, 128);
        var strip = new Vector3(168, 174, 178);
        Paving.Paint(canvas, 80, (x, z, footprint) =>
        {
            // The way leans to the left as it comes nearer; strips of stone mark its edges and the places of the stalls.
            var beside = MathF.Abs(x - (0.25f + (0.1f * z))) - 2.5f;
            var row = z - (6 * MathF.Floor(z / 6));
            var colour = beside < 0 ? Paving.Bricks(x, z, footprint, way, 0.2f, 0.1f, canvas.Seed)
                : beside < 0.3f || row < 0.3f ? Paving.Bricks(x, z, footprint, strip, 0.6f, 0.3f, canvas.Seed + 2)
                : Paving.Bricks(z, x, footprint, clinker, 0.22f, 0.11f, canvas.Seed + 4);
            var foot = StreetLight.Smooth(Row, Row - 1, z);
            return colour * (Paving.Wear(x, z, canvas.Seed) * (0.65f + (0.35f * foot)));
        });
    }

    /// <summary>A stall of 3.4 m: goods on a table under a striped cloth.</summary>
    private static void Stall(SceneCanvas canvas, float x, float z, SKColor stripe, int goods)
    {
        const float width = 3.4f;
        using (new Greenery.Restored(canvas.Sun, canvas.Camera.Ground()))
            SceneCanvas.Spot(canvas.Sun, new SKColor(0, 0, 0, 230), x + (width / 2) + 1, z + 1.6f, 2.6f, 1.6f);
        Greenery.ContactShadow(canvas, x + (width / 2), z, 2.1f);
        using (canvas.On(new Vector3(x, 0, z), Vector3.UnitX, -Vector3.UnitY))
        {
            canvas.Rect(new SKColor(74, 70, 66), 0.1f, -2.3f, width - 0.1f, -0.8f, 0.2f, 0.4f);
            canvas.GlowRect(new SKColor(96, 76, 46), 0.1f, -2.2f, width - 0.1f, -0.9f);
            foreach (var u in new[] { 0.06f, width - 0.12f })
                canvas.Rect(new SKColor(150, 152, 154), u, -2.5f, u + 0.06f, 0, 0.6f, 0.5f);
            for (var crate = 0; crate < 6; crate++)
                Crate(canvas, 0.16f + (crate * 0.52f), goods, crate);
            canvas.Rect(stripe.Scale(0.8f), 0.08f, -0.78f, width - 0.08f, -0.06f, 0.6f, 0.5f, 0.02f);
            canvas.Rect(stripe.Scale(0.66f), 0.08f, -0.78f, width - 0.08f, -0.72f, 0.6f, 0.5f);
        }
        Canopy(canvas, x, z, width, stripe);
    }

    private static void Crate(SceneCanvas canvas, float u, int goods, int crate)
    {
        var hue = SKColor.FromHsv(((goods * 67) + (crate * 53)) % 140, 66, 78);
        for (var i = 0; i < 16; i++)
        {
            var (a, b) = (Tone.Hash(i, crate, goods) * 0.38f, Tone.Hash(i, crate, goods + 40) * 0.16f);
            canvas.Circle(hue.Scale(0.7f + (0.5f * Tone.Hash(i, crate, goods + 80))), u + 0.05f + a, -0.98f - b, 0.055f, 0.5f, 0.5f);
        }
        canvas.Rect(new SKColor(158, 122, 78), u, -0.98f, u + 0.46f, -0.78f, 0.5f, 0.5f, 0.01f);
        canvas.Rect(new SKColor(240, 238, 226), u + 0.14f, -0.93f, u + 0.32f, -0.84f, 0.5f, 0.5f);
    }

    private static void Canopy(SceneCanvas canvas, float x, float z, float width, SKColor stripe)
    {
        const int stripes = 10;
        var slope = new Vector3(0, -0.5f, -1.0f);
        var ridge = new Vector3(x - 0.15f, 2.75f, z + 0.5f);
        var part = (width + 0.3f) / stripes;
        foreach (var (origin, down, high, shade) in new[] { (ridge, slope, 1f, 1f), (ridge + slope, -Vector3.UnitY, 0.24f, 0.85f) })
        {
            using var face = canvas.On(origin, Vector3.UnitX, down);
            for (var i = 0; i < stripes; i++)
                canvas.Rect((i % 2 == 0 ? stripe : Cloth).Scale(shade), i * part, 0, (i + 1) * part, high, 0.85f, 0.5f);
        }
    }
}
