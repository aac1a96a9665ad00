using System.Security.Cryptography;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The code of a letter: twelve characters that are not taken for each other in print, in three groups. Its hash alone is kept.</summary>
public static class OwnCaseCode
{
    /// <summary>Without 0 O, 1 I L, 2 Z, 5 S, 8 B and without vowels, so that no code spells a word. 22 of them: a code is worth 53 bits.</summary>
    public const string Alphabet = "34679CDFGHJKMNPQRTVWXY";

    private const int Length = 12;
    private const int Group = 4;

    /// <summary>A new code as it is printed: <c>7KM4-PXQT-9DHW</c>.</summary>
    public static string New() => Shown(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>What somebody typed, in capitals and without spaces and dashes; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
            return null;
        string code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '\u2013'))).ToUpperInvariant();
        return code.Length == Length && code.All(c => Alphabet.Contains(c)) ? code : null;
    }

    private static string Shown(string code) => string.Join('-', code.Chunk(Group).Select(c => new string(c)));
}

/// <summary>The number of a case as it stands on a letter.</summary>
public static class OwnCaseNumber
{
    private const int Year = 4;
    private const int LeastAfter = 6;
    private const int MostAfter = 9;

    /// <summary>What somebody typed as <c>2026-000123</c>, also without its dash; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40)
            return null;
        string digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u2013')));
        return digits.Length is >= Year + LeastAfter and <= Year + MostAfter && digits.All(char.IsAsciiDigit) ? $"{digits[..Year]}-{digits[Year..]}" : null;
    }
}
