using System.Text;
using System.Text.RegularExpressions;

namespace Venstertijden.Street;

/// <summary>Which texts the plates of a country and kind carry, after the table in <see cref="CountryPlates"/>.</summary>
public static class PlateSeries
{
    /// <summary>ISO 3166 alpha-2 of every country whose plates are known here, the Netherlands first.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. CountryPlates.All.Select(c => c.Country)];

    /// <summary>The kinds that a country has, the standard one first.</summary>
    public static IReadOnlyList<PlateKind> KindsOf(string country) => [.. CountryPlates.Of(country).Forms.Select(f => f.Kind)];

    /// <summary>
    /// A random text of the series, with its spaces and dashes. It may happen to be on a real vehicle, as any text of a series
    /// in use may: draw it, measure with it, but write it nowhere.
    /// </summary>
    /// <exception cref="ArgumentException">The country has no such kind.</exception>
    public static string Draw(string country, PlateKind kind, Random chance)
    {
        var (plates, form) = FormOf(country, kind);
        var patterns = form.Patterns.Split('|');
        var text = new StringBuilder();
        foreach (var c in patterns[chance.Next(patterns.Length)])
        {
            _ = c switch
            {
                'l' => text.Append(plates.Letters[chance.Next(plates.Letters.Length)]),
                'r' => text.Append(plates.Regions[chance.Next(plates.Regions.Length)]),
                'd' => text.Append((char)('0' + chance.Next(10))),
                'n' => text.Append((char)('1' + chance.Next(9))),
                _ => text.Append(c),
            };
        }
        return text.ToString();
    }

    /// <summary>Whether a text, with its spaces and dashes, is one of the series.</summary>
    public static bool Fits(string country, PlateKind kind, string text)
    {
        var (plates, form) = FormOf(country, kind);
        var patterns = form.Patterns.Split('|').Select(pattern => string.Concat(pattern.Select(c => c switch
        {
            'l' => $"[{plates.Letters}]",
            'r' => $"(?:{string.Join('|', plates.Regions)})",
            'd' => "[0-9]",
            'n' => "[1-9]",
            _ => Regex.Escape(c.ToString()),
        })));
        return patterns.Any(pattern => Regex.IsMatch(text, $"^{pattern}$", RegexOptions.CultureInvariant));
    }

    private static (CountryPlates Plates, PlateForm Form) FormOf(string country, PlateKind kind)
    {
        var plates = CountryPlates.Of(country);
        return (plates, plates.Form(kind) ?? throw new ArgumentException($"{country} has no {kind} plates: expected one of {string.Join(", ", KindsOf(country))}", nameof(kind)));
    }
}
