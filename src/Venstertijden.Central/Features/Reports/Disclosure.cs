using System.Collections.Immutable;
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
/// One way in which counts are split: months of a year, zones of a town, reasons of a rejection. A node counts what its children count together; children of one node
/// are wholly under it.
/// </summary>
public sealed class DisclosureAxis
{
    private const int MostOthers = 40;

    private readonly int[] _parents;
    private readonly int[] _groups;

    /// <summary>A split.</summary>
    /// <param name="parents">For each node its parent, which comes before it; -1 for a root.</param>
    /// <param name="groups">For each root the group whose sum another table tells, so that it is taken as known; -1 where nobody knows a greater sum. Null for -1 everywhere.</param>
    public DisclosureAxis(IReadOnlyList<int> parents, IReadOnlyList<int>? groups = null)
    {
        (_parents, _groups) = ([.. parents], groups is null ? [.. Enumerable.Repeat(-1, parents.Count)] : [.. groups]);
        int[] leaves = [.. Enumerable.Range(0, Length).Where(n => !_parents.Contains(n))];
        Children = [.. Enumerable.Range(0, Length).Select(n => Enumerable.Range(0, Length).Where(c => _parents[c] == n).ToArray())];
        Near = [.. Enumerable.Range(0, Length).Select(n => Enumerable.Range(0, Length).Where(other => PathOf(n).Contains(other) || PathOf(other).Contains(n) || (_parents[n] == _parents[other] && _groups[n] == _groups[other])).ToArray())];
        Moves = [.. Enumerable.Range(0, Length).Select(n => MovesOf(n, leaves).ToImmutableArray())];
    }

    /// <summary>How many nodes there are.</summary>
    public int Length => _parents.Length;

    /// <summary>For each node, ways to let it count one more while every sum holds: nodes that count one more, and one less.</summary>
    internal ImmutableArray<ImmutableArray<(int Node, int Step)[]>> Moves { get; }

    /// <summary>For each node the nodes right under it.</summary>
    internal ImmutableArray<int[]> Children { get; }

    /// <summary>For each node itself, what is above and under it, and its siblings.</summary>
    internal ImmutableArray<int[]> Near { get; }

    private IEnumerable<(int, int)[]> MovesOf(int node, int[] leaves)
    {
        foreach (int leaf in leaves.Where(l => PathOf(l).Contains(node)))
        {
            int root = PathOf(leaf)[^1];
            if (_groups[root] < 0)
                yield return [.. PathOf(leaf).Select(n => (n, 1))];
            var others = leaves.Where(l => !PathOf(l).Contains(node) && PathOf(l)[^1] is var other && (other == root || (_groups[root] >= 0 && _groups[other] == _groups[root])));
            foreach (int other in others.OrderBy(l => PathOf(l).Except(PathOf(leaf)).Count()).Take(MostOthers))
                yield return [.. PathOf(leaf).Except(PathOf(other)).Select(n => (n, 1)), .. PathOf(other).Except(PathOf(leaf)).Select(n => (n, -1))];
        }
    }

    private int[] PathOf(int node)
    {
        var path = new List<int>();
        for (int at = node; at >= 0; at = _parents[at])
            path.Add(at);
        return [.. path];
    }
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

    // A year, a town and a whole are asked for first.
    private const long CostOfWhole = 200_000;

    private readonly ImmutableArray<DisclosureAxis> _axes;
    private readonly int[] _strides;
    private readonly long[] _counts;
    private readonly long[] _wholes;
    private readonly Standing[] _standings;

    /// <summary>Decides on the counts of every combination of nodes.</summary>
    /// <param name="axes">How they are split.</param>
    /// <param name="countOf">The count of a combination: a node of each axis.</param>
    /// <param name="isUnpublished">Combinations that are shown nowhere: a small one must not follow from others either.</param>
    /// <exception cref="ArgumentException">A node does not count what its children count together.</exception>
    public Disclosure(IEnumerable<DisclosureAxis> axes, Func<int[], long> countOf, Func<int[], bool>? isUnpublished = null)
    {
        _axes = [.. axes];
        _strides = new int[_axes.Length];
        int length = 1;
        for (int axis = _axes.Length - 1; axis >= 0; axis--)
            (_strides[axis], length) = (length, length * _axes[axis].Length);
        (_counts, _wholes, _standings) = (new long[length], new long[length], new Standing[length]);
        for (int cell = 0; cell < length; cell++)
        {
            int[] at = PlaceOf(cell);
            _counts[cell] = countOf(at);
            _wholes[cell] = CostOfWhole * at.Where((node, axis) => node == 0 && _axes[axis].Children[0].Length > 0).Count();
            _standings[cell] = isUnpublished?.Invoke(at) == true ? Standing.Unpublished : SmallCount.Hides(_counts[cell]) ? Standing.Small : Standing.Shown;
        }

        CheckSums();
        for (int cell = 0; cell < length; cell++)
            if (IsToProve(cell) && !Prove(cell))
            {
                Withhold(cell, SmallCount.Fewest);
                if (!Prove(cell))
                    Withhold(cell, long.MaxValue);
            }
    }

    private enum Standing
    {
        Shown,
        Small,
        Covered,

        /// <summary>A small one may have any value, 0 too; a greater one is as good as covered.</summary>
        Withheld,

        /// <summary>Shown nowhere, but a small one may follow from others: it has to be proved that it does not.</summary>
        Unpublished,
    }

    /// <summary>What of a count may be seen.</summary>
    public Showing Of(params int[] at) => _standings[CellOf(at)] switch
    {
        Standing.Small => Showing.Small,
        Standing.Shown => Showing.Count,
        _ => Showing.Covered,
    };

    private int CellOf(int[] at)
    {
        int cell = 0;
        for (int axis = 0; axis < at.Length; axis++)
            cell += at[axis] * _strides[axis];
        return cell;
    }

    private int[] PlaceOf(int cell) => [.. _strides.Select((stride, axis) => cell / stride % _axes[axis].Length)];

    private void CheckSums()
    {
        for (int cell = 0; cell < _counts.Length; cell++)
            for (int axis = 0; axis < _axes.Length; axis++)
            {
                int node = cell / _strides[axis] % _axes[axis].Length;
                int[] children = _axes[axis].Children[node];
                if (children.Length > 0 && _counts[cell] != children.Sum(c => _counts[cell + ((c - node) * _strides[axis])]))
                    throw new ArgumentException("A node does not count what its children count together.");
            }
    }

    /// <summary>Small ones, shown as such or not at all.</summary>
    private bool IsToProve(int cell) => SmallCount.Hides(_counts[cell]);

    /// <summary>Finds the cheapest other values, and hides what they need hidden; false when there are none.</summary>
    private bool Prove(int cell)
    {
        int[] at = PlaceOf(cell);
        var search = new Search(this, at);
        search.Try(0);
        foreach (int touched in search.Cheapest)
            if (_standings[touched] == Standing.Shown)
                _standings[touched] = Standing.Covered;
        return search.Cheapest.Length > 0;
    }

    /// <summary>
    /// Where small counts and zeros give each other away (four days of under 5 in a month of under 5 are four times one), it is not even told which of them are zero.
    /// Where that does not help, nothing near is told: then one more of everything is possible.
    /// </summary>
    private void Withhold(int cell, long under)
    {
        int[] at = PlaceOf(cell);
        IEnumerable<int> near = [0];
        for (int axis = 0; axis < _axes.Length; axis++)
        {
            var (nodes, stride) = (_axes[axis].Near[at[axis]], _strides[axis]);
            near = near.SelectMany(at => nodes.Select(n => at + (n * stride)));
        }

        foreach (int other in near)
            if (_counts[other] < under && _standings[other] != Standing.Unpublished)
                _standings[other] = Standing.Withheld;
    }

    /// <summary>What it costs to let a count be one more or less; null when it cannot be.</summary>
    private long? CostOf(int cell, int step) => (_standings[cell], _counts[cell] + step) switch
    {
        (Standing.Small, >= 1 and < SmallCount.Fewest) => 0,
        (Standing.Covered, >= SmallCount.Fewest) => 0,
        (Standing.Withheld, >= 0 and var value) when _counts[cell] < SmallCount.Fewest || value >= SmallCount.Fewest => 0,
        (Standing.Unpublished, >= 0) => 0,
        (Standing.Shown, >= SmallCount.Fewest) when _counts[cell] >= SmallCount.Fewest => CostOfOne + _wholes[cell] + Math.Min(MostWorth, _counts[cell]),
        _ => null,
    };

    /// <summary>Tries every combination of a move on each axis: then all sums hold on every axis at once.</summary>
    private sealed class Search(Disclosure tables, int[] at)
    {
        private readonly (int Node, int Step)[][] _moves = new (int, int)[tables._axes.Length][];
        private readonly List<int> _touched = [];
        private long _cost = long.MaxValue;

        public int[] Cheapest { get; private set; } = [];

        /// <summary>Chooses a move on this axis and on those after it.</summary>
        public void Try(int axis)
        {
            if (_cost == 0)
                return;
            if (axis == _moves.Length)
            {
                Weigh(1);
                Weigh(-1);
                return;
            }

            foreach (var move in tables._axes[axis].Moves[at[axis]])
            {
                _moves[axis] = move;
                Try(axis + 1);
            }
        }

        private void Weigh(int step)
        {
            long cost = 0;
            _touched.Clear();
            if (Add(0, 0, step, ref cost))
                (_cost, Cheapest) = (cost, [.. _touched]);
        }

        /// <summary>Adds up what the combination costs; false as soon as it is impossible or no cheaper.</summary>
        private bool Add(int axis, int cell, int step, ref long cost)
        {
            if (axis == _moves.Length)
            {
                if (tables.CostOf(cell, step) is not { } more)
                    return false;
                _touched.Add(cell);
                cost += more;
                return cost < _cost;
            }

            foreach (var (node, sign) in _moves[axis])
                if (!Add(axis + 1, cell + (node * tables._strides[axis]), step * sign, ref cost))
                    return false;
            return true;
        }
    }
}
