namespace Venstertijden.Edge.Reading;

/// <summary>When what was seen counts as read.</summary>
/// <param name="Threshold">Least probability that the text is right, 0 to 1, after calibration.</param>
/// <param name="Calibration">From the confidence of what was seen to that probability.</param>
/// <param name="Characters">From the confidence of one character to the probability that it is right.</param>
public sealed record ReadRule(double Threshold, ConfidenceCurve Calibration, ConfidenceCurve Characters)
{
    /// <summary>The rule of a reader whose confidence nobody has measured.</summary>
    public ReadRule(double threshold)
        : this(threshold, ConfidenceCurve.AsIs, ConfidenceCurve.AsIs)
    {
    }
}
