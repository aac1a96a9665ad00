using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>The columns of counts.</summary>
public enum ReportColumn
{
    Passages,
    Broken,
    Undecided,
}

/// <summary>What of a count may be seen.</summary>
public enum Showing
{
    /// <summary>The count.</summary>
    Count,

    /// <summary>Only that it is under 5.</summary>
    Small,

    /// <summary>Nothing: it is hidden so that a small one beside it cannot be worked out.</summary>
    Covered,
}

/// <summary>What of a report may be seen. Each table is covered by itself: they share no more than the sums.</summary>
public sealed class ReportSecrecy
{
    private readonly HashSet<(string By, string Value, ReportColumn Column)> _covered = [];
    private readonly HashSet<ReportColumn> _withheld = [];

    public ReportSecrecy(IReadOnlyList<ReportLine> lines)
    {
        foreach (var column in Enum.GetValues<ReportColumn>())
            foreach (var table in lines.GroupBy(line => line.By))
            {
                var rows = table.ToList();
                if (Cover.Of([.. rows.Select(row => row.Of(column))]) is { } covered)
                    _covered.UnionWith(rows.Where((_, i) => covered[i]).Select(row => (row.By, row.Value, column)));
                else
                    _withheld.Add(column);
            }
    }

    public Showing Of(ReportLine line, ReportColumn column) => line.Of(column) switch
    {
        0 => Showing.Count,
        var count when SmallCount.Hides(count) => Showing.Small,
        _ when _withheld.Contains(column) || _covered.Contains((line.By, line.Value, column)) => Showing.Covered,
        _ => Showing.Count,
    };

    /// <summary>A share gives a hidden count away, unless it says only that nobody broke a rule.</summary>
    public bool MayShowShare(ReportLine line) =>
        line.Compliance is not null && (line.Broken == 0 || Enum.GetValues<ReportColumn>().All(column => Of(line, column) == Showing.Count));
}
