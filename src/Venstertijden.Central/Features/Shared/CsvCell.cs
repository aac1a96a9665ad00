namespace Venstertijden.Central.Features.Shared;

/// <summary>A cell of a CSV file (RFC 4180); a spreadsheet must not take a text for a formula.</summary>
public static class CsvCell
{
    /// <summary>Quoted where it must be.</summary>
    public static string Of(string cell) => Safe(cell).AsSpan().IndexOfAny(",\"\r\n") < 0 ? Safe(cell) : Quoted(cell);

    /// <summary>Always quoted.</summary>
    public static string Quoted(string cell) => $"\"{Safe(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Safe(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
}
