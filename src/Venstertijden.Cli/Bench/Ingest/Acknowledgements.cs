using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using MQTTnet;
using MQTTnet.Protocol;
using Venstertijden.Contracts;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>
/// Hears what central says to the cameras: how far each is stored, and when. Central acknowledges after its commit only, so what is heard
/// here is stored.
/// </summary>
internal sealed class Acknowledgements : IDisposable
{
    private readonly IMqttClient _client;
    private readonly ConcurrentDictionary<string, long> _upTo = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Camera, long Seq), long> _published = new();
    private long _first;
    private long _firstStored;
    private long _last;

    private readonly long _warm;

    private Acknowledgements(IMqttClient client, long warm) => (_client, _warm) = (client, warm);

    public Latencies Latencies { get; } = new();

    public long Stored => _upTo.Values.Sum();

    /// <summary>Passages per second between the acknowledgement that ends the warming up and the last.</summary>
    public double PerSecond => (Stored - Volatile.Read(ref _firstStored)) / Stopwatch.GetElapsedTime(_first, _last).TotalSeconds;

    /// <param name="warm">So many are stored before the clock starts.</param>
    public static async Task<Acknowledgements> Listen(int port, long warm)
    {
        var client = await BenchClient.Connect(port, "bench-listens");
        var result = new Acknowledgements(client, warm);
        client.ApplicationMessageReceivedAsync += result.Hear;
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topic.AllOf(MessageKind.Command), MqttQualityOfServiceLevel.AtLeastOnce).Build());
        return result;
    }

    public void Published(CameraId camera, long seq) => _published[(camera.Value, seq)] = Stopwatch.GetTimestamp();

    /// <summary>Waits until so many are stored.</summary>
    /// <exception cref="BadInputException">They are not within the time.</exception>
    public async Task Reach(long count, TimeSpan within, Func<bool> failed, Func<string> why)
    {
        long began = Stopwatch.GetTimestamp();
        while (Stored < count)
        {
            if (failed() || Stopwatch.GetElapsedTime(began) > within)
                throw new BadInputException($"central stored {Stored} of {count} passages within {within.TotalSeconds} s: {why()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public void Dispose() => _client.Dispose();

    private Task Hear(MqttApplicationMessageReceivedEventArgs args)
    {
        if (!Topic.TryParse(args.ApplicationMessage.Topic, out var topic) || MessageReader.ReadCommand(args.ApplicationMessage.Payload.ToArray()).Message is not Acknowledge acknowledge)
            return Task.CompletedTask;
        long now = Stopwatch.GetTimestamp();
        long before = _upTo.GetValueOrDefault(topic.Camera.Value);
        for (long seq = before + 1; seq <= acknowledge.UpTo; seq++)
        {
            if (_published.TryRemove((topic.Camera.Value, seq), out long published))
                Latencies.Add(Stopwatch.GetElapsedTime(published, now));
        }

        _upTo[topic.Camera.Value] = Math.Max(before, acknowledge.UpTo);
        if (_first == 0 && Stored >= _warm)
            (_first, _firstStored) = (now, Stored);
        _last = now;
        return Task.CompletedTask;
    }
}
