namespace Venstertijden.Policy.Plates;

/// <summary>
/// Plates that a reader may take for each other. A plate that only a substitution makes valid is a suggestion for the officer,
/// never silently the kenteken.
/// </summary>
public static class LookAlikes
{
    // Sets, not pairs: 0 is taken for O, D and Q, but also O for D. Source: the confusions to expect from any reader (domain facts).
    private static readonly string[] Groups = ["0ODQ", "1ILT", "2Z", "5S", "6G", "8B", "VUY", "MNH"];

    /// <summary>True when a reader may take one character for the other (also for the same character).</summary>
    public static bool AreConfusable(char one, char other) =>
        one == other || Groups.Any(group => group.Contains(one) && group.Contains(other));

    /// <summary>True for two texts of one length that differ, and differ only in confusable characters.</summary>
    public static bool AreConfusable(string one, string other)
    {
        if (one.Length != other.Length || one == other)
            return false;
        for (var i = 0; i < one.Length; i++)
            if (!AreConfusable(one[i], other[i]))
                return false;
        return true;
    }

    /// <summary>Every Dutch plate that differs from this one in exactly one confusable character and fits a sidecode.</summary>
    public static IEnumerable<Kenteken> Neighbours(Kenteken kenteken) => Neighbours(kenteken.Text);

    /// <summary>
    /// The same for a text that itself need not be a plate: what an officer may be offered for a read that fits no sidecode.
    /// </summary>
    public static IEnumerable<Kenteken> Neighbours(string text)
    {
        for (var i = 0; i < text.Length; i++)
            foreach (var other in Groups.Where(g => g.Contains(text[i])).SelectMany(g => g).Distinct().Where(c => c != text[i]))
                if (Kenteken.TryParse(string.Concat(text.AsSpan(0, i), [other], text.AsSpan(i + 1)), out var neighbour))
                    yield return neighbour;
    }
}
