using System.Globalization;

namespace Venstertijden.Central.Features.Shared;

/// <summary>Counts of passages so small that they may tell of one person: they are not shown, and what is rare is made coarser.</summary>
public static class SmallCount
{
    /// <summary>The fewest that are shown.</summary>
    public const int Fewest = 5;

    /// <summary>None is no small count: it tells of nobody.</summary>
    public static bool Hides(long count) => count is > 0 and < Fewest;

    /// <summary>For a file: <c>&lt;5</c> in place of what is hidden.</summary>
    public static string InFile(long count) => Hides(count) ? "<5" : count.ToString(CultureInfo.InvariantCulture);
}
