using System.Collections.Immutable;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>
/// Which further counts of a column must be hidden, so that the sum of the column less what is shown does not give a hidden small count away
/// (secondary suppression). Who reads knows the sum, that a small count is 1 to 4, and that a covered one is 5 or more.
/// </summary>
public static class Cover
{
    private const long Least = 1;
    private const long Most = SmallCount.Fewest - 1;

    /// <summary>True for each count that must be hidden beside the small ones; null when even hiding all would give one away: then the sum must go too.</summary>
    public static ImmutableArray<bool>? Of(IReadOnlyList<long> counts)
    {
        var covered = new bool[counts.Count];
        // So small a sum is hidden itself, in every table alike.
        if (counts.Sum() < SmallCount.Fewest)
            return [.. covered];
        while (!IsSafe(counts, covered))
        {
            // The smallest of what is shown: it costs the reader least. A zero covers nothing.
            int next = Enumerable.Range(0, counts.Count).Where(i => !covered[i] && counts[i] >= SmallCount.Fewest).OrderBy(i => counts[i]).ThenBy(i => i).FirstOrDefault(-1);
            if (next < 0)
                return null;
            covered[next] = true;
        }

        return [.. covered];
    }

    /// <summary>Every small count could be at least one other as well.</summary>
    private static bool IsSafe(IReadOnlyList<long> counts, bool[] covered)
    {
        var small = counts.Where(SmallCount.Hides).ToList();
        var cover = counts.Where((_, i) => covered[i]).ToList();
        return small.TrueForAll(count =>
        {
            long room = small.Sum(c => c - Least) - (count - Least) + cover.Sum(c => c - SmallCount.Fewest);
            long could = Math.Min(Most, count + room);
            // A covered count has no upper end, so the others can take all but one.
            long low = cover.Count > 0 ? Least : Math.Max(Least, count - (small.Sum(c => Most - c) - (Most - count)));
            return could > low;
        });
    }
}
