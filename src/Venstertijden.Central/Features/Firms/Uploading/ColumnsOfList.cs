using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>Which column of a list is which: by the words of its header, else by what stands in the cells.</summary>
internal static class ColumnsOfList
{
    private const int RowsLooked = 200;

    private static readonly string[] PlateWords = ["kenteken", "kentekens", "kentekennummer", "kentekenplaat", "nummerplaat", "plaat", "plate", "license plate", "licence plate", "license", "number plate", "registration"];
    private static readonly string[] NameWords = ["naam", "eigen naam", "voertuignaam", "roepnaam", "omschrijving", "name", "own name", "nickname", "description", "voertuig", "vehicle"];
    private static readonly string[] GroupWords = ["groep", "vestiging", "afdeling", "locatie", "filiaal", "team", "group", "branch", "department", "depot"];
    private static readonly string[] UntilWords = ["huur tot", "huur tot en met", "huur t/m", "gehuurd tot", "gehuurd tot en met", "einddatum", "einddatum huur", "einde huur", "tot en met", "t/m", "lease tot", "einde lease", "hired until", "hire ends", "until", "end date", "end"];

    internal static UploadReading Take(IReadOnlyList<SheetRow> rows)
    {
        var header = IsHeader(rows[0]) ? rows[0] : null;
        var body = header is null ? rows : [.. rows.Skip(1)];
        if (body.Count == 0) return UploadReading.Of(UploadFault.Empty);
        if (body.Count > UploadReader.MostRows) return UploadReading.Of(UploadFault.TooManyRows);
        int width = body.Take(RowsLooked).Append(rows[0]).Max(r => r.Cells.Count);
        int plate = Named(header, PlateWords) ?? WithMostPlates(body, width);
        if (!body.Any(r => r.Cells.Any(IsPlate))) return UploadReading.Of(UploadFault.NoPlates);
        if (header is null && body.Any(r => r.Cells.Count(IsPlate) > 1)) return new UploadReading([.. body.SelectMany(OnePerCell)]);
        int? until = Named(header, UntilWords), name = Named(header, NameWords), group = Named(header, GroupWords);
        if (header is null || (until ?? name ?? group) is null)
        {
            // Without words: the column of dates is the end, the others in order name and group.
            until = Enumerable.Range(0, width).Where(c => c != plate && body.Take(RowsLooked).Any(r => WrittenDate.Read(r.At(c)) is not null)).Select(c => (int?)c).FirstOrDefault();
            int?[] texts = [.. Enumerable.Range(0, width).Where(c => c != plate && c != until).Select(c => (int?)c)];
            (name, group) = (texts.ElementAtOrDefault(0), texts.ElementAtOrDefault(1));
        }

        return new UploadReading([.. body.Select(r => new UploadRow(r.Line, r.At(plate), r.At(name ?? -1), r.At(group ?? -1), r.At(until ?? -1)))]);
    }

    private static bool IsPlate(string cell) => PlateText.TryParse(cell, CountryCode.Netherlands, out _);

    private static bool IsHeader(SheetRow row) => !row.Cells.Any(IsPlate) && (string[][])[PlateWords, NameWords, GroupWords, UntilWords] is var all && row.Cells.Any(c => all.Any(words => words.Contains(Word(c))));

    private static int? Named(SheetRow? header, string[] words)
    {
        for (int i = 0; header is not null && i < header.Cells.Count; i++)
            if (words.Contains(Word(header.Cells[i]))) return i;
        return null;
    }

    private static string Word(string cell) => cell.ToLowerInvariant().Trim(' ', ':', '*', '.').Replace('_', ' ');

    private static int WithMostPlates(IReadOnlyList<SheetRow> body, int width) =>
        Enumerable.Range(0, width).MaxBy(column => body.Take(RowsLooked).Count(r => IsPlate(r.At(column))));

    // "AE-123-B, VN-SB-91" on one line: plates and nothing else.
    private static IEnumerable<UploadRow> OnePerCell(SheetRow row) => row.Cells.Where(c => c.Length > 0).Select(c => new UploadRow(row.Line, c));
}
