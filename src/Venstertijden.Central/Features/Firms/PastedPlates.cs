using System.Globalization;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A piece of pasted text that is no plate, with the line it stands on, from 1.</summary>
public sealed record PastedFault(int Line, string Text);

/// <summary>Plates out of pasted text: one a line, or apart by commas, semicolons or tabs. What is no plate is kept, to be mended.</summary>
/// <param name="Plates">Each once, in the order of the text.</param>
/// <param name="Faults">In the order of the text.</param>
public sealed record PastedPlates(IReadOnlyList<PlateText> Plates, IReadOnlyList<PastedFault> Faults)
{
    /// <summary>A larger fleet comes by upload.</summary>
    public const int Most = 500;

    private static readonly char[] Between = [',', ';', '\t'];

    public static PastedPlates Read(string? text)
    {
        var plates = new List<PlateText>();
        var faults = new List<PastedFault>();
        string[] lines = (text ?? "").ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
            foreach (string piece in lines[i].Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!PlateText.TryParse(piece, CountryCode.Netherlands, out var plate)) faults.Add(new PastedFault(i + 1, Short(piece)));
                else if (!plates.Contains(plate)) plates.Add(plate);
            }

        return new PastedPlates(plates, faults);
    }

    /// <summary>What stays in the field to be mended.</summary>
    public string Rest => string.Join('\n', Faults.Select(f => f.Text));

    private static string Short(string piece) => new StringInfo(piece).LengthInTextElements <= 20 ? piece : new StringInfo(piece).SubstringByTextElements(0, 20) + "…";
}
