using System.Globalization;
using System.Text;
using Venstertijden.Cli.Evaluation.Statistics;

namespace Venstertijden.Cli.Evaluation.Report;

/// <summary>Claimed against true share of right reads, as SVG. Both axes in log odds: near certainty is where it matters.</summary>
internal static class ReliabilityPlot
{
    private const double Left = 70, Right = 620, Top = 50, Bottom = 430;
    private const double Least = 0.05, Most = 0.9998;
    private static readonly double[] Ticks = [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.995, 0.999];
    private static readonly string[] Colours = ["#1b5e9e", "#c0561b"];

    /// <param name="title">Heads the plot.</param>
    /// <param name="series">Name and bins of each reader; the first is ours. At most two.</param>
    public static string Draw(string title, IReadOnlyList<(string Name, IReadOnlyList<ReliabilityBin> Bins)> series)
    {
        var svg = new StringBuilder();
        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 490" font-family="sans-serif" font-size="12" role="img" aria-label="{title}">""");
        Add($"""<rect width="640" height="490" fill="#fff"/><text x="{Left}" y="24" font-size="15">{title}</text>""");
        foreach (var tick in Ticks)
        {
            Add($"""<path d="M{X(tick):0.0} {Top}V{Bottom}M{Left} {Y(tick):0.0}H{Right}" stroke="#ddd"/>""");
            Add($"""<text x="{X(tick):0.0}" y="{Bottom + 18}" text-anchor="middle">{100 * tick:0.#}</text><text x="{Left - 8}" y="{Y(tick) + 4:0.0}" text-anchor="end">{100 * tick:0.#}</text>""");
        }

        Add($"""<path d="M{Left} {Bottom}L{Right} {Top}" stroke="#888" stroke-dasharray="5 4"/>""");
        Add($"""<text x="{(Left + Right) / 2}" y="{Bottom + 40}" text-anchor="middle">claimed, %</text>""");
        Add($"""<text transform="translate(18 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">right, % (bars: 95 % interval)</text>""");
        for (var i = 0; i < series.Count; i++)
        {
            foreach (var bin in series[i].Bins)
            {
                var ((low, high), size) = (bin.Right.Interval, Math.Clamp(1.5 + Math.Log10(bin.Right.Of), 2, 6));
                Add($"""<path d="M{X(bin.Claimed):0.0} {Y(low):0.0}V{Y(high):0.0}" stroke="{Colours[i]}"/>""");
                Add($"""<circle cx="{X(bin.Claimed):0.0}" cy="{Y(bin.Right.Value):0.0}" r="{size:0.0}" fill="{Colours[i]}"><title>{bin.Right.Of} reads</title></circle>""");
            }

            Add($"""<circle cx="{Left + 14}" cy="{Top + 14 + (18 * i)}" r="4" fill="{Colours[i]}"/><text x="{Left + 24}" y="{Top + 18 + (18 * i)}">{series[i].Name}</text>""");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double X(double p) => Left + ((Right - Left) * Place(p));

    private static double Y(double p) => Bottom - ((Bottom - Top) * Place(p));

    private static double Place(double p) => (LogOdds(Math.Clamp(p, Least, Most)) - LogOdds(Least)) / (LogOdds(Most) - LogOdds(Least));

    private static double LogOdds(double p) => Math.Log(p / (1 - p));
}
