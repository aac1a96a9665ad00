using System.Text;

namespace Venstertijden.Cli.Csv;

/// <summary>One record of a CSV text.</summary>
/// <param name="Row">Number of the record, the header being 0 and the first data row 1; empty lines do not count.</param>
/// <param name="Line">Line of the text on which it starts, from 1.</param>
/// <param name="Cells">The cells up to the fault, if there is one.</param>
/// <param name="Fault">What is wrong with the quoting of the cell after <paramref name="Cells"/>; null when the record is whole.</param>
public sealed record CsvRecord(int Row, int Line, IReadOnlyList<string> Cells, string? Fault);

/// <summary>
/// Reads RFC 4180 exactly (LF or CRLF): a quote stands only at the ends of a cell, and doubled inside it. CsvHelper forgives what we must name, and a
/// missing closing quote would swallow the rows after it: here reading goes on with the next line.
/// </summary>
public sealed class CsvText(string text)
{
    private int _at;
    private int _line = 1;

    public IEnumerable<CsvRecord> Records()
    {
        var row = 0;
        while (_at < text.Length)
        {
            if (SkipEmptyLine())
                continue;
            yield return Read(row++);
        }
    }

    /// <summary>Quotes a cell where its content needs it.</summary>
    public static string Cell(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private CsvRecord Read(int row)
    {
        int start = _at, line = _line;
        var cells = new List<string>();
        while (true)
        {
            var fault = _at < text.Length && text[_at] == '"' ? Quoted(out var cell) : Bare(out cell);
            if (fault is not null)
            {
                ResumeAfterFirstLine(start, line);
                return new CsvRecord(row, line, cells, fault);
            }

            cells.Add(cell);
            if (_at < text.Length && text[_at] == ',')
            {
                _at++;
                // A comma at the very end of the text: one more cell, and it is empty.
                if (_at == text.Length)
                {
                    cells.Add("");
                    return new CsvRecord(row, line, cells, null);
                }

                continue;
            }

            TakeLineEnd();
            return new CsvRecord(row, line, cells, null);
        }
    }

    private string? Bare(out string cell)
    {
        var end = text.AsSpan(_at).IndexOfAny(",\"\n");
        end = end < 0 ? text.Length : _at + end;
        cell = text[_at..end];
        if (end < text.Length && text[end] == '"')
            return "expected a quote only at the start and end of a cell; inside a quoted cell it is written twice";
        if (end < text.Length && text[end] == '\n' && cell.EndsWith('\r'))
        {
            cell = cell[..^1];
            end--;
        }
        else if (end == text.Length && cell.EndsWith('\r'))
            cell = cell[..^1];

        _at = end;
        return null;
    }

    private string? Quoted(out string cell)
    {
        var value = new StringBuilder();
        var from = _at + 1;
        while (true)
        {
            var quote = text.IndexOf('"', from);
            if (quote < 0)
            {
                cell = "";
                return "expected a closing quote";
            }

            value.Append(text, from, quote - from);
            if (quote + 1 < text.Length && text[quote + 1] == '"')
            {
                value.Append('"');
                from = quote + 2;
                continue;
            }

            _line += text.AsSpan(_at, quote - _at).Count('\n');
            _at = quote + 1;
            cell = value.ToString();
            return _at == text.Length || text[_at] is ',' or '\n' || (text[_at] == '\r' && (_at + 1 == text.Length || text[_at + 1] == '\n'))
                ? null
                : "expected a comma or the end of the line after a closing quote";
        }
    }

    private void ResumeAfterFirstLine(int start, int line)
    {
        var end = text.IndexOf('\n', start);
        _at = end < 0 ? text.Length : end + 1;
        _line = line + 1;
    }

    private bool SkipEmptyLine()
    {
        if (text[_at] != '\n' && !(text[_at] == '\r' && (_at + 1 == text.Length || text[_at + 1] == '\n')))
            return false;
        TakeLineEnd();
        return true;
    }

    private void TakeLineEnd()
    {
        if (_at < text.Length && text[_at] == '\r')
            _at++;
        if (_at < text.Length && text[_at] == '\n')
        {
            _at++;
            _line++;
        }
    }
}
