using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Tests.Delivery;

/// <summary>A message as central got it.</summary>
internal sealed record Arrived(Topic Topic, byte[] Payload, bool Retained, IReadOnlyDictionary<string, string> Properties);

/// <summary>Stands in for central at the other end of a real broker: keeps what arrives, and commands.</summary>
internal sealed class TestCentral : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentQueue<Arrived> _arrived = new();
    private readonly HashSet<long> _stored = [];
    private int _port;
    private long _contiguous;

    /// <summary>Whether it acknowledges what is stored without a hole, as central does.</summary>
    internal bool Acknowledges { get; set; }

    /// <summary>Messages that are lost before they are stored, by number: each once.</summary>
    internal ConcurrentDictionary<long, bool> Loses { get; } = [];

    internal IReadOnlyList<Arrived> All => [.. _arrived];

    internal IReadOnlyList<Arrived> Of(MessageKind kind) => [.. _arrived.Where(a => a.Topic.Kind == kind)];

    /// <summary>Numbers of the passages and gaps in the order of arrival.</summary>
    internal IReadOnlyList<long> Numbers => [.. _arrived.Where(a => a.Topic.Kind is MessageKind.Passage or MessageKind.Gap).Select(Seq)];

    internal void WritePublicKey(string path) => File.WriteAllText(path, _key.ExportSubjectPublicKeyInfoPem());

    internal async Task Connect(int port)
    {
        _port = port;
        _client.ApplicationMessageReceivedAsync += Receive;
        await Reconnect();
    }

    internal async Task Reconnect()
    {
        await _client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithClientId("central").WithCleanStart(false).WithSessionExpiryInterval(3600).Build());
        await _client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter("venstertijden/v1/#", MqttQualityOfServiceLevel.AtLeastOnce).Build());
    }

    internal Task Command(CommandMessage command, ECDsa? signedBy = null)
    {
        byte[] payload = WireJson.Write(command);
        var key = signedBy ?? _key;
        return Publish(MessageKind.Command, payload, Signing.Sign(key, payload), Signing.KeyId(key));
    }

    internal Task Publish(MessageKind kind, byte[] payload, string? signature, string? key)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic(EdgeFolder.Camera.Topic(kind).ToString()).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (signature is not null)
            message.WithUserProperty(UserProperties.Signature, Encoding.UTF8.GetBytes(signature));
        if (key is not null)
            message.WithUserProperty(UserProperties.Key, Encoding.UTF8.GetBytes(key));
        return _client.PublishAsync(message.Build());
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync();
        _client.Dispose();
        _key.Dispose();
    }

    private async Task Receive(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        if (!Topic.TryParse(message.Topic, out var topic) || topic.Kind == MessageKind.Command)
            return;
        var properties = message.UserProperties?.ToDictionary(p => p.Name, p => p.ReadValueAsString()) ?? [];
        var arrived = new Arrived(topic, message.Payload.ToArray(), message.Retain, properties);
        if (topic.Kind is not (MessageKind.Passage or MessageKind.Gap))
        {
            _arrived.Enqueue(arrived);
            return;
        }

        if (Loses.TryRemove(Seq(arrived), out _))
            return;
        _arrived.Enqueue(arrived);
        _stored.Add(Seq(arrived));
        long before = _contiguous;
        while (_stored.Contains(_contiguous + 1))
            _contiguous++;
        if (Acknowledges && _contiguous > before)
            await Command(new Acknowledge(ChainOf(arrived), _contiguous));
    }

    private static Guid ChainOf(Arrived arrived) => arrived.Topic.Kind == MessageKind.Gap
        ? MessageReader.ReadGap(arrived.Payload).Message!.Chain
        : MessageReader.ReadPassage(arrived.Payload).Message!.Chain;

    private static long Seq(Arrived arrived) => arrived.Topic.Kind == MessageKind.Gap
        ? MessageReader.ReadGap(arrived.Payload).Message!.Seq
        : MessageReader.ReadPassage(arrived.Payload).Message!.Seq;
}
