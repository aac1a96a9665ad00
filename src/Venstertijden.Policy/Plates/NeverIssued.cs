namespace Venstertijden.Policy.Plates;

/// <summary>Combinations that the RDW never issued; tests and the demo use them so that no real vehicle appears.</summary>
internal static class NeverIssued
{
    private static readonly HashSet<string> Groups =
    [
        "SS", "SD", "GVD", "KKK", "KVT", "LPF", "NSB", "PKK", "PSV", "TBS", "PVV", "SGP", "VVD",
    ];

    // First series without vowels and the letters below: sidecode 5, from 1991.
    private const int FirstModernSidecode = 5;

    internal static bool Is(string text, int sidecode)
    {
        foreach (var group in Sidecode.WithDashes(text, sidecode).Split('-'))
            if (Groups.Contains(group))
                return true;
        if (sidecode < FirstModernSidecode)
            return false;

        var firstLetter = text.AsSpan().IndexOfAnyInRange('A', 'Z');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is 'A' or 'E' or 'I' or 'U' or 'C' or 'Q' or 'Y')
                return true;
            // M, O and W only begin a series: motorcycles, semi-trailers, trailers.
            if (text[i] is 'M' or 'O' or 'W' && i != firstLetter)
                return true;
        }

        return false;
    }
}
