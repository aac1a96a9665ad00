using System.Buffers;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Where the broker is and who central is to it.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Tls">Encrypted.</param>
/// <param name="Username">Null without.</param>
/// <param name="Password">Null without.</param>
/// <param name="Share">Group of a shared subscription; null when there is one central.</param>
/// <param name="ClientId">Fixed where there is one central, so that the broker keeps the session; one of its own for each of several.</param>
public sealed record BrokerAddress(string Host, int Port, bool Tls, string? Username, string? Password, string? Share, string ClientId);

/// <summary>
/// One session at the broker for some kinds of message, at QoS 1. No more than <paramref name="receiveMaximum"/> unacknowledged messages
/// are taken from the broker (<see cref="FlowControl"/>): that bounds what waits here, however much waits there.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private const uint SessionExpirySeconds = 7 * 24 * 3600;

    /// <summary>Another central takes over after this: what the broker had set aside for a dead one is let go, and the outboxes send it again.</summary>
    private const uint SharedSessionExpirySeconds = 5;

    private readonly IMqttClient _client;
    private readonly GatheringStreams _streams = new();
    private readonly MessageKind[] _kinds;
    private readonly ushort _receiveMaximum;
    private readonly string _suffix;
    private readonly Func<ReceivedMessage, Func<bool>, Func<CancellationToken, Task>, ValueTask> _take;
    private string? _share;
    private int _number;

    /// <param name="kinds">What to subscribe to; nothing for a session that only publishes.</param>
    /// <param name="receiveMaximum">Messages under way at once.</param>
    /// <param name="suffix">Set behind the client's name, which is one session's alone.</param>
    /// <param name="take">Takes a message, with the question whether its connection still stands and the means to acknowledge it.</param>
    public BrokerConnection(MessageKind[] kinds, ushort receiveMaximum, string suffix, Func<ReceivedMessage, Func<bool>, Func<CancellationToken, Task>, ValueTask> take)
    {
        (_kinds, _receiveMaximum, _suffix, _take) = (kinds, receiveMaximum, suffix, take);
        _client = new MqttClientFactory().CreateMqttClient(new FlowControlFactory(receiveMaximum));
        _client.ApplicationMessageReceivedAsync += Receive;
    }

    public bool IsConnected => _client.IsConnected;

    public async Task Connect(BrokerAddress to, CancellationToken ct)
    {
        _share = to.Share;
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(to.Host, to.Port)
            .WithStreamProvider(_streams)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId(to.ClientId + _suffix)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(Expiry)
            .WithReceiveMaximum(_receiveMaximum)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithTimeout(TimeSpan.FromSeconds(5));
        if (to.Username is not null)
            options = options.WithCredentials(to.Username, to.Password);
        if (to.Tls)
            options = options.WithTlsOptions(tls => tls.UseTls());
        Interlocked.Increment(ref _number);
        await _client.ConnectAsync(options.Build(), ct);
        if (_kinds.Length == 0)
            return;
        var subscribe = new MqttClientSubscribeOptionsBuilder();
        foreach (var kind in _kinds)
        {
            // A retained status must reach every central, so it is never shared.
            string topic = to.Share is { } share && kind != MessageKind.Status ? $"$share/{share}/{Topic.AllOf(kind)}" : Topic.AllOf(kind);
            subscribe = subscribe.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        await _client.SubscribeAsync(subscribe.Build(), ct);
    }

    public Task Publish(MqttApplicationMessage message, CancellationToken ct) => _client.PublishAsync(message, ct);

    /// <summary>Lets the acknowledgements of a batch go out together.</summary>
    public void Gather() => _streams.Open?.Gather();

    /// <summary>Ends that, and sends them.</summary>
    public async Task SendGathered(CancellationToken ct)
    {
        if (_streams.Open is { } stream)
            await stream.Send(ct);
    }

    /// <summary>Drops the connection on purpose: the broker delivers again what was not acknowledged (of several centrals: the outboxes do).</summary>
    public async Task Drop(CancellationToken ct)
    {
        Interlocked.Increment(ref _number);
        if (_client.IsConnected)
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = Expiry }, ct);
    }

    public async ValueTask DisposeAsync()
    {
        // One of several that stops in good order leaves nothing behind that would go on collecting its share.
        if (_client.IsConnected)
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = _share is null ? SessionExpirySeconds : 0 });
        _client.Dispose();
    }

    private uint Expiry => _share is null ? SessionExpirySeconds : SharedSessionExpirySeconds;

    private async Task Receive(MqttApplicationMessageReceivedEventArgs args)
    {
        args.AutoAcknowledge = false;
        int number = Volatile.Read(ref _number);
        await _take(MessageOf(args.ApplicationMessage), () => Volatile.Read(ref _number) == number && _client.IsConnected, args.AcknowledgeAsync);
    }

    private static ReceivedMessage MessageOf(MqttApplicationMessage received)
    {
        int most = Topic.TryParse(received.Topic, out var topic) ? Intake.LargestOf(topic.Kind) : MessageReader.MaxPayload;
        byte[] payload = received.Payload.ToArray();
        // Too large to be stored: let go at once, so that a flood of such messages does not fill the memory.
        if (payload.Length > most)
            return ReceivedMessage.LetGo(received.Topic, Signing.Hash(payload), payload.Length);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in received.UserProperties ?? [])
            properties.TryAdd(property.Name, property.ReadValueAsString());
        return new ReceivedMessage(received.Topic, payload, properties);
    }
}
