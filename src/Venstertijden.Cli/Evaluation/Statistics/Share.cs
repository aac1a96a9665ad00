using System.Globalization;

namespace Venstertijden.Cli.Evaluation.Statistics;

/// <summary>So many out of so many, with what that supports.</summary>
/// <param name="Count">0 to <paramref name="Of"/>.</param>
/// <param name="Of">0 or more.</param>
internal readonly record struct Share(int Count, int Of)
{
    // Two-sided 95 %.
    private const double Z = 1.959964;

    public double Value => Of == 0 ? 0 : (double)Count / Of;

    /// <summary>Wilson's 95 % interval: unlike the plain one it stays honest near 0 and 1, and for small numbers. 0 to 1 when there is nothing.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (Of == 0)
                return (0, 1);
            double n = Of, p = Value, z2 = Z * Z;
            var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
            var half = Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
            return (Count == 0 ? 0 : Math.Max(0, middle - half), Count == Of ? 1 : Math.Min(1, middle + half));
        }
    }

    /// <summary>As in a table: <c>26 (96.3 %, 81.7-99.3)</c>; a dash when there is nothing.</summary>
    public override string ToString()
    {
        if (Of == 0)
            return "-";
        var (low, high) = Interval;
        return string.Create(CultureInfo.InvariantCulture, $"{Count} ({Percent(Value)} %, {Percent(low)}-{Percent(high)})");
    }

    // Near the ends a tenth says too little: 99.998 % is not all.
    private static string Percent(double part) => (100 * part).ToString(Math.Min(part, 1 - part) switch
    {
        0 => "0.0",
        < 0.0005 => "0.000",
        < 0.01 => "0.00",
        _ => "0.0",
    }, CultureInfo.InvariantCulture);
}
