using System.Text;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>
/// Rows of text: comma, semicolon, tab or bar between the columns, whichever the text uses (RFC 4180). Forgiving where firms' programs are not exact: a
/// quote that is never closed is a character like others, so it swallows no rows.
/// </summary>
internal static class DelimitedText
{
    private const int LinesLooked = 20;

    // A longer cell is no name or group: its quote was never meant as one.
    private const int LongestQuoted = 4096;

    private static readonly char[] Marks = [';', '\t', ',', '|'];

    internal static IEnumerable<SheetRow> Read(string text)
    {
        int at = 0, line = 1;
        char mark = MarkOf(text, ref at, ref line);
        while (at < text.Length)
        {
            int first = line;
            yield return new SheetRow(first, Row(text, mark, ref at, ref line));
        }
    }

    private static List<string> Row(string text, char mark, ref int at, ref int line)
    {
        var cells = new List<string>();
        while (true)
        {
            cells.Add(CellText.Clean(Cell(text, mark, ref at, ref line)));
            if (at >= text.Length) return cells;
            char ended = text[at++];
            if (ended == mark) continue;
            line++;
            if (ended == '\r' && at < text.Length && text[at] == '\n') at++;
            return cells;
        }
    }

    /// <summary>Reads up to the mark or the end of the line, which stays.</summary>
    private static string Cell(string text, char mark, ref int at, ref int line)
    {
        var cell = new StringBuilder();
        if (at < text.Length && text[at] == '"' && Quoted(text, at, cell) is { } after)
        {
            line += text.AsSpan(at, after - at).Count('\n');
            at = after;
        }

        int end = text.AsSpan(at).IndexOfAny(mark, '\r', '\n');
        end = end < 0 ? text.Length : at + end;
        cell.Append(text, at, end - at);
        at = end;
        return cell.ToString();
    }

    /// <returns>The place behind the closing quote; null, and nothing read, when there is none.</returns>
    private static int? Quoted(string text, int at, StringBuilder cell)
    {
        for (int i = at + 1; i < Math.Min(text.Length, at + LongestQuoted); i++)
        {
            if (text[i] != '"') cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else return i + 1;
        }

        cell.Clear();
        return null;
    }

    /// <summary>The mark that stands in most lines; Excel's own first line "sep=;" says it outright.</summary>
    private static char MarkOf(string text, ref int at, ref int line)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Marks.Contains(text[4]))
        {
            int end = text.IndexOf('\n', StringComparison.Ordinal);
            (at, line) = (end < 0 ? text.Length : end + 1, 2);
            return text[4];
        }

        string[] lines = [.. text.Split('\n', LinesLooked + 1).Take(LinesLooked)];
        return Marks.MaxBy(mark => lines.Count(l => l.Contains(mark, StringComparison.Ordinal)));
    }
}

/// <summary>A cell as it is kept.</summary>
internal static class CellText
{
    /// <summary>Without control characters and outer spaces, cut to what is kept; the apostrophe with which we and spreadsheets keep a text from being a formula is taken off.</summary>
    internal static string Clean(string? cell)
    {
        string text = (cell ?? "").Trim();
        if (text is ['\'', '=' or '+' or '-' or '@', ..]) text = text[1..];
        if (text.Any(char.IsControl)) text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length <= UploadRow.MaxText ? text : text[..(char.IsHighSurrogate(text[UploadRow.MaxText - 1]) ? UploadRow.MaxText - 1 : UploadRow.MaxText)];
    }
}
