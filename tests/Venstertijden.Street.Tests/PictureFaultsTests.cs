using System.Numerics;

namespace Venstertijden.Street.Tests;

public class PictureFaultsTests
{
    private static readonly StreetPicture Plate = Padded(PlateDrawing.Picture("AE123B"));

    [Test]
    public void A_starved_stream_keeps_less_of_the_picture_than_a_generous_one()
    {
        var (generous, starved) = (Error(Plate, new Film(Plate.Width, Plate.Height, 3).Through(Plate)), Error(Plate, new Film(Plate.Width, Plate.Height, 20).Through(Plate)));
        Assert.That(generous, Is.InRange(0.05, 3));
        Assert.That(starved, Is.GreaterThan(1.5 * generous));
    }

    [Test]
    public void A_stream_follows_what_moves_and_gives_the_same_bytes_each_time()
    {
        var moved = Shifted(Plate, 6);
        byte[] Second()
        {
            var film = new Film(Plate.Width, Plate.Height, 12);
            film.Through(Plate);
            return film.Through(moved).Bgr;
        }
        var (once, again) = (Second(), Second());
        Assert.That(again, Is.EqualTo(once));
        Assert.That(Error(moved, moved with { Bgr = once }), Is.LessThan(4));
    }

    [Test]
    public void Jpeg_of_low_quality_keeps_less_than_that_of_high_quality()
        => Assert.That(Error(Plate, Jpeg.Through(Plate, 40)), Is.GreaterThan(1.5 * Error(Plate, Jpeg.Through(Plate, 95))));

    [Test]
    public void Infra_red_leaves_no_colour_and_makes_yellow_bright()
    {
        var pixels = Bgra(Plate);
        Weather.Grey(pixels);
        Assert.That(pixels.All(c => (c & 255) == ((c >> 8) & 255) && (c & 255) == ((c >> 16) & 255)), Is.True);
        Assert.That(pixels.Count(c => (c & 255) > 190), Is.GreaterThan(0.4 * pixels.Length));
    }

    [Test]
    public void A_soft_lens_takes_contrast_but_no_brightness()
    {
        var (sharp, soft) = (Bgra(Plate), Bgra(Plate));
        Weather.Soften(soft, Plate.Width, 1);
        static double Mean(int[] pixels) => pixels.Average(c => (c >> 8) & 255);
        static double Edges(int[] pixels) => Enumerable.Range(1, pixels.Length - 1).Average(i => Math.Pow(((pixels[i] >> 8) & 255) - ((pixels[i - 1] >> 8) & 255), 2));
        Assert.That(Mean(soft), Is.EqualTo(Mean(sharp)).Within(1.5));
        Assert.That(Edges(soft), Is.LessThan(0.7 * Edges(sharp)));
    }

    [Test]
    public void A_veil_only_brightens_and_drops_stay_where_they_hang()
    {
        var (clear, veiled) = (Bgra(Plate), Bgra(Plate));
        Weather.Veil(veiled, Plate.Width, 0.8f, warm: true, 3);
        Assert.That(Enumerable.Range(0, clear.Length).All(i => (veiled[i] & 255) >= (clear[i] & 255)), Is.True);
        var (first, second) = (Bgra(Plate), Bgra(Plate));
        Weather.Rain(first, Plate.Width, 1, 5, 1);
        Weather.Rain(second, Plate.Width, 1, 5, 2);
        Assert.That(first, Is.Not.EqualTo(second), "streaks fall");
        Assert.That(Enumerable.Range(0, first.Length).Count(i => first[i] != second[i]), Is.LessThan(first.Length / 3), "drops and haze stay");
    }

    [Test]
    public void A_lens_shows_a_world_point_where_it_says()
    {
        var camera = new StreetCamera(800, 320, -100, 2.5f);
        var (place, source) = (new Vector3(0.4f, 0.6f, 6), new int[640 * 480]);
        var pixel = camera.Project(place);
        for (var y = -2; y <= 2; y++)
        {
            for (var x = -2; x <= 2; x++)
                source[(((int)pixel.Y + y) * 640) + (int)pixel.X + x] = unchecked((int)0xFFFFFFFF);
        }
        var lens = new Lens(camera, new Vector3(0, 0.5f, 6), new Vector2(200, 160), 900, 0.2f, default);
        var taken = new int[400 * 300];
        lens.Take(source, 640, taken, 400);
        var lit = Enumerable.Range(0, taken.Length).Where(i => (taken[i] & 255) > 128).ToList();
        var seen = lens.Project(place);
        Assert.That(lit, Is.Not.Empty);
        Assert.That(lit.Average(i => i % 400) + 0.5, Is.EqualTo(seen.X).Within(1));
        Assert.That(lit.Average(i => i / 400) + 0.5, Is.EqualTo(seen.Y).Within(1));
        Assert.That(lens.Window(400, 300, new PixelBox(0, 0, 640, 480)).Contains(pixel.X, pixel.Y), Is.True);
    }

    /// <summary>Whole macroblocks, and a little street around the plate.</summary>
    private static StreetPicture Padded(StreetPicture plate)
    {
        var bgr = new byte[560 * 144 * 3];
        Array.Fill(bgr, (byte)90);
        for (var y = 0; y < plate.Height; y++)
            plate.Bgr.AsSpan(y * plate.Width * 3, plate.Width * 3).CopyTo(bgr.AsSpan((((y + 16) * 560) + 20) * 3));
        return new StreetPicture(560, 144, bgr);
    }

    private static StreetPicture Shifted(StreetPicture picture, int pixels)
    {
        var bgr = (byte[])picture.Bgr.Clone();
        Array.Copy(picture.Bgr, 0, bgr, pixels * 3, bgr.Length - (pixels * 3));
        return picture with { Bgr = bgr };
    }

    private static double Error(StreetPicture a, StreetPicture b) => a.Bgr.Zip(b.Bgr).Average(p => Math.Abs(p.First - p.Second));

    private static int[] Bgra(StreetPicture picture)
        => [.. Enumerable.Range(0, picture.Width * picture.Height).Select(i => unchecked((int)0xFF000000) | (picture.Bgr[(3 * i) + 2] << 16) | (picture.Bgr[(3 * i) + 1] << 8) | picture.Bgr[3 * i])];
}
