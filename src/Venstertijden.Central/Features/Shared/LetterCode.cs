using System.Security.Cryptography;

namespace Venstertijden.Central.Features.Shared;

/// <summary>The code of a letter: twelve characters that are not taken for each other in print, in three groups. Its hash alone is kept.</summary>
public static class LetterCode
{
    /// <summary>Without 0 O, 1 I L, 2 Z, 5 S, 8 B and without vowels, so that no code spells a word. 22 of them: a code is worth 53 bits.</summary>
    public const string Alphabet = "34679CDFGHJKMNPQRTVWXY";

    private const int Length = 12;
    private const int Group = 4;

    /// <summary>A new code as it is printed: <c>7KM4-PXQT-9DHW</c>.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(Group).Select(c => new string(c)));

    /// <summary>What somebody typed, in capitals and without spaces and dashes; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
            return null;
        string code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '\u2013'))).ToUpperInvariant();
        return code.Length == Length && code.All(c => Alphabet.Contains(c)) ? code : null;
    }
}
