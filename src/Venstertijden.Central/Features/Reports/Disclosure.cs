using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>What of a count may be seen.</summary>
public enum Showing
{
    /// <summary>The count.</summary>
    Count,

    /// <summary>Only that it is under 5, and not 0.</summary>
    Small,

    /// <summary>Nothing: it is hidden so that a small one cannot be worked out.</summary>
    Covered,
}

/// <summary>
/// Which counts of linked tables may be seen, so that no small one (1 to 4) follows from the others: not as a total less its parts, not as a year less its
/// months, not by any longer way around. For each small count there is a proof: other values of hidden counts, this one among them, with which every sum still
/// holds, every small count is 1 to 4 and every covered one is 5 or more. Where the hidden counts have no such other values, the cheapest shown ones are hidden too.
/// </summary>
public sealed class Disclosure
{
    // Hiding one more count is worse than hiding a greater one instead.
    private const long CostOfOne = 1_000;
    private const long MostWorth = 100_000;
    private const int MostSteps = 2_000;

    private readonly List<long> _counts = [];
    private readonly List<Standing> _standings = [];
    private readonly List<List<int>> _sumsOf = [];
    private readonly List<(int Whole, int[] Parts)> _sums = [];

    private enum Standing
    {
        Shown,
        Small,
        Covered,

        /// <summary>May have any value, 0 too.</summary>
        Withheld,

        /// <summary>Taken as known by the reader, whether or not it is shown: another table shows or hides it.</summary>
        Known,
    }

    /// <summary>How many counts there are.</summary>
    public int Length => _counts.Count;

    /// <summary>Adds a count that will be shown if it may.</summary>
    /// <returns>Its number.</returns>
    public int Add(long count) => Add(count, SmallCount.Hides(count) ? Standing.Small : Standing.Shown);

    /// <summary>Adds a count that another table decides on; it is taken as known.</summary>
    /// <returns>Its number.</returns>
    public int AddKnown(long count) => Add(count, Standing.Known);

    /// <summary>Says that a count is the sum of others.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void Sum(int whole, params int[] parts)
    {
        if (_counts[whole] != parts.Sum(p => _counts[p]))
            throw new ArgumentException("The whole is not the sum of its parts.", nameof(whole));
        _sums.Add((whole, parts));
        _sumsOf[whole].Add(_sums.Count - 1);
        foreach (int part in parts)
            _sumsOf[part].Add(_sums.Count - 1);
    }

    /// <summary>Hides what must be hidden beside the small counts.</summary>
    public void Protect()
    {
        for (int cell = 0; cell < _counts.Count; cell++)
            if (_standings[cell] == Standing.Small && !Prove(cell))
            {
                Withhold(cell);
                Prove(cell);
            }
    }

    /// <summary>What of a count may be seen.</summary>
    public Showing Of(int cell) => _standings[cell] switch
    {
        Standing.Small => Showing.Small,
        Standing.Covered or Standing.Withheld => Showing.Covered,
        _ => Showing.Count,
    };

    private int Add(long count, Standing standing)
    {
        _counts.Add(count);
        _standings.Add(standing);
        _sumsOf.Add([]);
        return _counts.Count - 1;
    }

    /// <summary>Finds the cheapest other values, and hides what they need hidden; false when there are none.</summary>
    private bool Prove(int cell)
    {
        var best = new Search(this);
        foreach (int step in (int[])[1, -1])
            if (CostOf(cell, step) is { } cost)
                best.Try(cell, step, cost);
        foreach (int touched in best.Cheapest)
            if (_standings[touched] == Standing.Shown)
                _standings[touched] = Standing.Covered;
        return best.Cheapest.Count > 0;
    }

    /// <summary>Where a row has nothing to hide behind, the whole row goes, its zeros too.</summary>
    private void Withhold(int cell)
    {
        foreach (int sum in _sumsOf[cell])
            foreach (int other in _sums[sum].Parts)
                if (other != cell && _standings[other] is Standing.Shown)
                    _standings[other] = Standing.Withheld;
    }

    /// <summary>What it costs to let a count be one more or less; null when it cannot be.</summary>
    private long? CostOf(int cell, int step) => (_standings[cell], _counts[cell] + step) switch
    {
        (Standing.Small, >= 1 and < SmallCount.Fewest) => 0,
        (Standing.Covered, >= SmallCount.Fewest) => 0,
        (Standing.Withheld, >= 0) => 0,
        (Standing.Shown, >= SmallCount.Fewest) when _counts[cell] >= SmallCount.Fewest => CostOfOne + Math.Min(MostWorth, _counts[cell]),
        _ => null,
    };

    /// <summary>Looks for counts that can go up or down by one together with all sums kept.</summary>
    private sealed class Search(Disclosure tables)
    {
        private readonly Dictionary<int, int> _moved = [];
        private long _cost = long.MaxValue;
        private int _steps;

        public IReadOnlyList<int> Cheapest { get; private set; } = [];

        public void Try(int cell, int step, long cost)
        {
            if (cost >= _cost || _steps++ > MostSteps)
                return;
            _moved[cell] = step;
            if (FirstOpen() is not { } open)
                (_cost, Cheapest) = (cost, [.. _moved.Keys]);
            else
                foreach (var (next, change, more) in Candidates(open))
                    Try(next, change, cost + more);
            _moved.Remove(cell);
        }

        /// <summary>The sum that does not hold any more and has the fewest ways to be mended; null when all hold.</summary>
        private int? FirstOpen()
        {
            int? found = null;
            foreach (int cell in _moved.Keys)
                foreach (int sum in tables._sumsOf[cell])
                    if (Over(sum) != 0 && (found is not { } other || tables._sums[sum].Parts.Length < tables._sums[other].Parts.Length))
                        found = sum;
            return found;
        }

        private int Over(int sum)
        {
            var (whole, parts) = tables._sums[sum];
            int over = -_moved.GetValueOrDefault(whole);
            foreach (int part in parts)
                over += _moved.GetValueOrDefault(part);
            return over;
        }

        private List<(int Cell, int Step, long Cost)> Candidates(int sum)
        {
            int step = -Math.Sign(Over(sum));
            var (whole, parts) = tables._sums[sum];
            var found = new List<(int, int, long)>();
            foreach (int part in parts)
                if (!_moved.ContainsKey(part) && tables.CostOf(part, step) is { } cost)
                    found.Add((part, step, cost));
            if (!_moved.ContainsKey(whole) && tables.CostOf(whole, -step) is { } dear)
                found.Add((whole, -step, dear));
            found.Sort((a, b) => a.Item3.CompareTo(b.Item3));
            return found;
        }
    }
}
