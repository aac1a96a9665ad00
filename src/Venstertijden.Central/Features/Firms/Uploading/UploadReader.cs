using System.Text;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>
/// Reads a list of vehicles whatever way a firm's own program wrote it: Excel, or text in any usual encoding with any usual mark between the
/// columns. Looks at what the file is, never at its name.
/// </summary>
public static class UploadReader
{
    /// <summary>Most bytes of one file: 100,000 rows of text fit in it, and are then refused by their number.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 10_000;

    /// <summary>Reads a file.</summary>
    public static UploadReading Read(byte[] content)
    {
        if (content.Length > MostBytes) return UploadReading.Of(UploadFault.TooLarge);
        if (content.AsSpan().StartsWith("PK\x03\x04"u8) || content.AsSpan().StartsWith("PK\x05\x06"u8)) return FromCells(() => Workbook.Read(content));
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return UploadReading.Of(UploadFault.OldExcel);
        return TextEncodings.Read(content) is { } text ? ReadText(text) : UploadReading.Of(UploadFault.NotAList);
    }

    /// <summary>Reads pasted text, or that of a file.</summary>
    public static UploadReading ReadText(string text) => Encoding.UTF8.GetByteCount(text) > MostBytes
        ? UploadReading.Of(UploadFault.TooLarge)
        : FromCells(() => DelimitedText.Read(text));

    private static UploadReading FromCells(Func<IEnumerable<SheetRow>> read)
    {
        try
        {
            var rows = new List<SheetRow>();
            foreach (var row in read())
            {
                if (row.IsEmpty) continue;
                // A header is one more.
                if (rows.Count > MostRows) return UploadReading.Of(UploadFault.TooManyRows);
                rows.Add(row);
            }

            return rows.Count == 0 ? UploadReading.Of(UploadFault.Empty) : ColumnsOfList.Take(rows);
        }
        catch (UnreadableListException e)
        {
            return UploadReading.Of(e.Fault);
        }
    }
}

/// <summary>A row of cells, as text.</summary>
/// <param name="Line">Row of the file, from 1.</param>
/// <param name="Cells">Trimmed.</param>
public sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>No cell holds anything.</summary>
    public bool IsEmpty => Cells.All(c => c.Length == 0);

    /// <summary>The cell of that column; empty where the row is shorter.</summary>
    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>A list that cannot be read at all.</summary>
internal sealed class UnreadableListException(UploadFault fault, Exception? inner = null) : Exception(fault.ToString(), inner)
{
    internal UploadFault Fault => fault;
}
