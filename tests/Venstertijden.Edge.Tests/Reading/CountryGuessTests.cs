using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

/// <summary>Format, ground and band together: Dutch, foreign, or left open.</summary>
public class CountryGuessTests
{
    [TestCase("SSSD12", PlateColour.Yellow, null, ExpectedResult = "NL", TestName = "Fits both, yellow")]
    [TestCase("SSSD12", PlateColour.White, null, ExpectedResult = "DE", TestName = "Fits both, white")]
    [TestCase("SSSD12", PlateColour.Unknown, null, ExpectedResult = null, TestName = "Fits both, no colour: an old Dutch series or German, left open")]
    [TestCase("SSSD12", PlateColour.Blue, null, ExpectedResult = "NL", TestName = "Fits both, blue: a taxi")]
    [TestCase("SS12SD", PlateColour.Unknown, null, ExpectedResult = "NL", TestName = "Dutch or Portuguese, no colour: hardly any are Portuguese")]
    [TestCase("SS12SD", PlateColour.Yellow, true, ExpectedResult = "NL", TestName = "Dutch or Portuguese, yellow")]
    [TestCase("12SSDB", PlateColour.White, null, ExpectedResult = "NL", TestName = "Only Dutch, white: a trailer's")]
    [TestCase("SS12345", PlateColour.White, true, ExpectedResult = "DK", TestName = "Danish rather than Swiss by its band")]
    [TestCase("SS12345", PlateColour.White, false, ExpectedResult = "CH", TestName = "Swiss by having no band")]
    [TestCase("AE123BC", PlateColour.White, true, ExpectedResult = "FR", TestName = "French and Italian alike: the likelier")]
    [TestCase("AEAEAEAE", PlateColour.Yellow, true, ExpectedResult = null, TestName = "No country's")]
    public string? Names_a_country_or_leaves_it_open(string text, PlateColour colour, bool? band)
        => PlateFormats.Of(text, new(colour, band))?.Guess.Country;

    [Test]
    public void What_is_left_open_stays_as_it_was_seen_and_says_how_likely_the_likeliest_is()
    {
        var plate = PlateFormats.Of("SSSD12", new(PlateColour.Unknown, null))!;

        Assert.That(plate.Text, Is.EqualTo("SSSD12"));
        Assert.That(plate.Guess.Probability, Is.InRange(0.5, CountryGuess.Sure));
    }

    [Test]
    public void A_foreign_plate_whose_country_is_a_guess_says_so()
        => Assert.That(PlateFormats.Of("AE123BC", new(PlateColour.White, true))!.Guess.Probability, Is.InRange(0.2, 0.8));
}
