using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Builders;

/// <summary>A message as an edge would send it, to be changed before it goes.</summary>
internal sealed record Sent(string Topic, byte[] Payload, string? Signature, string? KeyId)
{
    public Dictionary<string, string> Properties { get; init; } = [];

    /// <summary>The same as central gets it from the broker.</summary>
    public ReceivedMessage Received()
    {
        var properties = new Dictionary<string, string>(Properties);
        if (Signature is { } signature)
            properties[UserProperties.Signature] = signature;
        if (KeyId is { } key)
            properties[UserProperties.Key] = key;
        return new ReceivedMessage(Topic, Payload, properties);
    }
}

/// <summary>An edge of the tests: numbers, chains and signs as the real one, and shows the commands it got.</summary>
internal sealed class TestEdge : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly SiteId _site;
    private readonly IClock _clock;
    private string _previous = Signing.NoPrevious;

    public TestEdge(SiteId site, CameraId camera, IClock clock)
    {
        (_site, Camera, _clock) = (site, camera, clock);
        PublicKey = _key.ExportSubjectPublicKeyInfo();
        _client.ApplicationMessageReceivedAsync += args =>
        {
            var read = MessageReader.ReadCommand(args.ApplicationMessage.Payload.ToArray());
            Commands.Enqueue(read.Message!);
            return Task.CompletedTask;
        };
    }

    public CameraId Camera { get; }

    public byte[] PublicKey { get; }

    public string Password { get; set; } = "";

    public Guid Chain { get; set; } = Guid.NewGuid();

    public long Seq { get; set; }

    public ConcurrentQueue<CommandMessage> Commands { get; } = new();

    public long AcknowledgedUpTo => Commands.OfType<Acknowledge>().Where(a => a.Chain == Chain).Select(a => a.UpTo).DefaultIfEmpty(0).Max();

    public async Task Connect(int port)
    {
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId($"edge-{Camera}").WithCleanStart(false).WithSessionExpiryInterval(3600).WithCredentials(CameraEnrolment.BrokerUser(_site, Camera), Password).Build();
        await _client.ConnectAsync(options);
        await _client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(new Topic(_site, Camera, MessageKind.Command).ToString(), MqttQualityOfServiceLevel.AtLeastOnce).Build());
    }

    public async Task Reconnect(int port)
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync();
        await Connect(port);
    }

    /// <summary>A new outbox, as after a lost file.</summary>
    public void StartOver() => (Chain, Seq, _previous) = (Guid.NewGuid(), 0, Signing.NoPrevious);

    /// <summary>The next number will not name the hash of the one before.</summary>
    public void Break() => _previous = new string('b', 64);

    /// <summary>The next passage of the chain, signed; not sent yet.</summary>
    public Sent Next(PassageMessage passage)
    {
        var numbered = passage with { Site = _site.Value, Camera = Camera.Value, Chain = Chain, Seq = ++Seq, PreviousHash = _previous };
        byte[] payload = WireJson.Write(numbered);
        _previous = Signing.Hash(payload);
        return Sign(MessageKind.Passage, payload);
    }

    /// <summary>A gap message in the numbering.</summary>
    public Sent NextGap(long from, long to, GapReason reason = GapReason.DiskFull, Guid? previousChain = null)
    {
        byte[] payload = WireJson.Write(new GapMessage
        {
            Schema = 1, Site = _site.Value, Camera = Camera.Value, Chain = Chain, Seq = ++Seq, PreviousHash = _previous, From = from, To = to, Reason = reason, NoticedAt = _clock.GetCurrentInstant(), PreviousChain = previousChain,
        });
        _previous = Signing.Hash(payload);
        return Sign(MessageKind.Gap, payload);
    }

    public Sent Picture(Guid passage, byte[] picture) => Sign(MessageKind.Evidence, picture) with
    {
        Properties = new() { [UserProperties.Passage] = passage.ToString(), [UserProperties.Sha256] = Signing.Hash(picture), [UserProperties.MediaType] = "image/jpeg" },
    };

    public Sent Sign(MessageKind kind, byte[] payload) => new(new Topic(_site, Camera, kind).ToString(), payload, Signing.Sign(_key, payload), Signing.KeyId(_key));

    public async Task Send(params Sent[] messages)
    {
        foreach (var sent in messages)
        {
            var builder = new MqttApplicationMessageBuilder().WithTopic(sent.Topic).WithPayload(sent.Payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
            if (sent.Signature is { } signature)
                builder = builder.WithUserProperty(UserProperties.Signature, System.Text.Encoding.UTF8.GetBytes(signature));
            if (sent.KeyId is { } key)
                builder = builder.WithUserProperty(UserProperties.Key, System.Text.Encoding.UTF8.GetBytes(key));
            foreach (var (name, value) in sent.Properties)
                builder = builder.WithUserProperty(name, System.Text.Encoding.UTF8.GetBytes(value));
            await _client.PublishAsync(builder.Build());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync();
        _client.Dispose();
        _key.Dispose();
    }
}
