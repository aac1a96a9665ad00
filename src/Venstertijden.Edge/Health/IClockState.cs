using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using NodaTime.TimeZones;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Health;

/// <summary>How well the clock that stamps the passages is tied to an independent source.</summary>
public interface IClockState
{
    /// <summary>The last measurement; cheap, asked for every passage.</summary>
    ClockState Current { get; }

    /// <summary>Measures again.</summary>
    Task Measure(CancellationToken stop);
}

/// <summary>The clock of a demo, which is right by definition.</summary>
public sealed class DemoClockState : IClockState
{
    public ClockState Current { get; } = new(0, "demo", Synchronised: true, TzdbDateTimeZoneSource.Default.TzdbVersion);

    public Task Measure(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>What chrony says of the machine's clock; where there is no chrony the clock counts as not synchronised.</summary>
/// <param name="command">The chrony client.</param>
public sealed class ChronyClockState(string command = "chronyc") : IClockState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile ClockState _current = None;

    public ClockState Current => _current;

    private static ClockState None { get; } = new(0, "none", Synchronised: false, TzdbDateTimeZoneSource.Default.TzdbVersion);

    public async Task Measure(CancellationToken stop)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            using var process = Process.Start(new ProcessStartInfo(command, ["-c", "-n", "tracking"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return;
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            _current = process.ExitCode == 0 ? Parse(output) : None;
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException or IOException)
        {
            _current = None;
        }
    }

    /// <summary>One line of <c>chronyc -c tracking</c>. Its fifth field is the correction in seconds still to be made, positive when the clock is slow.</summary>
    internal static ClockState Parse(string line)
    {
        string[] fields = line.Trim().Split(',');
        return fields.Length >= 14 && double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out double slow)
            ? new(Math.Round(-slow * 1000, 3), "chrony", Synchronised: fields[13] is not "Not synchronised" && fields[2] != "0", TzdbDateTimeZoneSource.Default.TzdbVersion)
            : None;
    }
}
