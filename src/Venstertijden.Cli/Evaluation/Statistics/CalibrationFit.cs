namespace Venstertijden.Cli.Evaluation.Statistics;

/// <summary>
/// Fits what the confidence of a read is worth: a curve that never falls (pool adjacent violators), of few knots, and on the
/// careful side where it matters. A claim near certainty is never higher than the number of reads behind it supports.
/// </summary>
internal static class CalibrationFit
{
    private const int MostKnots = 14;
    private const int LeastReads = 20;

    // From here on a knot is the lower bound of Wilson's interval, not the share itself: a sure read may lead to a fine.
    private const double CarefulFrom = 0.9;

    // How close to 1 a confidence may come before the curve's fixed end at 1.
    private const double JustBelowOne = 1 - 1e-9;

    /// <summary>Pairs of confidence and probability from [0, 0] to [1, p]: confidences rise, probabilities never fall.</summary>
    /// <param name="reads">With the confidence as the net and the vote gave it. Fewer than 40: the confidence stays as it is.</param>
    public static IReadOnlyList<(double Confidence, double Probability)> Fit(IReadOnlyCollection<Judged> reads)
    {
        if (reads.Count < 2 * LeastReads)
            return [(0, 0), (1, 1)];
        var blocks = Pooled(Steps(reads));
        var probabilities = new double[blocks.Count];
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var right = new Share(blocks[i].Right, blocks[i].Count);
            var supported = right.Value < CarefulFrom ? right.Value : right.Interval.Low;
            // The lower bound of a small top block can lie under that of the block below it.
            probabilities[i] = i + 1 < blocks.Count ? Math.Min(supported, probabilities[i + 1]) : supported;
        }

        return Knots(blocks, probabilities);
    }

    /// <summary>Groups of neighbouring confidences that are large enough to judge, equal ones together.</summary>
    private static List<Block> Steps(IReadOnlyCollection<Judged> reads)
    {
        var least = Math.Max(LeastReads, reads.Count / 200);
        var steps = new List<Block>();
        foreach (var same in reads.GroupBy(read => read.Confidence).OrderBy(group => group.Key))
        {
            var block = new Block(same.Key, same.Key, same.Key * same.Count(), same.Count(read => read.Right), same.Count());
            if (steps.Count > 0 && steps[^1].Count < least)
                steps[^1] = steps[^1].With(block);
            else
                steps.Add(block);
        }

        if (steps.Count > 1 && steps[^1].Count < least)
        {
            steps[^2] = steps[^2].With(steps[^1]);
            steps.RemoveAt(steps.Count - 1);
        }

        return steps;
    }

    /// <summary>Neighbours joined until the share of right reads rises from each to the next, and there are few.</summary>
    private static List<Block> Pooled(List<Block> steps)
    {
        var pooled = new List<Block>();
        foreach (var step in steps)
        {
            pooled.Add(step);
            // Equal shares are joined too: that makes the top one as large, and so its bound as tight, as the reads allow.
            while (pooled.Count > 1 && pooled[^2].Share >= pooled[^1].Share)
                JoinAt(pooled, pooled.Count - 2);
        }

        while (pooled.Count > MostKnots)
            JoinAt(pooled, Enumerable.Range(0, pooled.Count - 1).MinBy(i => pooled[i + 1].Share - pooled[i].Share));
        return pooled;
    }

    private static void JoinAt(List<Block> blocks, int at)
    {
        blocks[at] = blocks[at].With(blocks[at + 1]);
        blocks.RemoveAt(at + 1);
    }

    /// <summary>A block's probability stands at its middle; the top one's from its middle to the end, so that nothing claims more.</summary>
    private static List<(double Confidence, double Probability)> Knots(List<Block> blocks, double[] probabilities)
    {
        List<(double Confidence, double Probability)> knots = [(0, 0)];
        for (var i = 0; i < blocks.Count; i++)
        {
            var confidence = Math.Min(blocks[i].Mean, JustBelowOne);
            if (confidence > knots[^1].Confidence)
                knots.Add((confidence, probabilities[i]));
        }

        knots.Add((1, probabilities[^1]));
        return knots;
    }

    private readonly record struct Block(double From, double To, double Sum, int Right, int Count)
    {
        public double Share => (double)Right / Count;

        public double Mean => Sum / Count;

        public Block With(Block next) => new(From, next.To, Sum + next.Sum, Right + next.Right, Count + next.Count);
    }
}
