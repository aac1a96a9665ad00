using System.Globalization;

namespace Venstertijden.Cli.Evaluation.Report;

/// <summary>One way to part plates into groups.</summary>
/// <param name="Name">Of the way.</param>
/// <param name="Of">Group of a plate; empty when it is not known.</param>
/// <param name="Order">Sorts the groups.</param>
internal sealed record Grouping(string Name, Func<Outcome, string> Of, Func<string, double> Order)
{
    private static readonly double[] Widths = [0, 60, 80, 100, 130, 170, 250, double.PositiveInfinity];
    private static readonly double[] Angles = [0, 5, 10, 20, 30, double.PositiveInfinity];
    private static readonly string[] Lights = ["bright", "dim", "dark", "day", "lowsun", "dusk", "night", "infrared"];

    public static IReadOnlyList<Grouping> All { get; } =
    [
        new("width, pixels", o => Range(Widths, o.Width), Start),
        new("slant in the picture, degrees", o => Range(Angles, o.Slant), Start),
        new("turned away, degrees", o => Range(Angles, o.Turn), Start),
        new("light", o => o.Light, name => Array.IndexOf(Lights, name)),
        new("weather", o => o.Weather, static name => name == "dry" ? 0 : 1),
        new("kind", o => o.Group, static _ => 0),
    ];

    private static string Range(double[] edges, double? value)
    {
        if (value is not { } known)
            return "";
        var at = Math.Clamp(Array.FindLastIndex(edges, edge => edge <= known), 0, edges.Length - 2);
        return double.IsInfinity(edges[at + 1])
            ? string.Create(CultureInfo.InvariantCulture, $"{edges[at]} or more")
            : string.Create(CultureInfo.InvariantCulture, $"{edges[at]} to {edges[at + 1]}");
    }

    private static double Start(string range) => double.Parse(range.AsSpan(0, range.IndexOf(' ')), CultureInfo.InvariantCulture);
}
