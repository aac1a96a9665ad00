namespace Venstertijden.Cli.Evaluation.Statistics;

/// <summary>Reads of about the same confidence.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="To">Confidence below which they lie; the last bin includes it.</param>
/// <param name="Claimed">Mean of their confidences.</param>
/// <param name="Right">How many were right.</param>
internal readonly record struct ReliabilityBin(double From, double To, double Claimed, Share Right);

/// <summary>How far confidences keep their word.</summary>
internal static class Reliability
{
    // Finer where it matters: what is certain at 99.5 % may lead to a fine.
    private static readonly double[] Edges = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1];

    /// <summary>The bins that hold a read, by rising confidence.</summary>
    public static IReadOnlyList<ReliabilityBin> Curve(IReadOnlyCollection<Judged> reads) =>
        [.. reads.GroupBy(read => Bin(read.Confidence)).OrderBy(bin => bin.Key).Select(bin => new ReliabilityBin(
            Edges[bin.Key], Edges[bin.Key + 1], bin.Average(read => read.Confidence), new Share(bin.Count(read => read.Right), bin.Count())))];

    /// <summary>Expected calibration error: mean distance between claimed and true share of right reads, weighted by the reads of each bin. 0 when there are none.</summary>
    public static double ExpectedError(IReadOnlyCollection<Judged> reads) =>
        Curve(reads).Sum(bin => Math.Abs(bin.Claimed - bin.Right.Value) * bin.Right.Of) / Math.Max(1, reads.Count);

    private static int Bin(double confidence)
    {
        var bin = Array.FindLastIndex(Edges, edge => edge <= confidence);
        return Math.Clamp(bin, 0, Edges.Length - 2);
    }
}
