using System.Collections.Immutable;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Venstertijden.Central.Features.Letters;

/// <summary>A step in drawing a page: an element of the structure begins or ends, or something is drawn. Positions in points from above left.</summary>
internal abstract record Stroke;

/// <param name="Heading"><c>Row</c> or <c>Column</c> for a cell that heads one; else null.</param>
internal sealed record Opens(PdfBlockLevelElementTag Tag, string? Heading = null) : Stroke;

internal sealed record Closes : Stroke;

internal sealed record Draws(string Text, bool Strong, double Size, double X, double Y) : Stroke;

internal sealed record Rules(double X, double Y, double Width) : Stroke;

internal sealed record Shows(XImage Image, string Says, double X, double Y, double Width, double Height) : Stroke;

/// <summary>Puts the parts of a sheet on pages. A heading stays with what follows, a row of a table on one page.</summary>
internal sealed class SheetLayout
{
    internal const double PageWidth = 595.28, PageHeight = 841.89, Left = 68, Right = 57, Top = 57, Bottom = 71;
    internal const double Body = 11, Small = 9;
    private const double Width = PageWidth - Left - Right, Foot = PageHeight - Bottom, Leading = 1.42;
    private const double WindowTop = 142, WindowEnd = 250;
    private static readonly double[] HeadingSizes = [18, 13.5, 11.5];

    private readonly LetterFont _font;
    private readonly XGraphics _measure = XGraphics.CreateMeasureContext(new XSize(PageWidth, PageHeight), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly List<List<Stroke>> _pages = [[]];
    private double _y = Top;

    private SheetLayout(LetterFont font) => _font = font;

    public static IReadOnlyList<IReadOnlyList<Stroke>> Of(Sheet sheet, LetterFont font)
    {
        var layout = new SheetLayout(font);
        foreach (var part in sheet.Parts)
            layout.Place(part);
        return layout._pages;
    }

    private List<Stroke> Page => _pages[^1];

    internal static XFont FontOf(bool strong, double size) => new(LetterFont.Family, size, strong ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    private void Place(SheetPart part)
    {
        switch (part)
        {
            case SheetHeading heading:
                PlaceHeading(heading);
                break;
            case SheetText text:
                Flow(PdfBlockLevelElementTag.Paragraph, Wrap(text.Text, Width, Body), Body, 7);
                break;
            case SheetLines lines:
                Flow(PdfBlockLevelElementTag.Paragraph, [.. lines.Lines.SelectMany(l => Wrap(l + " ", Width, Body))], Body, 8);
                break;
            case SheetAddress address:
                _y = Math.Max(_y, WindowTop);
                Flow(PdfBlockLevelElementTag.Paragraph, [.. address.Lines.SelectMany(l => Wrap(l + " ", Width / 2, Body))], Body, 8);
                _y = Math.Max(_y, WindowEnd);
                break;
            case SheetList list:
                PlaceList(list);
                break;
            case SheetTable table:
                PlaceTable(table);
                break;
            case SheetPicture picture:
                PlacePicture(picture);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part, "Say how this part is placed.");
        }
    }

    private void PlaceHeading(SheetHeading heading)
    {
        double size = HeadingSizes[heading.Level - 1];
        var lines = Wrap($"**{heading.Text}**", Width, size);
        _y += _y > Top ? size * 0.5 : 0;
        Room((lines.Length * size * 1.25) + (Body * Leading * 2));
        Flow(PdfBlockLevelElementTag.Heading1 + (heading.Level - 1), lines, size, size * 0.35, 1.25);
    }

    private void PlaceList(SheetList list)
    {
        Page.Add(new Opens(PdfBlockLevelElementTag.List));
        foreach (string item in list.Items)
        {
            var lines = Wrap(item, Width - 16, Body);
            Room(lines.Length * Body * Leading);
            Page.AddRange([new Opens(PdfBlockLevelElementTag.ListItem), new Opens(PdfBlockLevelElementTag.Label), new Draws("• ", false, Body, Left + 3, Baseline(Body)), new Closes()]);
            Page.Add(new Opens(PdfBlockLevelElementTag.ListBody));
            foreach (var line in lines)
                Line(line, Left + 16, Body, Leading);
            Page.AddRange([new Closes(), new Closes()]);
            _y += 3;
        }

        Page.Add(new Closes());
        _y += 6;
    }

    private void PlaceTable(SheetTable table)
    {
        int columns = table.Head.Length > 0 ? table.Head.Length : table.Rows[0].Length;
        var shares = table.Widths.Length == columns ? table.Widths : [.. Enumerable.Repeat(1.0 / columns, columns)];
        if (table.Title.Length > 0)
        {
            Room(Body * Leading * 3);
            Flow(PdfBlockLevelElementTag.Paragraph, Wrap($"**{table.Title}**", Width, Body), Body, 2);
        }

        Page.Add(new Opens(PdfBlockLevelElementTag.Table));
        if (table.Head.Length > 0)
            Row([.. table.Head.Select(h => $"**{h}**")], shares, _ => "Column");
        foreach (var row in table.Rows)
            Row(row, shares, column => table.Head.Length == 0 && column == 0 ? "Row" : null);
        Page.Add(new Closes());
        _y += 9;
    }

    private void Row(ImmutableArray<string> cells, ImmutableArray<double> shares, Func<int, string?> headingOf)
    {
        var wrapped = cells.Select((cell, column) => Wrap(headingOf(column) == "Row" ? $"**{cell}**" : cell, (Width * shares[column]) - 8, Body)).ToList();
        Room((wrapped.Max(w => w.Length) * Body * Leading) + 6);
        Page.Add(new Opens(PdfBlockLevelElementTag.TableRow));
        double top = _y + 3, lowest = top, x = Left;
        foreach (var (column, lines) in wrapped.Index())
        {
            string? heading = headingOf(column);
            Page.Add(new Opens(heading is null ? PdfBlockLevelElementTag.TableDataCell : PdfBlockLevelElementTag.TableHeaderCell, heading));
            _y = top;
            foreach (var line in lines)
                Line(line, x, Body, Leading);
            Page.Add(new Closes());
            (lowest, x) = (Math.Max(lowest, _y), x + (Width * shares[column]));
        }

        Page.Add(new Closes());
        _y = lowest + 3;
        Page.Add(new Rules(Left, _y, Width));
    }

    private void PlacePicture(SheetPicture picture)
    {
        // Lives as long as the document that it is drawn into.
        var image = XImage.FromStream(new MemoryStream(picture.Content, 0, picture.Content.Length, false, publiclyVisible: true));
        double height = Math.Min(picture.Highest / 25.4 * 72, Width * image.PixelHeight / image.PixelWidth);
        double width = height * image.PixelWidth / image.PixelHeight;
        Room(height + 8);
        Page.Add(new Shows(image, picture.Says, Left, _y, width, height));
        _y += height + 9;
    }

    private void Flow(PdfBlockLevelElementTag tag, ImmutableArray<ImmutableArray<Run>> lines, double size, double after, double leading = Leading)
    {
        if (lines.Length == 0)
            return;
        // No single line is left behind or sent ahead.
        Room(Math.Min(lines.Length, 3) * size * leading);
        Page.Add(new Opens(tag));
        foreach (var line in lines)
            Line(line, Left, size, leading);
        Page.Add(new Closes());
        _y += after;
    }

    private void Line(ImmutableArray<Run> runs, double x, double size, double leading)
    {
        Room(size * leading);
        foreach (var run in runs)
        {
            Page.Add(new Draws(run.Text, run.Strong, size, x, Baseline(size)));
            x += WidthOf(run.Text, run.Strong, size);
        }

        _y += size * leading;
    }

    private double Baseline(double size) => _y + (size * 1.02);

    private void Room(double height)
    {
        if (_y + height <= Foot || _y <= Top)
            return;
        _pages.Add([]);
        _y = Top;
    }

    private readonly record struct Run(string Text, bool Strong);

    /// <summary>Lines of runs; a word that is wider than its column is cut.</summary>
    private ImmutableArray<ImmutableArray<Run>> Wrap(string text, double width, double size)
    {
        var lines = ImmutableArray.CreateBuilder<ImmutableArray<Run>>();
        var line = new List<Run>();
        double used = 0;
        foreach (var word in Words(_font.Writable(text)).SelectMany(w => Cut(w, width, size)))
        {
            double wide = WidthOf(word.Text.TrimEnd(' '), word.Strong, size);
            if (used + wide > width && line.Count > 0)
            {
                lines.Add(Joined(line));
                (line, used) = ([], 0);
            }

            line.Add(word);
            used += WidthOf(word.Text, word.Strong, size);
        }

        if (line.Count > 0)
            lines.Add(Joined(line));
        return lines.ToImmutable();
    }

    /// <summary>Each word with the space after it, so that a reader of the text finds words apart also at a line's end.</summary>
    private static IEnumerable<Run> Words(string text)
    {
        bool strong = false;
        foreach (string part in text.Split("**"))
        {
            string[] words = part.Split(' ');
            for (int n = 0; n < words.Length; n++)
            {
                string word = n < words.Length - 1 ? words[n] + " " : words[n];
                if (word.Length > 0)
                    yield return new Run(word, strong);
            }

            strong = !strong;
        }
    }

    private IEnumerable<Run> Cut(Run word, double width, double size)
    {
        string rest = word.Text;
        while (WidthOf(rest.TrimEnd(' '), word.Strong, size) > width && rest.Length > 1)
        {
            int fits = Enumerable.Range(1, rest.Length).TakeWhile(n => WidthOf(rest[..n], word.Strong, size) <= width).LastOrDefault(1);
            yield return word with { Text = rest[..fits] };
            rest = rest[fits..];
        }

        yield return word with { Text = rest };
    }

    private static ImmutableArray<Run> Joined(List<Run> words)
    {
        var joined = new List<Run>();
        foreach (var word in words)
        {
            if (joined.Count > 0 && joined[^1].Strong == word.Strong)
                joined[^1] = joined[^1] with { Text = joined[^1].Text + word.Text };
            else
                joined.Add(word);
        }

        return [.. joined];
    }

    private readonly Dictionary<(bool, double), XFont> _fonts = [];

    private double WidthOf(string text, bool strong, double size)
    {
        if (!_fonts.TryGetValue((strong, size), out var font))
            _fonts[(strong, size)] = font = FontOf(strong, size);
        return _measure.MeasureString(text, font, XStringFormats.BaseLineLeft).Width;
    }
}
