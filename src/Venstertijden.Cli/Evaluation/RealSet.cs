using System.Globalization;
using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli.Evaluation;

/// <summary>How far the text of a real plate is known.</summary>
internal enum TextKnown
{
    /// <summary>Read by people, without doubt.</summary>
    Certain,

    /// <summary>A character was guessed, or taken from a neighbouring frame.</summary>
    Partly,

    /// <summary>Nobody could read it.</summary>
    No,
}

/// <summary>A plate in a real frame: where it is and what it says.</summary>
/// <param name="Box">A little loose, as people draw boxes.</param>
/// <param name="Text">Upper-case <c>A-Z0-9</c>; empty when it is not known.</param>
/// <param name="Known">How far the text is known.</param>
/// <param name="Group">Set inside the folder, such as <c>nl</c>; empty when the folder has one.</param>
internal sealed record RealPlate(PlateBox Box, string Text, TextKnown Known, string Group);

/// <summary>A real frame with its plates.</summary>
/// <param name="Path">The picture.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Plates">Those that have a box.</param>
internal sealed record RealFrame(string Path, string Name, IReadOnlyList<RealPlate> Plates);

/// <summary>A folder of real frames with a table <c>frames.csv</c> of boxes and texts.</summary>
/// <param name="Name">For people.</param>
/// <param name="Frames">In ordinal order of their names.</param>
/// <param name="AllBoxed">Every plate has a box, so that a read beside all boxes is false. A table that marks what is legible leaves small plates out.</param>
internal sealed record RealSet(string Name, IReadOnlyList<RealFrame> Frames, bool AllBoxed)
{
    private static readonly string[] Needed = ["file", "min_x", "min_y", "max_x", "max_y", "plate"];

    /// <exception cref="BadInputException">The folder or its table is not as expected.</exception>
    public static RealSet Load(string folder, string name)
    {
        var table = Path.Combine(folder, "frames.csv");
        if (!File.Exists(table))
            throw new BadInputException($"{folder}: expected a folder of real frames with frames.csv and frames/, but it has no frames.csv");
        return Parse(Utf8File.Read(table), table, Path.Combine(folder, "frames"), name);
    }

    /// <summary>The set that a table describes.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="source">Names the table in errors.</param>
    /// <param name="pictures">Folder of the pictures.</param>
    /// <param name="name">Of the set.</param>
    /// <exception cref="BadInputException">The table lacks a column or a number.</exception>
    public static RealSet Parse(string csv, string source, string pictures, string name)
    {
        var records = new CsvText(csv).Records().ToList();
        List<string> header = records.Count > 0 ? [.. records[0].Cells] : [];
        var missing = Needed.Except(header).ToList();
        if (missing.Count > 0)
            throw new BadInputException($"{source}: expected the columns {string.Join(", ", Needed)}, but {string.Join(", ", missing)} is missing");
        var byFile = records.Skip(1).Select(record => (File: Cell(record, "file"), Plate: Plate(record)))
            .GroupBy(row => row.File, StringComparer.Ordinal)
            .OrderBy(rows => rows.Key, StringComparer.Ordinal)
            .Select(rows => new RealFrame(Path.Combine(pictures, rows.Key), rows.Key, [.. rows.Select(row => row.Plate)]));
        return new(name, [.. byFile], AllBoxed: !header.Contains("legible"));

        string Cell(CsvRecord record, string column) => header.IndexOf(column) is >= 0 and var at && at < record.Cells.Count ? record.Cells[at].Trim() : "";

        RealPlate Plate(CsvRecord record)
        {
            var box = new PlateBox(Number(record, "min_x"), Number(record, "min_y"), Number(record, "max_x"), Number(record, "max_y"));
            if (box.Width <= 0 || box.Height <= 0)
                throw new BadInputException($"{source}, line {record.Line}: expected a box with min_x < max_x and min_y < max_y");
            var text = PlateTexts.Bare(Cell(record, "plate"));
            var known = text.Length == 0 ? TextKnown.No : Cell(record, "legible") switch
            {
                "" or "yes" => TextKnown.Certain,
                "partly" => TextKnown.Partly,
                "no" => TextKnown.No,
                var other => throw new BadInputException($"{source}, line {record.Line}: expected legible to be yes, partly or no, not '{other}'"),
            };
            return new(box, text, known, Cell(record, "set"));
        }

        double Number(CsvRecord record, string column) => double.TryParse(Cell(record, column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new BadInputException($"{source}, line {record.Line}: expected {column} to be a number of pixels, not '{Cell(record, column)}'");
    }
}
