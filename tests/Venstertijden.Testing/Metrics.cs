using System.Globalization;

namespace Venstertijden.Testing;

/// <summary>Reads Prometheus text as central serves it.</summary>
public sealed class Metrics(string text)
{
    public double Sum(string name) =>
        text.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    public double Of(string name, string label) =>
        text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains($"\"{label}\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    public static async Task<Metrics> ReadAsync(HttpClient http) => new(await http.GetStringAsync("/metrics"));
}
