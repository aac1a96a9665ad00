using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>The first sheet of an Excel workbook (.xlsx), read row by row.</summary>
internal static class Workbook
{
    /// <summary>Most bytes of the parts together, unpacked: hundred times what ten thousand vehicles take.</summary>
    internal const long MostUnpackedBytes = 100L * 1024 * 1024;

    private const int MostParts = 500;
    private const int MostColumns = 100;
    private const string LastColumn = "CV";

    private const int MostLines = 5 * UploadReader.MostRows;

    private static readonly OpenXmlConfiguration Settings = new() { EnableSharedStringCache = false };

    internal static IEnumerable<SheetRow> Read(byte[] content)
    {
        CheckParts(content);
        using var stream = new MemoryStream(content, writable: false);
        int line = 0;
        using var rows = Rows(stream).GetEnumerator();
        while (Next(rows))
        {
            if (rows.Current.Count > MostColumns) throw new UnreadableListException(UploadFault.TooWide);
            if (line == MostLines) throw new UnreadableListException(UploadFault.TooManyRows);
            yield return new SheetRow(++line, [.. rows.Current.Values.Select(TextOf)]);
        }
    }

    /// <summary>
    /// What a zip file says of its sizes may be a lie, so each part is unpacked once and counted before anything reads it as a whole.
    /// </summary>
    private static void CheckParts(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpackedBytes) throw new UnreadableListException(UploadFault.Bomb);
            if (zip.GetEntry("xl/workbook.xml") is null) throw new UnreadableListException(UploadFault.BrokenExcel);
            byte[] buffer = new byte[81920];
            long unpacked = 0;
            foreach (var part in zip.Entries)
            {
                using var bytes = part.Open();
                for (int read; (read = bytes.Read(buffer)) > 0;)
                    if ((unpacked += read) > MostUnpackedBytes) throw new UnreadableListException(UploadFault.Bomb);
            }

            foreach (var sheet in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
                CheckPlaces(sheet);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            throw new UnreadableListException(UploadFault.BrokenExcel, e);
        }
    }

    /// <summary>
    /// A sheet may have one cell in row 1,048,576 or column XFD and nothing before it; the package makes all that lies between (half a minute for one
    /// cell). Where cells stand is looked at first, without making any.
    /// </summary>
    private static void CheckPlaces(ZipArchiveEntry sheet)
    {
        using var bytes = sheet.Open();
        using var xml = XmlReader.Create(bytes, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("row" or "c" or "dimension")) continue;
            string place = xml.GetAttribute(xml.LocalName == "dimension" ? "ref" : "r") ?? "";
            string last = place[(place.LastIndexOf(':') + 1)..];
            string column = last.TrimEnd("0123456789".ToCharArray());
            if (column.Length > 2 || (column.Length == 2 && string.CompareOrdinal(column, LastColumn) > 0)) throw new UnreadableListException(UploadFault.TooWide);
            if (last.Length > column.Length && (!int.TryParse(last.AsSpan(column.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int row) || row > MostLines)) throw new UnreadableListException(UploadFault.TooManyRows);
        }
    }

    private static IEnumerable<IDictionary<string, object?>> Rows(Stream stream)
    {
        try
        {
            return stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: Settings).Cast<IDictionary<string, object?>>();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new UnreadableListException(UploadFault.BrokenExcel, e);
        }
    }

    // The package says by exceptions of every kind that a workbook is not what it should be.
    private static bool Next(IEnumerator<IDictionary<string, object?>> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new UnreadableListException(UploadFault.BrokenExcel, e);
        }
    }

    private static string TextOf(object? cell) => CellText.Clean(cell switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    });
}
