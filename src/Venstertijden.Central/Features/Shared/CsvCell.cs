namespace Venstertijden.Central.Features.Shared;

/// <summary>A cell of a CSV file (RFC 4180).</summary>
public static class CsvCell
{
    /// <summary>Quoted where it must be; a spreadsheet must not take a text for a formula.</summary>
    public static string Of(string cell)
    {
        string safe = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
