using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Delivery;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Health;

/// <summary>Tells central every 10 s how the camera does.</summary>
internal sealed class CameraHealth(
    EdgeOptions options, EdgeVersions versions, EdgeCounters counters, MachineGauges gauges, IClockState clockState, Outbox.Outbox outbox, MqttDelivery delivery, IClock clock, TimeProvider time)
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private CounterSnapshot _before = new(0, 0, null, null, 0, 0, 0);
    private long _beforeAt = time.GetTimestamp();

    internal async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await clockState.Measure(stop);
            await delivery.TryPublish(MessageKind.Health, WireJson.Write(Take()), stop);
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private HealthMessage Take()
    {
        long at = time.GetTimestamp();
        var now = counters.Read();
        var message = Report(options, versions, _before, now, time.GetElapsedTime(_beforeAt, at), gauges.Read(), clockState.Current, outbox.State, clock.GetCurrentInstant());
        (_before, _beforeAt) = (now, at);
        return message;
    }

    internal static HealthMessage Report(
        EdgeOptions options, EdgeVersions versions, CounterSnapshot before, CounterSnapshot now, TimeSpan span, GaugeReading machine, ClockState clock, OutboxState outbox, Instant at)
    {
        long reads = now.UsableReads - before.UsableReads;
        return new()
        {
            Schema = PassageMessage.CurrentSchema,
            Site = options.Site.Value,
            Camera = options.Camera.Value,
            At = at,
            FramesPerSecond = span > TimeSpan.Zero ? Math.Round((now.Frames - before.Frames) / span.TotalSeconds, 2) : 0,
            FramesDropped = now.Dropped,
            Sharpness = now.Sharpness,
            Exposure = now.Exposure,
            PlatesSeen = now.Passages,
            UsableReads = now.UsableReads,
            MeanConfidence = reads > 0 ? Math.Round((now.ConfidenceSum - before.ConfidenceSum) / reads, 4) : null,
            Clock = clock,
            Cpu = machine.Cpu,
            MemoryBytes = machine.MemoryBytes,
            DiskFreeBytes = machine.DiskFreeBytes,
            Temperature = machine.Temperature,
            OutboxDepth = outbox.Depth,
            OldestUnsent = outbox.Oldest,
            Software = versions.Software,
            Models = versions.Models,
            Config = options.ConfigHash,
        };
    }
}

/// <summary>What runs on this edge.</summary>
internal sealed record EdgeVersions(string Software, ModelVersions Models);
