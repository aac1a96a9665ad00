using System.Globalization;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>How long passages took, as a histogram for people and percentiles for the budget.</summary>
internal sealed class Latencies
{
    private static readonly int[] UpToMs = [5, 10, 20, 30, 50, 75, 100, 200, 500, 1000, int.MaxValue];

    private readonly Lock _gate = new();
    private readonly List<double> _ms = [];

    public void Add(TimeSpan took)
    {
        lock (_gate)
            _ms.Add(took.TotalMilliseconds);
    }

    /// <summary>Milliseconds within which this share of all passages were stored.</summary>
    public double Percentile(double share)
    {
        lock (_gate)
        {
            if (_ms.Count == 0)
                return double.PositiveInfinity;
            _ms.Sort();
            return _ms[(int)Math.Clamp(Math.Ceiling(share * _ms.Count) - 1, 0, _ms.Count - 1)];
        }
    }

    public void Show(TextWriter output)
    {
        lock (_gate)
        {
            int from = 0;
            foreach (int to in UpToMs)
            {
                int count = _ms.Count(ms => ms >= from && ms < to);
                string range = to == int.MaxValue ? $"over {from}" : $"{from} to {to}";
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {range,13} ms {count,8} {new string('#', _ms.Count == 0 ? 0 : (int)Math.Ceiling(50.0 * count / _ms.Count))}"));
                from = to;
            }
        }
    }
}
