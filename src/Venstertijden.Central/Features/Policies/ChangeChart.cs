using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Bars up for stricter, down for milder. Drawn by the server: shares of the width, heights in pixels.</summary>
/// <param name="Label">What it shows, for who cannot see it; the numbers stand in the table beside it.</param>
/// <param name="Bars">From left to right.</param>
/// <param name="Top">The greatest count, written at the axis.</param>
public sealed record ChangeChart(string Label, IReadOnlyList<ChangeChart.Bar> Bars, long Top)
{
    public const int Half = 90;
    private const decimal Gap = 0.2m;

    // Room for the counts at the axis; and a day alone is no wall of colour.
    private const decimal From = 12;
    private const int FewestBars = 12;

    /// <summary>One value: its place, and the heights of both bars.</summary>
    public sealed record Bar(string Name, decimal X, decimal Width, decimal Up, decimal Down, bool IsNamed);

    public static ChangeChart Of(string label, IReadOnlyList<(string Value, long Facts, long Stricter, long Milder, long Other)> rows, Func<string, string> name)
    {
        long top = Math.Max(1, rows.SelectMany(r => new[] { Shown(r.Stricter), Shown(r.Milder) }).DefaultIfEmpty(0).Max());
        decimal step = (100 - From) / Math.Max(FewestBars, rows.Count);
        int every = Math.Max(1, rows.Count / 6);
        return new ChangeChart(label, [.. rows.Select((r, i) => new Bar(name(r.Value), Math.Round(From + (i + Gap / 2) * step, 3), Math.Round((1 - Gap) * step, 3), Height(r.Stricter), Height(r.Milder), i % every == 0 && i + every / 2 < rows.Count))], top);

        // A hidden count is not to be measured from its bar.
        static long Shown(long count) => SmallCount.Hides(count) ? 0 : count;
        decimal Height(long count) => Math.Round((decimal)Half * Shown(count) / top, 1);
    }
}
