using System.Globalization;
using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli.Evaluation;

/// <summary>What a row of an evaluation is about.</summary>
internal enum OutcomeKind
{
    /// <summary>A whole sample: says that it is done, and how long it took.</summary>
    Sample,

    /// <summary>A plate whose text is certain.</summary>
    Plate,

    /// <summary>A plate whose text is partly guessed.</summary>
    Doubtful,

    /// <summary>A plate that nobody can read.</summary>
    Unreadable,

    /// <summary>Something read that is no plate.</summary>
    Beside,

    /// <summary>Something read that has no box, in a set that leaves small plates out: it may be one of those.</summary>
    Unboxed,
}

/// <summary>What was looked at.</summary>
internal enum LookKind
{
    /// <summary>One picture alone.</summary>
    Picture,

    /// <summary>The frames of a passage, through tracker and vote.</summary>
    Passage,
}

/// <summary>What one reader made of one plate, or of something that is none. One line of <c>outcomes.csv</c>.</summary>
internal sealed record Outcome
{
    public const string Header = "reader,models,set,look,sample,kind,truth,found,seen,concluded,confidence,characters,second,width,slant,turn,light,weather,group,ms";

    /// <summary>Column of the table: <c>ours</c>, <c>tesseract</c> or <c>previous</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>Versions of its nets: other nets are another evaluation.</summary>
    public required string Models { get; init; }

    public required string Set { get; init; }

    public required LookKind Look { get; init; }

    /// <summary>Frame or passage inside the set.</summary>
    public required string Sample { get; init; }

    public required OutcomeKind Kind { get; init; }

    /// <summary>What the plate says; empty when nobody knows or there is none.</summary>
    public string Truth { get; init; } = "";

    public bool Found { get; init; }

    /// <summary>As it was seen, before any format was thought of; of a passage the same as <see cref="Concluded"/> but for what a format told apart.</summary>
    public string Seen { get; init; } = "";

    /// <summary>The plate that was concluded, whatever its confidence; empty when no country allows it.</summary>
    public string Concluded { get; init; } = "";

    /// <summary>Before calibration and second reader, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The same of each character that was seen; empty when nothing was.</summary>
    public IReadOnlyList<double> Characters { get; init; } = [];

    /// <summary>What the second reader said of a passage; empty when it said nothing or was not asked.</summary>
    public string Second { get; init; } = "";

    /// <summary>Of the plate in the picture (in a passage: at its widest), pixels; null when not known.</summary>
    public double? Width { get; init; }

    /// <summary>Of the plate against level, degrees from 0; null when not known.</summary>
    public double? Slant { get; init; }

    /// <summary>Of the plate's face away from the line of sight, degrees from 0; null when not known.</summary>
    public double? Turn { get; init; }

    public string Light { get; init; } = "";

    public string Weather { get; init; } = "";

    /// <summary>Set inside the set, or the plate's country and kind.</summary>
    public string Group { get; init; } = "";

    /// <summary>Of a whole sample: finding and reading per frame.</summary>
    public double? Ms { get; init; }

    /// <summary>Which evaluation of which sample.</summary>
    public (string Reader, string Models, string Set, LookKind Look, string Sample) Key => (Reader, Models, Set, Look, Sample);

    public string ToCsv() => string.Join(',', new[]
    {
        Reader, Models, Set, Look.ToString(), Sample, Kind.ToString(), Truth, Found ? "yes" : "no", Seen, Concluded, Number(Confidence, "0.############"), string.Join(' ', Characters.Select(c => Number(c, "0.######"))), Second,
        Number(Width, "0.#"), Number(Slant, "0.#"), Number(Turn, "0.#"), Light, Weather, Group, Number(Ms, "0.###"),
    }.Select(CsvText.Cell));

    /// <summary>Null when it is no whole line of this file.</summary>
    public static Outcome? FromCsv(IReadOnlyList<string> cells)
    {
        if (cells.Count != Header.Count(c => c == ',') + 1 || !Enum.TryParse(cells[3], out LookKind look) || !Enum.TryParse(cells[5], out OutcomeKind kind))
            return null;
        return new Outcome
        {
            Reader = cells[0], Models = cells[1], Set = cells[2], Look = look, Sample = cells[4], Kind = kind, Truth = cells[6], Found = cells[7] == "yes",
            Seen = cells[8], Concluded = cells[9], Confidence = Parsed(cells[10]) ?? 0, Characters = [.. cells[11].Split(' ').Select(Parsed).OfType<double>()],
            Second = cells[12], Width = Parsed(cells[13]), Slant = Parsed(cells[14]), Turn = Parsed(cells[15]), Light = cells[16], Weather = cells[17], Group = cells[18], Ms = Parsed(cells[19]),
        };
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static double? Parsed(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
