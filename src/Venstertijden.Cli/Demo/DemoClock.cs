using NodaTime;

namespace Venstertijden.Cli.Demo;

/// <summary>The demo's clock: stands at a chosen instant until it is begun, then runs a number of times as fast as real time.</summary>
/// <param name="start">The demo's first instant.</param>
/// <param name="rate">Demo seconds per real second, above 0: 60 for rendered streets and pictures, 1 for video.</param>
/// <param name="real">Real time.</param>
public sealed class DemoClock(Instant start, double rate, TimeProvider real) : IClock
{
    private long? _began;

    public Instant Start { get; } = start;

    public double Rate { get; } = rate;

    /// <summary>Sets it running; what waits for an instant must not begin before.</summary>
    public void Begin() => _began ??= real.GetTimestamp();

    public Instant GetCurrentInstant() => _began is { } began ? Start + (Duration.FromTimeSpan(real.GetElapsedTime(began)) * Rate) : Start;

    /// <summary>Waits in real time until the demo's clock shows the instant; returns at once when it is past.</summary>
    public async Task WaitUntilAsync(Instant instant, CancellationToken stop)
    {
        var left = (instant - GetCurrentInstant()) / Rate;
        if (left > Duration.Zero)
            await Task.Delay(left.ToTimeSpan(), real, stop);
    }
}
