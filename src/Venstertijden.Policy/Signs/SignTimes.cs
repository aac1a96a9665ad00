using System.Globalization;
using System.Text.RegularExpressions;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Signs;

/// <summary>
/// Reads the times on a sign as people paint them, <c>ma t/m za 7-12 h</c> or <c>laden en lossen toegestaan ma t/m vr 07.00-09.30 h en 18-20 h</c>, as opening
/// hours. A text whose times cannot be read whole gives null: half of a time is worse than none.
/// </summary>
public static partial class SignTimes
{
    private static readonly string[] Dutch = ["ma", "di", "wo", "do", "vr", "za", "zo"];
    private static readonly string[] Osm = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    /// <summary>The times as a calendar; null when there are none that can be read.</summary>
    public static WindowCalendar? Read(string text)
    {
        string plain = text.ToLowerInvariant();
        var spans = Span().Matches(plain);
        // Every digit must belong to a span that was understood.
        if (spans.Count == 0 || Span().Replace(plain, "").Any(char.IsAsciiDigit))
            return null;
        var rules = new List<string>();
        string days = "";
        for (var i = 0; i < spans.Count; i++)
        {
            int before = i == 0 ? 0 : spans[i - 1].Index + spans[i - 1].Length;
            if (DaysIn(plain[before..spans[i].Index]) is { Length: > 0 } named)
                days = named;
            if (Clock(spans[i].Groups["from"].Value) is not { } from || Clock(spans[i].Groups["to"].Value) is not { } to)
                return null;
            rules.Add($"{days} {from}-{to}".TrimStart());
        }

        return WindowCalendar.TryCompile(string.Join(", ", rules), HolidayCalendar.None, out var calendar, out _) ? calendar : null;
    }

    private static string DaysIn(string text) => string.Join(',', Days().Matches(text).Select(match =>
        match.Groups["last"].Success ? $"{Day(match.Groups["first"].Value)}-{Day(match.Groups["last"].Value)}" : Day(match.Groups["first"].Value)));

    private static string Day(string name) => Osm[Array.FindIndex(Dutch, day => name.StartsWith(day, StringComparison.Ordinal))];

    private static string? Clock(string text)
    {
        string[] parts = text.Split('.', ':');
        int hour = int.Parse(parts[0], CultureInfo.InvariantCulture), minute = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return hour > 24 || minute > 59 ? null : string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
    }

    [GeneratedRegex(@"(?<from>\d{1,2}(?:[.:]\d{2})?)\s*(?:h|u|uur)?\s*(?:-|–|tot)\s*(?<to>\d{1,2}(?:[.:]\d{2})?)", RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"\b(?<first>ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?\b(?:\s*(?:t/m|tot en met|-|–)\s*(?<last>ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?\b)?", RegexOptions.CultureInvariant)]
    private static partial Regex Days();
}
