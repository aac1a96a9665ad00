using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Venstertijden.Cli.Bench;

/// <summary>A measured figure beside its budget.</summary>
/// <param name="Name">Fixed name, as in the budgets: <c>policy.verdictsPerSecond</c>.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Budget">The budget; null for a figure that only informs.</param>
/// <param name="Better"><c>higher</c> or <c>lower</c>.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Budget, string Better)
{
    [JsonIgnore]
    public bool KeepsBudget => Budget is not { } budget || (Better == "higher" ? Value >= budget : Value <= budget);
}

/// <summary>Shows figures to people and writes them for machines.</summary>
public static class Figures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Show(IEnumerable<Figure> figures, TextWriter output)
    {
        foreach (var figure in figures)
        {
            var budget = figure.Budget is { } value ? $"budget {Number(value)}, {(figure.KeepsBudget ? "kept" : "NOT KEPT")}" : "for comparison";
            output.WriteLine($"{figure.Name,-34} {Number(figure.Value),14} {figure.Unit,-12} {budget}");
        }
    }

    public static string ToJson(IReadOnlyList<Figure> figures) => JsonSerializer.Serialize(new
    {
        machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}",
        figures,
    }, Json) + "\n";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.###" : "#,0", CultureInfo.InvariantCulture);
}
