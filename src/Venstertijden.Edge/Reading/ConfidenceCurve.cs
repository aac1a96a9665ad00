namespace Venstertijden.Edge.Reading;

/// <summary>
/// How likely a reading is right by the confidence that it came with: measured points, straight lines between them. It never
/// falls, so the surer of two readings stays the surer.
/// </summary>
public sealed class ConfidenceCurve
{
    /// <summary>The confidence is the probability: nothing was measured.</summary>
    public static ConfidenceCurve AsIs { get; } = new([[0, 0], [1, 1]]);

    private readonly double[] _raw;
    private readonly double[] _probability;

    /// <summary>Pairs of confidence and probability.</summary>
    /// <exception cref="ArgumentException">See <see cref="Fault"/>.</exception>
    public ConfidenceCurve(IReadOnlyList<IReadOnlyList<double>> points)
    {
        if (Fault(points) is { } fault)
            throw new ArgumentException(fault, nameof(points));
        _raw = [.. points.Select(p => p[0])];
        _probability = [.. points.Select(p => p[1])];
    }

    /// <summary>What is wrong with the points of a curve, or null.</summary>
    public static string? Fault(IReadOnlyList<IReadOnlyList<double>> points)
    {
        if (points.Count < 2 || points.Any(p => p is not { Count: 2 }))
            return "expected two or more pairs [confidence, probability]";
        // The end may lie below 1: so many reads as make a claim certain may not have been measured.
        if (points[0] is not [0, 0] || points[^1] is not [1, > 0 and <= 1])
            return "expected to begin with [0, 0] and to end with [1, probability]";
        for (var i = 1; i < points.Count; i++)
        {
            // Written so that what is no number is a fault too.
            if (!(points[i][0] > points[i - 1][0]) || !(points[i][1] >= points[i - 1][1]))
                return "expected confidences that rise and probabilities that never fall";
        }

        return null;
    }

    /// <summary>The probability, 0 to 1, for a confidence; beyond 0 and 1 that of the nearest.</summary>
    public double At(double confidence)
    {
        if (!(confidence > 0))
            return 0;
        if (confidence >= 1)
            return _probability[^1];
        var i = Array.BinarySearch(_raw, confidence);
        if (i >= 0)
            return _probability[i];
        var next = ~i;
        var part = (confidence - _raw[next - 1]) / (_raw[next] - _raw[next - 1]);
        return double.Lerp(_probability[next - 1], _probability[next], part);
    }
}
