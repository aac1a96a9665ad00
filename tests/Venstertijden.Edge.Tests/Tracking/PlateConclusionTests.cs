using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Tests.Tracking;

public class PlateConclusionTests
{
    private static readonly PlateLooks Yellow = new(PlateColour.Yellow, true);
    private static readonly ReadRule Rule = new(0.8, new ConfidenceCurve([[0, 0], [0.9, 0.6], [1, 1]]), new ConfidenceCurve([[0, 0], [0.9, 0.95], [1, 1]]));

    [TestCase(0.80, null, TestName = "Enough as it came, too little as measured")]
    [TestCase(0.949, null, TestName = "Just under the threshold")]
    [TestCase(0.951, 0.804, TestName = "Just over it")]
    [TestCase(1.0, 1.0, TestName = "Certain")]
    public void The_measured_probability_decides(double confidence, double? concluded)
        => Assert.That(PlateConclusion.Of(Voted("AE123B", confidence), Rule, Yellow)?.Confidence, Is.EqualTo(concluded).Within(1e-9));

    [Test]
    public void Each_character_has_the_probability_that_was_measured_for_characters()
        => Assert.That(PlateConclusion.Of(Voted("AE123B", 0.96), Rule, Yellow)!.Characters, Is.All.EqualTo(0.98).Within(1e-9).And.Exactly(6).Items);

    [TestCase("AE1O3B", "AE103B", "AE1O3B", TestName = "A letter O where the sidecode has a digit")]
    [TestCase("AEI23B", "AE123B", "AEI23B", TestName = "A letter I where the sidecode has a digit")]
    [TestCase("AE123B", "AE123B", "AE128B", TestName = "Nothing to conclude: the alternatives as they were")]
    public void What_was_seen_is_kept_beside_what_was_concluded(string seen, string concluded, string firstAlternative)
    {
        var read = PlateConclusion.Of(Voted(seen, 0.99, ("AE128B", 0.02)), Rule, Yellow)!;

        Assert.That((read.Text, read.Alternatives[0].Text), Is.EqualTo((concluded, firstAlternative)));
        Assert.That(read.Alternatives.Select(a => a.Text), Does.Contain("AE128B").And.Not.Contain(concluded));
    }

    [Test]
    public void What_no_country_issues_is_no_read_however_sure()
        => Assert.That(PlateConclusion.Of(Voted("SPOED", 1), Rule, Yellow), Is.Null);

    [Test]
    public void A_plate_that_may_be_foreign_has_no_country()
        => Assert.That(PlateConclusion.Of(Voted("SSSD12", 0.99), Rule, new(PlateColour.Unknown, null))!.Country, Is.Null);

    // As measured, 0.9 is 0.6 and 0.95 is 0.8; the threshold is 0.8.
    [TestCase(0.90, "AE123B", 0.9375, TestName = "A doubtful read that the second reader confirms counts")]
    [TestCase(0.90, "AEI23B", 0.9375, TestName = "I and 1 are one shape")]
    [TestCase(0.90, null, null, TestName = "Nothing read tells nothing, of a doubtful read")]
    [TestCase(0.96, null, 0.84, TestName = "Nothing read tells nothing, of a read")]
    [TestCase(0.96, "AE128B", null, TestName = "A read that the second reader contradicts falls below the threshold")]
    [TestCase(0.99, "AE128B", 0.9296, TestName = "A sure read that the second reader contradicts is less sure")]
    [TestCase(1.00, "AE128B", 1.0, TestName = "A certain read stays certain")]
    [TestCase(0.50, "AE123B", 0.8333, TestName = "Agreement lifts a third to five sixths")]
    [TestCase(0.40, "AE123B", null, TestName = "But what was hardly believed stays no read")]
    public void The_second_reader_raises_by_agreeing_and_lowers_by_differing(double confidence, string? second, double? concluded)
    {
        var read = PlateConclusion.Of(Voted("AE123B", confidence), Rule, Yellow, second, new SecondReaderOdds { Agrees = 10, Differs = 0.55 });

        Assert.That(read?.Confidence, Is.EqualTo(concluded).Within(1e-4));
        Assert.That(read?.SecondReader, Is.EqualTo(concluded is null ? null : second));
    }

    private static VotedText Voted(string text, double confidence, params (string, double)[] alternatives)
        => new(text, confidence, [.. text.Select(_ => confidence)], alternatives, 3);
}
