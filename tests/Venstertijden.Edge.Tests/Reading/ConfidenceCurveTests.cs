using CsCheck;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class ConfidenceCurveTests
{
    private static readonly double[][] Points = [[0, 0], [0.5, 0.1], [0.9, 0.7], [1, 1]];

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(0.25, 0.05)]
    [TestCase(0.5, 0.1)]
    [TestCase(0.7, 0.4)]
    [TestCase(0.9, 0.7)]
    [TestCase(0.95, 0.85)]
    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(double.NaN, 0)]
    public void Between_measured_points_are_straight_lines(double confidence, double probability)
        => Assert.That(new ConfidenceCurve(Points).At(confidence), Is.EqualTo(probability).Within(1e-12));

    [Test]
    public void Without_a_measurement_the_confidence_is_the_probability()
        => Assert.That(new[] { 0, 0.3, 0.999, 1 }.Select(ConfidenceCurve.AsIs.At), Is.EqualTo(new[] { 0, 0.3, 0.999, 1 }));

    [Test]
    public void A_curve_may_end_below_certainty()
        => Assert.That(new[] { 0.99, 1, 2 }.Select(new ConfidenceCurve([[0, 0], [0.99, 0.97], [1, 0.97]]).At), Is.EqualTo(new[] { 0.97, 0.97, 0.97 }).Within(1e-12));

    [TestCase(0)]
    [TestCase(1.01)]
    public void It_ends_at_a_probability(double end)
        => Assert.That(ConfidenceCurve.Fault([[0, 0], [1, end]]), Is.EqualTo("expected to begin with [0, 0] and to end with [1, probability]"));

    [Test]
    public void The_surer_of_two_readings_stays_the_surer()
        => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Sample((a, b) =>
            new ConfidenceCurve(Points).At(Math.Min(a, b)) <= new ConfidenceCurve(Points).At(Math.Max(a, b)));
}
