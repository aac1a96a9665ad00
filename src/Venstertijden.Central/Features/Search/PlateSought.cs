using System.Text;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Search;

/// <summary>How the plate that is sought may differ from what was typed.</summary>
public enum PlateMatch
{
    /// <summary>Exactly this plate.</summary>
    Exact,

    /// <summary>Plates that a reader may take for it: up to two confusable characters differ.</summary>
    Alike,

    /// <summary>Plates that hold what was typed; <c>?</c> stands for one unknown character.</summary>
    Part,
}

/// <summary>A plate, or part of one, that is sought, and why.</summary>
/// <param name="Text">Upper case, without dashes; in <see cref="PlateMatch.Part"/> also <c>?</c>.</param>
/// <param name="Match">How.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
public sealed record PlateSought(string Text, PlateMatch Match, string Purpose)
{
    private const int PlateLength = 6;
    private const int MostUnknown = 2;
    private const int FewestKnown = 2;
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>What a plate may be looked for. Kept in the audit trail with every search.</summary>
    public static IReadOnlyList<string> Purposes { get; } = ["case", "appeal", "request", "prosecutor", "quality"];

    /// <summary>Reads what was typed; null with the key of a text when it cannot be sought.</summary>
    public static (PlateSought? Sought, string? Problem) Read(string typed, PlateMatch match, string? purpose)
    {
        string text = string.Concat(typed.Where(c => c is not ('-' or ' ' or '.'))).ToUpperInvariant();
        if (!Purposes.Contains(purpose))
            return (null, "bad.purpose");
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || (c == '?' && match == PlateMatch.Part)) || text.Length is 0 or > 12)
            return (null, match == PlateMatch.Part ? "bad.part" : "bad.plate");
        if (match == PlateMatch.Part && text.Count(c => c != '?') < FewestKnown)
            return (null, "bad.part.short");
        if (match != PlateMatch.Part && text.Length < 4)
            return (null, "bad.plate");
        return (new PlateSought(text, match, purpose!), null);
    }

    /// <summary>
    /// Every plate that it can be, where these are few enough to be asked for by their keyed hashes; null where only opening cases one by one
    /// can tell.
    /// </summary>
    public IReadOnlyList<string>? Candidates() => Match switch
    {
        PlateMatch.Exact => [Text],
        PlateMatch.Alike => [.. Alike(Text)],
        _ when Text.Length == PlateLength && Text.Count(c => c == '?') <= MostUnknown => [.. Filled(Text)],
        _ => null,
    };

    /// <summary>Whether a plate, without dashes, is one that is sought.</summary>
    public bool Fits(string plate) => Match switch
    {
        PlateMatch.Exact => plate == Text,
        PlateMatch.Alike => Alike(Text).Contains(plate),
        _ => Enumerable.Range(0, Math.Max(0, plate.Length - Text.Length + 1)).Any(at => Text.Select((c, i) => c == '?' || plate[at + i] == c).All(same => same)),
    };

    private static HashSet<string> Alike(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { text };
        for (int round = 0; round < 2; round++)
            foreach (string one in found.ToList())
                for (int i = 0; i < one.Length; i++)
                    foreach (char other in Characters.Where(c => c != one[i] && LookAlikes.AreConfusable(text[i], c)))
                        if (Differences(text, one, i, other) <= 2)
                            found.Add(string.Concat(one.AsSpan(0, i), [other], one.AsSpan(i + 1)));
        return found;
    }

    private static int Differences(string text, string one, int at, char other) => text.Where((c, i) => c != (i == at ? other : one[i])).Count();

    private static IEnumerable<string> Filled(string pattern)
    {
        int at = pattern.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? [pattern] : Characters.SelectMany(c => Filled(new StringBuilder(pattern) { [at] = c }.ToString()));
    }
}
