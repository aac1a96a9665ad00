namespace Venstertijden.Street.Tests;

public class PlateDrawingTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // One combination that was never issued per sidecode, in their order.
    private static readonly string[] Sidecodes =
    [
        "SS-12-34", "12-34-SS", "12-SS-34", "SS-12-SD", "SD-SS-12", "12-SS-SD", "12-NSB-3",
        "1-KKK-23", "AE-123-B", "A-123-EB", "NSB-12-A", "A-12-NSB", "1-AE-234", "123-AE-4",
    ];

    [TestCaseSource(nameof(Sidecodes))]
    public void Dashes_stand_where_the_sidecode_puts_them(string plate)
        => Assert.That(PlateDrawing.WithDashes(plate.Replace("-", "", StringComparison.Ordinal)), Is.EqualTo(plate));

    [TestCaseSource(nameof(Sidecodes))]
    public void A_plate_is_drawn_the_same_with_and_without_its_dashes_typed(string plate)
        => Assert.That(PlateDrawing.Picture(plate).Bgr.SequenceEqual(PlateDrawing.Picture(plate.Replace("-", "", StringComparison.Ordinal)).Bgr), Is.True);

    [TestCaseSource(nameof(Sidecodes))]
    public void Dashes_are_drawn_in_the_gaps_between_the_groups(string plate)
    {
        var picture = PlateDrawing.Picture(plate);
        // A dash is a run of columns with ink at half height and nothing above and below it.
        var (dashes, run) = (0, 0);
        for (var x = 56; x < 505; x++)
        {
            var dash = Ink(picture, x, 55) && !Enumerable.Range(18, 26).Any(y => Ink(picture, x, y)) && !Enumerable.Range(66, 26).Any(y => Ink(picture, x, y));
            run = dash ? run + 1 : 0;
            dashes += run == 12 ? 1 : 0;
        }
        Assert.That(dashes, Is.EqualTo(2));
    }

    [Test]
    public void Every_letter_and_digit_differs_clearly_from_every_other()
    {
        var drawn = Alphabet.Select(c => PlateDrawing.Picture(new string(c, 3), "DE")).ToList();
        for (var i = 0; i < drawn.Count; i++)
        {
            for (var j = i + 1; j < drawn.Count; j++)
            {
                var different = 0;
                for (var k = 0; k < drawn[i].Bgr.Length; k++)
                    different += Math.Abs(drawn[i].Bgr[k] - drawn[j].Bgr[k]) > 100 ? 1 : 0;
                Assert.That(different, Is.GreaterThan(500), $"{Alphabet[i]} and {Alphabet[j]}");
            }
        }
    }

    [TestCase(PlateKind.Standard, 520, 110)]
    [TestCase(PlateKind.TwoLine, 340, 210)]
    [TestCase(PlateKind.Moped, 145, 125)]
    public void The_picture_has_the_size_of_the_plate_in_millimetres(PlateKind kind, int width, int height)
    {
        var picture = PlateDrawing.Picture("DAE12X", kind: kind);
        Assert.That((picture.Width, picture.Height, picture.Bgr.Length), Is.EqualTo((width, height, width * height * 3)));
    }

    [TestCase("NL", PlateKind.Standard, "yellow")]
    [TestCase("NL", PlateKind.Taxi, "blue")]
    [TestCase("NL", PlateKind.Dealer, "green")]
    [TestCase("DE", PlateKind.Standard, "white")]
    public void The_ground_has_the_colour_of_its_kind_and_country(string country, PlateKind kind, string colour)
    {
        var (b, g, r) = At(PlateDrawing.Picture("TAE12B", country, kind), 260, 9);
        var seen = Math.Min(b, Math.Min(g, r)) > 200 ? "white" : r > b + 90 ? "yellow" : b > r + 60 ? "blue" : g > r + 60 ? "green" : "other";
        Assert.That(seen, Is.EqualTo(colour));
    }

    [Test]
    public void Dutch_and_foreign_plates_carry_a_blue_band_on_the_left()
    {
        foreach (var country in new[] { "NL", "DE", "PL" })
        {
            var (b, _, r) = At(PlateDrawing.Picture("AE123B", country), 21, 60);
            Assert.That(b - r, Is.GreaterThan(80), country);
        }
    }

    [Test]
    public void Letters_without_a_drawing_are_an_error_that_names_them()
        => Assert.That(() => PlateDrawing.Picture("É-12", "FR"), Throws.ArgumentException.With.Message.Contains("'É'"));

    [Test]
    public void A_picture_saves_as_png()
        => Assert.That(PlateDrawing.Picture("AE123B").ToPng().Take(4), Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));

    private static bool Ink(StreetPicture picture, int x, int y)
    {
        var (b, g, r) = At(picture, x, y);
        return b + g + r < 300;
    }

    private static (int Blue, int Green, int Red) At(StreetPicture picture, int x, int y)
    {
        var at = ((y * picture.Width) + x) * 3;
        return (picture.Bgr[at], picture.Bgr[at + 1], picture.Bgr[at + 2]);
    }
}
