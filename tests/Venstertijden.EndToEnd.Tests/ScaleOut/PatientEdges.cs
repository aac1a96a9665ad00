using System.Buffers;
using System.Diagnostics;
using MQTTnet;
using MQTTnet.Protocol;
using Venstertijden.Cli.Bench.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.EndToEnd.Tests.ScaleOut;

/// <summary>The outboxes of several cameras behind one connection: what stays unacknowledged for 5 s goes again, and what central asks for goes at once.</summary>
internal sealed class PatientEdges(IMqttClient client, IReadOnlyList<BenchCamera> cameras) : IDisposable
{
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Sent>> _sent = cameras.ToDictionary(c => c.Camera.Value, _ => new List<Sent>());
    private readonly Dictionary<string, long> _upTo = cameras.ToDictionary(c => c.Camera.Value, _ => 0L);
    private readonly Queue<(string Camera, long From, long To)> _asked = new();

    private sealed record Sent(BenchMessage Message, string KeyId, long FirstAt)
    {
        public long At { get; set; } = FirstAt;

        public long? AcknowledgedAt { get; set; }
    }

    public int Resends { get; private set; }

    public int Unacknowledged
    {
        get
        {
            lock (_gate)
                return _sent.Sum(c => c.Value.Count(s => s.AcknowledgedAt is null));
        }
    }

    public static async Task<PatientEdges> Connect(int port, IReadOnlyList<BenchCamera> cameras)
    {
        var edges = new PatientEdges(await BenchClient.Connect(port, "edges"), cameras);
        edges.Listen();
        await edges.Subscribe();
        return edges;
    }

    /// <summary>When the last of the messages that were first sent before a moment was acknowledged.</summary>
    public TimeSpan LastStoredAfter(long moment)
    {
        lock (_gate)
            return _sent.SelectMany(c => c.Value).Where(s => s.FirstAt <= moment).Max(s => Stopwatch.GetElapsedTime(moment, s.AcknowledgedAt ?? long.MaxValue));
    }

    public async Task SendNext(BenchCamera camera)
    {
        var message = camera.Next();
        var sent = new Sent(message, camera.KeyId, Stopwatch.GetTimestamp());
        lock (_gate)
            _sent[camera.Camera.Value].Add(sent);
        await client.PublishAsync(BenchClient.Of(message, sent.KeyId));
    }

    /// <summary>To be called often: sends again what is due.</summary>
    public async Task Look()
    {
        List<Sent> due;
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            var asked = new List<Sent>();
            while (_asked.TryDequeue(out var hole))
                asked.AddRange(_sent[hole.Camera].Where(s => s.Message.Seq >= hole.From && s.Message.Seq <= hole.To && s.AcknowledgedAt is null));
            due = [.. asked.Concat(_sent.SelectMany(c => c.Value).Where(s => s.AcknowledgedAt is null && Stopwatch.GetElapsedTime(s.At, now) > ResendAfter)).Distinct()];
            due.ForEach(s => s.At = now);
            Resends += due.Count;
        }

        foreach (var sent in due)
            await client.PublishAsync(BenchClient.Of(sent.Message, sent.KeyId));
    }

    public void Dispose() => client.Dispose();

    private void Listen() => client.ApplicationMessageReceivedAsync += args =>
    {
        if (!Topic.TryParse(args.ApplicationMessage.Topic, out var topic))
            return Task.CompletedTask;
        lock (_gate)
        {
            switch (MessageReader.ReadCommand(args.ApplicationMessage.Payload.ToArray()).Message)
            {
                case Acknowledge acknowledge when acknowledge.UpTo > _upTo[topic.Camera.Value]:
                    foreach (var sent in _sent[topic.Camera.Value].Where(s => s.Message.Seq <= acknowledge.UpTo && s.AcknowledgedAt is null))
                        sent.AcknowledgedAt = Stopwatch.GetTimestamp();
                    _upTo[topic.Camera.Value] = acknowledge.UpTo;
                    break;
                case Resend resend:
                    _asked.Enqueue((topic.Camera.Value, resend.From, resend.To));
                    break;
            }
        }

        return Task.CompletedTask;
    };

    private Task<MqttClientSubscribeResult> Subscribe() => client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topic.AllOf(MessageKind.Command), MqttQualityOfServiceLevel.AtLeastOnce).Build());
}
