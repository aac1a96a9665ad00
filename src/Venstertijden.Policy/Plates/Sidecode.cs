namespace Venstertijden.Policy.Plates;

/// <summary>
/// The fourteen layouts of a Dutch plate (Staatscourant 2014-9002). <c>X</c> is a letter, <c>9</c> a digit; the dashes follow from
/// the characters, so a plate without dashes has exactly one layout.
/// </summary>
internal static class Sidecode
{
    private static readonly string[] Layouts =
    [
        "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
        "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
    ];

    // A bit per character, set for a letter, leads straight to the layout: reading a plate is on the hot path of ingest.
    private static readonly byte[] ByLetterMask = MasksOf(Layouts);

    /// <summary>The number (1-14) of the layout of six characters A-Z0-9, or 0 where no layout fits.</summary>
    internal static int Of(ReadOnlySpan<char> sixCharacters)
    {
        var mask = 0;
        foreach (var character in sixCharacters)
            mask = (mask << 1) | (char.IsAsciiLetterUpper(character) ? 1 : 0);
        return sixCharacters.Length == Kenteken.Length ? ByLetterMask[mask] : 0;
    }

    internal static string WithDashes(string text, int sidecode)
    {
        var layout = Layouts[sidecode - 1];
        return string.Create(layout.Length, (text, layout), static (target, from) =>
        {
            var next = 0;
            for (var i = 0; i < target.Length; i++)
                target[i] = from.layout[i] == '-' ? '-' : from.text[next++];
        });
    }

    private static byte[] MasksOf(string[] layouts)
    {
        var byMask = new byte[1 << Kenteken.Length];
        for (var i = 0; i < layouts.Length; i++)
        {
            var mask = 0;
            foreach (var character in layouts[i].Where(c => c != '-'))
                mask = (mask << 1) | (character == 'X' ? 1 : 0);
            byMask[mask] = (byte)(i + 1);
        }

        return byMask;
    }
}
