using System.Diagnostics;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Venstertijden.Contracts;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>Connections of the measurement to its broker.</summary>
internal static class BenchClient
{
    /// <summary>As central's own: who does nothing may have as many messages under way.</summary>
    public const ushort ReceiveMaximum = 4000;

    private const int InFlight = 500;

    public static async Task<IMqttClient> Connect(int port, string clientId, bool cleanStart = true)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(Options(port, clientId, cleanStart));
        return client;
    }

    public static MqttClientOptions Options(int port, string clientId, bool cleanStart) => new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(clientId)
        .WithCleanStart(cleanStart).WithSessionExpiryInterval(3600).WithReceiveMaximum(ReceiveMaximum).Build();

    /// <summary>A session at the broker that collects passages while its client is away.</summary>
    public static async Task LeaveSession(int port, string clientId)
    {
        using var client = await Connect(port, clientId);
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topic.AllOf(MessageKind.Passage), MqttQualityOfServiceLevel.AtLeastOnce).Build());
        await client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = 3600 });
    }

    public static MqttApplicationMessage Of(BenchMessage message, string keyId) => new MqttApplicationMessageBuilder()
        .WithTopic(message.Topic).WithPayload(message.Payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithUserProperty(UserProperties.Signature, Encoding.ASCII.GetBytes(message.Signature))
        .WithUserProperty(UserProperties.Key, Encoding.ASCII.GetBytes(keyId))
        .Build();

    /// <summary>Publishes all, in order, many at once under way.</summary>
    public static async Task Fill(int port, BenchCamera camera, IReadOnlyList<BenchMessage> messages)
    {
        string keyId = camera.KeyId;
        using var client = await Connect(port, $"fill-{camera.Camera}");
        foreach (var chunk in messages.Chunk(InFlight))
            await Task.WhenAll(chunk.Select(m => client.PublishAsync(Of(m, keyId))));
        await client.DisconnectAsync();
    }

    /// <summary>Messages per second of a consumer that does nothing, from the one that ends the warming up to the last that waits for it.</summary>
    public static async Task<double> Drain(int port, string clientId, int warm, int count, TimeSpan within)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int received = 0;
        long first = 0, last = 0;
        client.ApplicationMessageReceivedAsync += _ =>
        {
            last = Stopwatch.GetTimestamp();
            if (received++ == warm)
                first = last;
            if (received == count)
                done.TrySetResult();
            return Task.CompletedTask;
        };
        await client.ConnectAsync(Options(port, clientId, cleanStart: false));
        await done.Task.WaitAsync(within, TimeProvider.System);
        await client.DisconnectAsync();
        return (count - warm - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds;
    }
}
