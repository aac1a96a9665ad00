using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class PlateFormatsTests
{
    [TestCase("AE123B", PlateColour.Yellow, "AE123B", "NL", TestName = "A Dutch sidecode")]
    [TestCase("AE123B", PlateColour.Unknown, "AE123B", "NL", TestName = "A Dutch sidecode without colour")]
    [TestCase("1AEI123", PlateColour.White, "1AEI123", "BE", TestName = "Belgian")]
    [TestCase("AE123BC", PlateColour.White, "AE123BC", "FR", TestName = "French and Italian look alike: the likelier is named")]
    [TestCase("SSSD12", PlateColour.Yellow, "SSSD12", "NL", TestName = "Sidecode 5 on yellow")]
    [TestCase("SSSD12", PlateColour.White, "SSSD12", "DE", TestName = "Sidecode 5 on white is a German plate")]
    [TestCase("2SSD12", PlateColour.White, "2SSD12", "NL", TestName = "White repeats what no other country issues")]
    [TestCase("AEAEAEAE", PlateColour.White, null, null, TestName = "No country has this")]
    [TestCase("ASSEN", PlateColour.Unknown, null, null, TestName = "Lettering")]
    [TestCase("AE1", PlateColour.Yellow, null, null, TestName = "Too short")]
    public void Names_text_and_country(string read, PlateColour colour, string? text, string? country)
    {
        var plate = PlateFormats.Of(read, new(colour, null));

        Assert.That((plate?.Text, plate?.Guess.Country), Is.EqualTo((text, country)));
    }

    [TestCase("AE1O3B", "AE103B")]
    [TestCase("AEI23B", "AE123B", Description = "both fit a sidecode, but no series has an I")]
    [TestCase("OAE12B", "OAE12B", Description = "semi-trailers begin with an O")]
    [TestCase("4SSIO", null, Description = "no sidecode either way")]
    public void Tells_letters_from_digits_of_the_same_shape_by_the_format(string read, string? text)
    {
        var plate = PlateFormats.Of(read, new(PlateColour.Yellow, null));

        Assert.That((plate?.Text, plate?.Guess.Country), Is.EqualTo((text, text is null ? null : "NL")));
    }

    [TestCase("SPOED")]
    [TestCase("TOIOO")]
    [TestCase("Z0NE")]
    [TestCase("STAT1ON")]
    public void Makes_no_plate_of_lettering_by_changing_letters_to_digits(string lettering)
        => Assert.That(PlateFormats.Of(lettering, new(PlateColour.White, null)), Is.Null);

    [Test]
    public void Changes_no_other_character_however_much_it_looks_alike()
        => Assert.That(PlateFormats.Of("AEB23BB", new(PlateColour.Yellow, null))?.Text, Is.Not.EqualTo("AE823BB"));
}
