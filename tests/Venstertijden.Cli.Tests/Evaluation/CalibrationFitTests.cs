using Venstertijden.Cli.Evaluation.Statistics;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Tests.Evaluation;

public class CalibrationFitTests
{
    [Test]
    public void Too_few_reads_leave_the_confidence_as_it_is()
        => Assert.That(CalibrationFit.Fit([.. Reads(0.9, right: 30, wrong: 9)]), Is.EqualTo(new[] { (0.0, 0.0), (1, 1) }));

    [Test]
    public void It_begins_at_nothing_rises_and_never_falls()
    {
        var knots = CalibrationFit.Fit(Noisy(3000));

        Assert.That((knots[0], knots[^1].Confidence), Is.EqualTo(((0.0, 0.0), 1.0)));
        Assert.That(knots.Select(k => k.Confidence), Is.Ordered);
        Assert.That(knots.Select(k => k.Confidence), Is.Unique);
        Assert.That(knots.Select(k => k.Probability), Is.Ordered);
        Assert.That(knots, Has.Count.LessThanOrEqualTo(16));
    }

    [Test]
    public void It_is_a_curve_that_the_contract_of_the_reader_takes()
        => Assert.That(ConfidenceCurve.Fault([.. CalibrationFit.Fit(Noisy(3000)).Select(k => (IReadOnlyList<double>)[k.Confidence, k.Probability])]), Is.Null);

    [Test]
    public void A_reader_that_claims_too_much_is_told_so()
    {
        // Claims 0.6 to 1, is right in four of five.
        var reads = Enumerable.Range(0, 2000).Select(i => new Judged(0.6 + (0.4 * i / 2000), i % 5 != 0)).ToList();

        Assert.That(At(CalibrationFit.Fit(reads), 0.95), Is.EqualTo(0.8).Within(0.03));
    }

    [Test]
    public void Near_certainty_it_claims_no_more_than_the_number_of_reads_supports()
    {
        List<Judged> reads = [.. Reads(0.5, right: 50, wrong: 50), .. Reads(0.999, right: 400, wrong: 0)];

        var knots = CalibrationFit.Fit(reads);

        // 400 of 400 say at least 0.9905 at 95 %: not certain at 99.5 %, whatever the net claims.
        Assert.That(knots.Max(k => k.Probability), Is.EqualTo(0.9905).Within(1e-3));
    }

    [Test]
    public void Enough_right_reads_are_certain()
    {
        List<Judged> reads = [.. Reads(0.5, right: 50, wrong: 50), .. Reads(0.999, right: 4998, wrong: 2)];

        Assert.That(At(CalibrationFit.Fit(reads), 0.999), Is.InRange(0.995, 0.9996));
    }

    [Test]
    public void Few_sure_reads_at_the_top_do_not_pull_the_curve_down_nor_up()
    {
        List<Judged> reads = [.. Reads(0.5, right: 50, wrong: 50), .. Reads(0.99, right: 4998, wrong: 2), .. Reads(0.9999, right: 30, wrong: 0)];

        var knots = CalibrationFit.Fit(reads);

        Assert.That(At(knots, 0.9999), Is.LessThan(0.9999));
        Assert.That(knots.Select(k => k.Probability), Is.Ordered);
    }

    private static double At(IReadOnlyList<(double Confidence, double Probability)> knots, double confidence)
        => new ConfidenceCurve([.. knots.Select(k => (IReadOnlyList<double>)[k.Confidence, k.Probability])]).At(confidence);

    /// <summary>Right as often as they claim, by chance of a fixed seed.</summary>
    private static List<Judged> Noisy(int count)
    {
        var chance = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ => chance.NextDouble()).Select(c => new Judged(c, chance.NextDouble() < c))];
    }

    private static IEnumerable<Judged> Reads(double confidence, int right, int wrong)
        => Enumerable.Repeat(new Judged(confidence, true), right).Concat(Enumerable.Repeat(new Judged(confidence, false), wrong));
}
