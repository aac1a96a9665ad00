using NodaTime;

namespace Venstertijden.Cli.Demo;

/// <summary>The demo's clock: starts at a chosen instant and runs a number of times as fast as real time.</summary>
/// <param name="start">The demo's first instant.</param>
/// <param name="rate">Demo seconds per real second, above 0: 60 for rendered streets and pictures, 1 for video.</param>
/// <param name="real">Real time.</param>
public sealed class DemoClock(Instant start, double rate, TimeProvider real) : IClock
{
    private readonly long _began = real.GetTimestamp();

    public Instant Start { get; } = start;

    public double Rate { get; } = rate;

    public Instant GetCurrentInstant() => Start + (Duration.FromTimeSpan(real.GetElapsedTime(_began)) * Rate);

    /// <summary>Waits in real time until the demo's clock shows the instant; returns at once when it is past.</summary>
    public async Task WaitUntilAsync(Instant instant, CancellationToken stop)
    {
        var left = (instant - GetCurrentInstant()) / Rate;
        if (left > Duration.Zero)
            await Task.Delay(left.ToTimeSpan(), real, stop);
    }
}
