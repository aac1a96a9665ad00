using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Plates;

/// <summary>
/// A Dutch number plate: six characters A-Z0-9 in one of the fourteen sidecodes. The default value is no plate: its text is empty and
/// <see cref="Sidecode"/> is 0; it comes from no parse.
/// </summary>
public readonly record struct Kenteken
{
    /// <summary>Number of characters without dashes.</summary>
    public const int Length = 6;

    private readonly string? _text;

    private Kenteken(string text) => _text = text;

    /// <summary>The six characters, upper case, without dashes: the identity of the vehicle in every comparison.</summary>
    public string Text => _text ?? "";

    /// <summary>Layout 1-14 (0 for the default value).</summary>
    public int Sidecode => Plates.Sidecode.Of(Text);

    /// <summary>As on the plate: <c>V-123-BX</c>.</summary>
    public string Dashed => _text is null ? "" : Plates.Sidecode.WithDashes(_text, Sidecode);

    /// <summary>For logs: first two and last character (<c>V-1**-*X</c>), enough to recognise an entry, too little to find a person.</summary>
    public string Masked => PlateMask.Of(Dashed);

    /// <summary>
    /// True for a combination that was never issued (RDW leaves out SS, SD, GVD, KKK ... and, in the series since 1991, vowels, C, Q and Y).
    /// It is a hint for the officer: no verdict depends on it.
    /// </summary>
    public bool IsNeverIssued => _text is not null && NeverIssued.Is(_text, Sidecode);

    /// <summary>What the first letter tells about the series. A hint, never a fact: the register decides.</summary>
    public SeriesHint Series => SeriesHints.Of(_text, Sidecode);

    /// <summary>Reads a plate with or without dashes, spaces or dots, in any case.</summary>
    /// <param name="text">Text such as <c>v-123-bx</c>.</param>
    /// <param name="kenteken">The plate, or the default value when false is returned.</param>
    /// <returns>False when the text is not six characters in one of the fourteen sidecodes.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Kenteken kenteken)
    {
        kenteken = default;
        Span<char> characters = stackalloc char[Length];
        var count = 0;
        foreach (var character in text ?? "")
        {
            if (character is '-' or ' ' or '.' or '·')
                continue;
            if (!char.IsAsciiLetterOrDigit(character) || count == Length)
                return false;
            characters[count++] = char.ToUpperInvariant(character);
        }

        if (count != Length || Plates.Sidecode.Of(characters) == 0)
            return false;
        kenteken = new Kenteken(text!.Length == Length && characters.SequenceEqual(text) ? text : new string(characters));
        return true;
    }

    /// <summary>Reads a plate that is known to be good.</summary>
    /// <exception cref="FormatException">The text is no Dutch plate.</exception>
    public static Kenteken Parse(string text) => TryParse(text, out var kenteken) ? kenteken : throw new FormatException("expected six letters and digits in one of the fourteen sidecodes");

    /// <summary>The masked form: a plate that reaches a log by accident is not readable there.</summary>
    public override string ToString() => Masked;
}

/// <summary>What the series of a Dutch plate hints at.</summary>
public enum SeriesHint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>V or B in front: company vehicle.</summary>
    Company,

    /// <summary>O or W in front: trailer or semi-trailer.</summary>
    Trailer,

    /// <summary>M in front: motorcycle.</summary>
    Motorcycle,

    /// <summary>D or F in front of a moped series (sidecode 10 and later).</summary>
    Moped,
}

internal static class SeriesHints
{
    internal static SeriesHint Of(string? text, int sidecode)
    {
        // The old series (1-4) spread every letter over all kinds of vehicle.
        if (text is null || sidecode <= 4)
            return SeriesHint.None;
        return text.First(char.IsAsciiLetterUpper) switch
        {
            'V' or 'B' => SeriesHint.Company,
            'O' or 'W' => SeriesHint.Trailer,
            'M' => SeriesHint.Motorcycle,
            'D' or 'F' when sidecode >= 10 => SeriesHint.Moped,
            _ => SeriesHint.None,
        };
    }
}
