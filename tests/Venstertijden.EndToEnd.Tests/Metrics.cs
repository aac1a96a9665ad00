using System.Globalization;

namespace Venstertijden.EndToEnd.Tests;

/// <summary>Reads Prometheus text as central serves it.</summary>
internal sealed class Metrics(string text)
{
    internal double Sum(string name) =>
        text.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    internal double Of(string name, string label) =>
        text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains($"\"{label}\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    internal static async Task<Metrics> ReadAsync(HttpClient http) => new(await http.GetStringAsync("/metrics"));
}
