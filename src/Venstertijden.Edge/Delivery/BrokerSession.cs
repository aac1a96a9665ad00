using System.Buffers;
using System.Net.Sockets;
using System.Text;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;

namespace Venstertijden.Edge.Delivery;

/// <summary>Takes a command off the wire: payload, signature and key as they came.</summary>
internal delegate void CommandHandler(ReadOnlyMemory<byte> payload, string? signature, string? key);

/// <summary>One connection to the broker: announced as online, with the Last Will that says offline, subscribed to commands.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    // As long as the outbox is meant to bridge; after that central's commands are repeated anyway.
    private const uint SessionExpirySeconds = 7 * 24 * 3600;
    private const int MostInFlight = 32;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);

    private readonly IMqttClient _client;
    private readonly EdgeOptions _options;
    private readonly IClock _clock;
    private readonly Guid _id;
    private readonly CancellationTokenSource _closed = new();

    private BrokerSession(IMqttClient client, EdgeOptions options, IClock clock, Guid id)
    {
        _client = client;
        _options = options;
        _clock = clock;
        _id = id;
        Closed = _closed.Token;
    }

    /// <summary>Cancelled when the connection is gone.</summary>
    internal CancellationToken Closed { get; }

    internal bool IsOpen => _client.IsConnected && !_closed.IsCancellationRequested;

    /// <summary>How many messages may be under way at once; the broker may take fewer than we would send.</summary>
    internal int InFlight { get; private set; } = MostInFlight;

    /// <summary>The broker knows a camera by site and camera, so two processes for one camera put each other out, as they should.</summary>
    internal static string ClientId(EdgeOptions options) => $"{options.Site}/{options.Camera}";

    internal static async Task<BrokerSession> Open(EdgeOptions options, IClock clock, TimeProvider time, CommandHandler onCommand, CancellationToken stop)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var session = new BrokerSession(client, options, clock, Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()));
        try
        {
            client.DisconnectedAsync += _ => session._closed.CancelAsync();
            client.ApplicationMessageReceivedAsync += received =>
            {
                var message = received.ApplicationMessage;
                onCommand(message.Payload.ToArray(), Property(message, UserProperties.Signature), Property(message, UserProperties.Key));
                return Task.CompletedTask;
            };
            using var limit = new CancellationTokenSource(Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
            var connected = await client.ConnectAsync(session.Connect(), either.Token);
            if (connected.ResultCode != MqttClientConnectResultCode.Success)
                throw new IOException($"the broker refused: {connected.ResultCode}");
            session.InFlight = Math.Clamp(connected.ReceiveMaximum is > 0 and var most ? (int)most : MostInFlight, 1, MostInFlight);
            await client.SubscribeAsync(
                new MqttClientSubscribeOptionsBuilder().WithTopicFilter(options.Name.Topic(MessageKind.Command).ToString(), MqttQualityOfServiceLevel.AtLeastOnce).Build(),
                either.Token);
            await session.Announce(LinkStatus.Online, either.Token);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    internal Task Publish(Topic topic, byte[] payload, string signature, string key, CancellationToken stop, TimeSpan? keepFor = null)
    {
        var message = Signed(topic, payload, signature, key);
        if (keepFor is { } span)
            message.WithMessageExpiryInterval((uint)span.TotalSeconds);
        return Publish(message.Build(), stop);
    }

    internal Task PublishPicture(Topic topic, Guid passage, OpenedPicture picture, string signature, string key, CancellationToken stop) =>
        Publish(
            Signed(topic, picture.Bytes, signature, key)
                .WithUserProperty(UserProperties.Passage, Text(passage.ToString()))
                .WithUserProperty(UserProperties.MediaType, Text(picture.MediaType))
                .WithUserProperty(UserProperties.Sha256, Text(picture.Sha256))
                .Build(),
            stop);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsOpen)
            {
                using var limit = new CancellationTokenSource(GoodbyeTime);
                await Announce(LinkStatus.Offline, limit.Token);
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token);
            }
        }
        catch (Exception e) when (IsLinkFault(e) || e is OperationCanceledException)
        {
            // Then the Last Will says it.
        }

        _client.Dispose();
        _closed.Dispose();
    }

    internal static bool IsLinkFault(Exception e) =>
        e is MqttCommunicationException or MqttProtocolViolationException or SocketException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException
        || e.GetType().Namespace?.StartsWith("MQTTnet", StringComparison.Ordinal) == true;

    /// <summary>For the log: the innermost cause.</summary>
    internal static string Reason(Exception e) => e is OperationCanceledException ? "no answer in time" : e.GetBaseException().Message.TrimEnd('.');

    private static string? Property(MqttApplicationMessage message, string name) =>
        message.UserProperties?.FirstOrDefault(p => p.Name == name)?.ReadValueAsString();

    private static MqttApplicationMessageBuilder Signed(Topic topic, byte[] payload, string signature, string key) => new MqttApplicationMessageBuilder()
        .WithTopic(topic.ToString())
        .WithPayload(payload)
        .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithUserProperty(UserProperties.Signature, Text(signature))
        .WithUserProperty(UserProperties.Key, Text(key));

    private static ReadOnlyMemory<byte> Text(string value) => Encoding.UTF8.GetBytes(value);

    private async Task Publish(MqttApplicationMessage message, CancellationToken stop)
    {
        var result = await _client.PublishAsync(message, stop);
        if (!result.IsSuccess)
            throw new IOException($"the broker did not take a message on {message.Topic}: {result.ReasonCode}");
    }

    private Task Announce(LinkStatus status, CancellationToken stop) => Publish(
        new MqttApplicationMessageBuilder()
            .WithTopic(_options.Name.Topic(MessageKind.Status).ToString())
            .WithPayload(Status(status))
            .WithRetainFlag()
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build(),
        stop);

    private byte[] Status(LinkStatus status) => WireJson.Write(new StatusMessage(status, _clock.GetCurrentInstant(), _id));

    private MqttClientOptions Connect()
    {
        var broker = _options.Broker;
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(ClientId(_options))
            .WithCleanStart(false)
            .WithSessionExpiryInterval(SessionExpirySeconds)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithTimeout(Timeout)
            .WithWillTopic(_options.Name.Topic(MessageKind.Status).ToString())
            .WithWillPayload(Status(LinkStatus.Offline))
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (broker.Tls)
            builder.WithTlsOptions(tls => tls.UseTls());
        if (broker.Username is not null)
            builder.WithCredentials(broker.Username, broker.PasswordFile is null ? null : File.ReadLines(broker.PasswordFile).FirstOrDefault(""));
        return builder.Build();
    }
}
