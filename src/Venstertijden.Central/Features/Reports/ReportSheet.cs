using System.Collections.Immutable;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Contracts;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>A report as a document: the same words and tables as the page, without drawings.</summary>
public static class ReportSheet
{
    private const double NameWidth = 0.34;

    /// <param name="tables">In Dutch.</param>
    /// <param name="site">The municipality that reports.</param>
    /// <param name="heading">Before the title.</param>
    /// <param name="how">Heading of the notes.</param>
    /// <param name="row">Heading of the first column.</param>
    public static Sheet Of(ReportTables tables, SiteId site, string heading, string how, string row) => new(
        $"{heading}: {tables.Title}",
        [
            new SheetHeading(1, tables.Title),
            .. tables.Answers.Select(a => new SheetText($"**{a}**")),
            .. tables.All.Where(t => t.Rows.Count > 0).SelectMany(t => Of(t, row)),
            new SheetHeading(2, how),
            new SheetList([.. tables.Notes]),
        ],
        $"Gemeente {Towns.NameOf(site)}, {heading.ToLowerInvariant()} {tables.Title}");

    private static IEnumerable<SheetPart> Of(ReportTable table, string row)
    {
        yield return new SheetHeading(2, table.Title);
        if (table.Lead.Length > 0)
            yield return new SheetText(table.Lead);
        bool explained = table.Head.Any(h => h.Key.Length == 0);
        ImmutableArray<double> widths = explained ? [NameWidth, 0.16, 0.5] : [NameWidth, .. Enumerable.Repeat((1 - NameWidth) / table.Head.Count, table.Head.Count)];
        yield return new SheetTable("", [row, .. table.Head.Select(h => h.Name)], [.. table.Rows.Select(r => ImmutableArray.Create([Indent(r), .. r.Cells.Select(c => c.Text)]))], widths);
    }

    private static string Indent(ReportRow row) => string.Concat(Enumerable.Repeat("– ", row.Depth)) + row.Name;
}
