namespace Venstertijden.Street;

/// <summary>The letters that a country shows on its plates (UNECE distinguishing signs), by ISO 3166 alpha-2.</summary>
internal static class PlateCountries
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DE"] = "D", ["BE"] = "B", ["FR"] = "F", ["ES"] = "E", ["IT"] = "I", ["AT"] = "A", ["LU"] = "L", ["PT"] = "P",
        ["SE"] = "S", ["FI"] = "FIN", ["IE"] = "IRL", ["HU"] = "H", ["EE"] = "EST", ["SI"] = "SLO", ["NO"] = "N", ["GB"] = "UK",
    };

    public static string Sign(string country) => Signs.TryGetValue(country, out var sign) ? sign : country.ToUpperInvariant();
}
