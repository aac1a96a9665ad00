using CsCheck;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Policy.Tests.Plates;

public class KentekenTests
{
    // One plate for each layout of Staatscourant 2014-9002; all of letters or groups that were never issued.
    [TestCase(1, "SS1234", "SS-12-34")]
    [TestCase(2, "1234SD", "12-34-SD")]
    [TestCase(3, "12SS34", "12-SS-34")]
    [TestCase(4, "SS12SD", "SS-12-SD")]
    [TestCase(5, "SSAE12", "SS-AE-12")]
    [TestCase(6, "12AESS", "12-AE-SS")]
    [TestCase(7, "12GVD3", "12-GVD-3")]
    [TestCase(8, "1KKK23", "1-KKK-23")]
    [TestCase(9, "AE123B", "AE-123-B")]
    [TestCase(10, "A123EB", "A-123-EB")]
    [TestCase(11, "PVV12A", "PVV-12-A")]
    [TestCase(12, "A12SGP", "A-12-SGP")]
    [TestCase(13, "1AE234", "1-AE-234")]
    [TestCase(14, "123AE4", "123-AE-4")]
    public void Each_sidecode_is_known_with_and_without_dashes(int sidecode, string bare, string dashed)
    {
        foreach (var written in new[] { bare, dashed, dashed.ToLowerInvariant(), dashed.Replace('-', ' ') })
        {
            Assert.That(Kenteken.TryParse(written, out var kenteken), written);
            Assert.That((kenteken.Text, kenteken.Dashed, kenteken.Sidecode), Is.EqualTo((bare, dashed, sidecode)));
        }
    }

    [Test]
    public void Normalising_a_plate_twice_is_normalising_it_once()
    {
        string[] layouts = ["AA1111", "1111AA", "11AA11", "AA11AA", "AAAA11", "11AAAA", "11AAA1", "1AAA11", "AA111A", "A111AA", "AAA11A", "A11AAA", "1AA111", "111AA1"];
        var written = Gen.Select(Gen.OneOf(layouts), Gen.Int[0, 25].Array[6], Gen.Int[0, 3].Array[6], Gen.Bool.Array[6], (layout, letters, marks, small) =>
            string.Concat(layout.Select((sort, i) =>
            {
                var character = sort == 'A' ? (char)((small[i] ? 'a' : 'A') + letters[i]) : (char)('0' + (letters[i] % 10));
                return new[] { "", "-", " ", "." }[marks[i]] + character;
            })));

        written.Sample(text =>
        {
            var kenteken = Kenteken.Parse(text);
            return Kenteken.Parse(kenteken.Text) == kenteken && Kenteken.Parse(kenteken.Dashed) == kenteken
                && kenteken.Text == Kenteken.Parse(kenteken.Text).Text && kenteken.Dashed == Kenteken.Parse(kenteken.Dashed).Dashed
                && kenteken.Text.Length == 6 && !kenteken.Text.Any(char.IsAsciiLetterLower) && kenteken.Dashed.Count(character => character == '-') == 2;
        }, iter: 5_000);
    }

    [TestCase("")]
    [TestCase("123456")]
    [TestCase("ABCDEF")]
    [TestCase("A1B2C3")]
    [TestCase("AE123")]
    [TestCase("AE123BX")]
    [TestCase("xx AE-123-B xx")]
    [TestCase("ÄE-123-B")]
    [TestCase("AE_123_B")]
    public void What_is_no_plate_is_refused(string text)
    {
        Assert.That(Kenteken.TryParse(text, out var kenteken), Is.False);
        Assert.That(kenteken, Is.EqualTo(default(Kenteken)));
    }

    [Test]
    public void The_default_is_no_plate() =>
        Assert.That((default(Kenteken).Text, default(Kenteken).Dashed, default(Kenteken).Sidecode, default(Kenteken).Masked), Is.EqualTo(("", "", 0, "")));

    [Test]
    public void A_masked_plate_shows_the_first_two_and_the_last_character()
    {
        var kenteken = Kenteken.Parse("A-123-EB");
        Assert.That(kenteken.Masked, Is.EqualTo("A-1**-*B"));
        Assert.That($"{kenteken}", Is.EqualTo("A-1**-*B"), "text in a log is masked by itself");
    }

    [TestCase("GVD-12-B", true)]
    [TestCase("12-KKK-3", true)]
    [TestCase("SS-12-34", true)]
    [TestCase("AE-123-B", true)]
    [TestCase("B-000-MB", true)]
    [TestCase("MT-000-B", false)]
    [TestCase("00-00-AE", false)]
    [TestCase("G-000-HB", false)]
    public void A_combination_that_was_never_issued_carries_a_mark(string text, bool never)
    {
        Assert.That(Kenteken.Parse(text).IsNeverIssued, Is.EqualTo(never));
    }

    [TestCase("V-123-AE", SeriesHint.Company)]
    [TestCase("BE-123-X", SeriesHint.Company)]
    [TestCase("OA-12-XX", SeriesHint.None)]
    [TestCase("OA-XX-12", SeriesHint.Trailer)]
    [TestCase("WA-XX-12", SeriesHint.Trailer)]
    [TestCase("MA-XX-12", SeriesHint.Motorcycle)]
    [TestCase("D-123-AE", SeriesHint.Moped)]
    [TestCase("G-123-AE", SeriesHint.None)]
    public void The_first_letter_hints_at_the_series(string text, SeriesHint hint)
    {
        Assert.That(Kenteken.Parse(text).Series, Is.EqualTo(hint));
    }

    [Test]
    public void Confusable_neighbours_are_valid_plates_that_differ_in_one_confusable_character()
    {
        var kenteken = Kenteken.Parse("V-123-AX");

        var neighbours = LookAlikes.Neighbours(kenteken).ToList();

        Assert.That(neighbours.Select(n => n.Text), Is.EquivalentTo(new[] { "U123AX", "Y123AX", "VI23AX", "VL23AX", "VT23AX", "V1Z3AX" }.Where(text => Kenteken.TryParse(text, out _))));
        Assert.That(neighbours, Has.All.Matches<Kenteken>(n => LookAlikes.AreConfusable(n.Text, kenteken.Text)));
        Assert.That(neighbours, Has.None.EqualTo(kenteken));
    }

    [Test]
    public void A_read_that_only_a_substitution_makes_valid_offers_the_plate() =>
        Assert.That(LookAlikes.Neighbours("VI23AE").Select(n => n.Text), Does.Contain("V123AE"));

    [TestCase("B-AB 123", "DE", "BAB123")]
    [TestCase("M-ÜX 12", "DE", "MÜX12")]
    [TestCase("1-abc-234", "BE", "1ABC234")]
    public void A_foreign_plate_keeps_its_letters_and_digits(string text, string country, string bare)
    {
        Assert.That(CountryCode.TryParse(country, out var code));
        Assert.That(PlateText.TryParse(text, code, out var plate));
        Assert.That((plate.Text, plate.Country.IsForeign, plate.Kenteken), Is.EqualTo((bare, true, (Kenteken?)null)));
    }

    [TestCase("", true, false)]
    [TestCase("NL", true, false)]
    [TestCase("DE", true, true)]
    [TestCase("XK", true, true)]
    [TestCase("D", false, false)]
    [TestCase("NLD", false, false)]
    [TestCase("UK", false, false)]
    [TestCase("de", false, false)]
    public void A_country_is_an_assigned_two_letter_code(string text, bool good, bool foreign)
    {
        Assert.That(CountryCode.TryParse(text, out var country), Is.EqualTo(good));
        Assert.That(country.IsForeign, Is.EqualTo(foreign));
    }
}
