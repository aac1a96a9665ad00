using Venstertijden.Policy.Plates;

namespace Venstertijden.Street.Tests;

public class PlateSeriesTests
{
    private static IEnumerable<TestCaseData> EveryKind =>
        from country in PlateSeries.Countries
        from kind in PlateSeries.KindsOf(country)
        select new TestCaseData(country, kind).SetArgDisplayNames(country, kind.ToString());

    private static IEnumerable<PlateKind> DutchKinds => PlateSeries.KindsOf("NL");

    [TestCaseSource(nameof(EveryKind))]
    public void Texts_drawn_are_of_the_series_and_can_be_drawn(string country, PlateKind kind)
    {
        var chance = new Random(7);
        var texts = Enumerable.Range(0, 200).Select(_ => PlateSeries.Draw(country, kind, chance)).ToList();
        Assert.That(texts.Where(t => !PlateSeries.Fits(country, kind, t)), Is.Empty);
        Assert.That(texts.Distinct().Count(), Is.GreaterThan(100));
        Assert.That(texts.Select(t => t.Count(char.IsAsciiLetterOrDigit)), Has.All.InRange(4, 9));
        Assert.That(() => PlateDrawing.Picture(texts[0], country, kind), Throws.Nothing);
    }

    [TestCaseSource(nameof(DutchKinds))]
    public void Dutch_texts_are_kentekens_with_their_dashes_in_place(PlateKind kind)
    {
        var chance = new Random(8);
        for (var i = 0; i < 200; i++)
        {
            var text = PlateSeries.Draw("NL", kind, chance);
            Assert.That(PlateDrawing.WithDashes(text.Replace("-", "", StringComparison.Ordinal)), Is.EqualTo(text));
        }
    }

    [Test]
    public void All_fourteen_sidecodes_occur_and_the_oldest_on_historic_plates_alone()
    {
        var chance = new Random(9);
        HashSet<int> Sidecodes(PlateKind kind) => [.. Enumerable.Range(0, 400).Select(_ => Kenteken.Parse(PlateSeries.Draw("NL", kind, chance)).Sidecode)];
        Assert.That(Sidecodes(PlateKind.Historic), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(Sidecodes(PlateKind.Standard), Is.EquivalentTo(Enumerable.Range(4, 11)));
    }

    [Test]
    public void Mopeds_have_a_series_of_their_own()
    {
        var chance = new Random(10);
        for (var i = 0; i < 100; i++)
            Assert.That(Kenteken.Parse(PlateSeries.Draw("NL", PlateKind.Moped, chance)).Series, Is.EqualTo(SeriesHint.Moped));
    }

    [TestCase("NL", "AE-123-B", "no vowels since sidecode 5")]
    [TestCase("FR", "IO-123-UU", "no I, O and U")]
    [TestCase("ES", "1234 AEI", "no vowels")]
    [TestCase("BG", "B 1234 DF", "only letters that Cyrillic shares")]
    [TestCase("BE", "9-AAA-999", "starts at 1 or 2")]
    [TestCase("DE", "B AB 0123", "no leading zero")]
    public void Letters_and_digits_that_a_country_leaves_out_do_not_fit(string country, string text, string why)
        => Assert.That(PlateSeries.Fits(country, PlateKind.Standard, text), Is.False, why);

    [Test]
    public void A_kind_that_a_country_lacks_is_an_error_that_names_those_it_has()
        => Assert.That(() => PlateSeries.Draw("BE", PlateKind.Taxi, new Random(1)), Throws.ArgumentException.With.Message.Contains("Standard, TwoLine"));

    [TestCaseSource(nameof(EveryKind))]
    public void Every_kind_shows_its_characters(string country, PlateKind kind)
    {
        // The ink of one text over that of another differs: nothing is hidden by bands, seals or the rim.
        var chance = new Random(11);
        var (first, second) = (PlateDrawing.Picture(PlateSeries.Draw(country, kind, chance), country, kind), PlateDrawing.Picture(PlateSeries.Draw(country, kind, chance), country, kind));
        var different = Enumerable.Range(0, first.Bgr.Length).Count(i => Math.Abs(first.Bgr[i] - second.Bgr[i]) > 60);
        Assert.That(different, Is.GreaterThan(first.Bgr.Length / 40));
    }

    [Test]
    public void The_table_names_each_country_once_by_its_two_letters()
    {
        Assert.That(PlateSeries.Countries, Is.Unique);
        Assert.That(PlateSeries.Countries, Has.All.Match("^[A-Z]{2}$"));
        Assert.That(PlateSeries.Countries, Has.Count.GreaterThan(30));
    }
}
