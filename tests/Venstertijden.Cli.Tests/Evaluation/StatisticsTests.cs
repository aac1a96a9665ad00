using Venstertijden.Cli.Evaluation.Statistics;

namespace Venstertijden.Cli.Tests.Evaluation;

public class StatisticsTests
{
    // Of Wilson's interval as published tables have it.
    [TestCase(0, 10, 0, 0.2775)]
    [TestCase(5, 10, 0.2366, 0.7634)]
    [TestCase(26, 27, 0.8172, 0.9934)]
    [TestCase(500, 500, 0.9924, 1)]
    [TestCase(0, 0, 0, 1)]
    public void A_share_has_the_interval_that_its_numbers_support(int count, int of, double low, double high)
    {
        var interval = new Share(count, of).Interval;

        Assert.That((interval.Low, interval.High), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-4 && Math.Abs(a.Item2 - b.Item2) < 1e-4));
    }

    [TestCase(26, 27, "26 (96.3 %, 81.7-99.34)")]
    [TestCase(9999, 10000, "9999 (99.990 %, 99.94-99.998)")]
    [TestCase(0, 0, "-")]
    public void A_share_is_written_so_that_nearly_all_is_not_all(int count, int of, string text) => Assert.That(new Share(count, of).ToString(), Is.EqualTo(text));

    [Test]
    public void Reads_that_keep_their_word_have_no_calibration_error()
    {
        List<Judged> reads = [.. Reads(0.75, right: 75, wrong: 25), .. Reads(0.95, right: 95, wrong: 5)];

        Assert.That(Reliability.ExpectedError(reads), Is.Zero.Within(1e-9));
    }

    [Test]
    public void The_calibration_error_is_how_far_claims_are_off_weighted_by_the_reads()
    {
        List<Judged> reads = [.. Reads(0.75, right: 75, wrong: 25), .. Reads(0.95, right: 150, wrong: 150)];

        Assert.That(Reliability.ExpectedError(reads), Is.EqualTo(0.45 * 300 / 400).Within(1e-9));
    }

    [Test]
    public void A_curve_has_the_bins_that_hold_reads_by_rising_confidence()
    {
        var curve = Reliability.Curve([.. Reads(0.9999, 8, 0), .. Reads(0.5, 1, 1), .. Reads(1, 2, 0)]);

        Assert.That(curve.Select(b => (b.From, b.To, b.Right)), Is.EqualTo(new[] { (0.4, 0.6, new Share(1, 2)), (0.999, 1, new Share(10, 10)) }));
    }

    [Test]
    public void No_reads_have_no_error() => Assert.That(Reliability.ExpectedError([]), Is.Zero);

    [TestCase("SS12SD", "SS12SD", "")]
    [TestCase("SS12SD", "SS12SB", "D>B")]
    [TestCase("SS12SD", "S12SD", "S>·")]
    [TestCase("GVD1A", "GVD1A7", "·>7")]
    [TestCase("80BVV", "8OBW", "0>O V>· V>W")]
    public void What_was_read_is_laid_beside_what_stood_there(string truth, string read, string differences)
    {
        var pairs = Confusions.Align(truth, read).Where(p => p.True != p.Read).Select(p => $"{p.True}>{p.Read}").Order(StringComparer.Ordinal);

        Assert.That(string.Join(' ', pairs), Is.EqualTo(string.Join(' ', differences.Split(' ').Order(StringComparer.Ordinal))));
    }

    [Test]
    public void Confusions_come_most_frequent_first_with_their_share_of_the_places()
    {
        var confusions = Confusions.Of([("8B", "BB"), ("8B", "BB"), ("88", "8B"), ("BB", "B8")]);

        Assert.That(confusions, Is.EqualTo(new[] { ('8', 'B', new Share(3, 4)), ('B', '8', new Share(1, 4)) }));
    }

    private static IEnumerable<Judged> Reads(double confidence, int right, int wrong)
        => Enumerable.Repeat(new Judged(confidence, true), right).Concat(Enumerable.Repeat(new Judged(confidence, false), wrong));
}
