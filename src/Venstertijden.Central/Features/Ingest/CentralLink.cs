using System.Buffers;
using System.Threading.Channels;
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
/// <param name="ClientId">Fixed, so that the broker keeps the session.</param>
public sealed record BrokerAddress(string Host, int Port, bool Tls, string? Username, string? Password, string? Share, string ClientId);

/// <summary>A message with the means to acknowledge it, and the connection that it came by.</summary>
public sealed record Delivery(ReceivedMessage Message, int Connection, Func<CancellationToken, Task> Acknowledge);

/// <summary>
/// Central's connection to the broker: a persistent session at QoS 1. Messages go into a bounded queue and are acknowledged by whoever
/// stored them; when the queue is full the broker waits. Commands are signed with central's key.
/// </summary>
public sealed partial class CentralLink : IAsyncDisposable
{
    private const int QueueLength = 2000;
    private const uint SessionExpirySeconds = 7 * 24 * 3600;
    private const uint SharedSessionExpirySeconds = 5;

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<Delivery> _queue = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly CentralKey _key;
    private readonly TimeProvider _time;
    private readonly ILogger<CentralLink> _log;
    private int _connection;

    public CentralLink(CentralKey key, TimeProvider time, ILogger<CentralLink> log)
    {
        (_key, _time, _log) = (key, time, log);
        _client.ApplicationMessageReceivedAsync += Receive;
    }

    public ChannelReader<Delivery> Queue => _queue.Reader;

    public bool IsConnected => _client.IsConnected;

    /// <summary>The running number of the connection: what an earlier one delivered can no longer be acknowledged, and comes again.</summary>
    public int Connection => Volatile.Read(ref _connection);

    /// <summary>Keeps the connection up until stopped.</summary>
    public async Task Run(Func<BrokerAddress> address, CancellationToken stop)
    {
        var wait = TimeSpan.FromMilliseconds(200);
        while (!stop.IsCancellationRequested)
        {
            if (!_client.IsConnected)
            {
                var to = address();
                try
                {
                    await Connect(to, stop);
                    LogConnected(_log, to.Host, to.Port);
                    wait = TimeSpan.FromMilliseconds(200);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    LogCannotConnect(_log, to.Host, to.Port, e.Message);
                    wait = wait < TimeSpan.FromSeconds(5) ? wait * 2 : wait;
                }
            }

            await Task.Delay(wait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Drops the connection on purpose: the broker keeps what was not acknowledged and delivers it again.</summary>
    public async Task Drop(CancellationToken ct)
    {
        Interlocked.Increment(ref _connection);
        if (_client.IsConnected)
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = SessionExpirySeconds }, ct);
    }

    /// <summary>Signs and sends a command; false when there is no connection (whoever needs it asks again).</summary>
    public async Task<bool> Send(Outgoing outgoing, CancellationToken ct)
    {
        if (!_client.IsConnected)
            return false;
        byte[] payload = WireJson.Write(outgoing.Command);
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(new Topic(outgoing.Site, outgoing.Camera, MessageKind.Command).ToString())
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithUserProperty(UserProperties.Signature, System.Text.Encoding.UTF8.GetBytes(_key.Sign(payload)))
            .WithUserProperty(UserProperties.Key, System.Text.Encoding.UTF8.GetBytes(_key.KeyId))
            .Build();
        try
        {
            await _client.PublishAsync(message, ct);
            return true;
        }
        catch (Exception e) when (e is MQTTnet.Exceptions.MqttCommunicationException or MQTTnet.Exceptions.MqttClientNotConnectedException or InvalidOperationException or OperationCanceledException)
        {
            LogNotSent(_log, Kebab(outgoing.Command), e.GetType().Name);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = SessionExpirySeconds });
        _client.Dispose();
    }

    private async Task Connect(BrokerAddress to, CancellationToken ct)
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(to.Host, to.Port)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId(to.ClientId)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(to.Share is null ? SessionExpirySeconds : SharedSessionExpirySeconds)
            .WithReceiveMaximum(1000)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithTimeout(TimeSpan.FromSeconds(5));
        if (to.Username is not null)
            options = options.WithCredentials(to.Username, to.Password);
        if (to.Tls)
            options = options.WithTlsOptions(tls => tls.UseTls());
        Interlocked.Increment(ref _connection);
        await _client.ConnectAsync(options.Build(), ct);
        var subscribe = new MqttClientSubscribeOptionsBuilder();
        foreach (var kind in (MessageKind[])[MessageKind.Passage, MessageKind.Gap, MessageKind.Health, MessageKind.Status, MessageKind.Evidence])
        {
            // A retained status must reach every central, so it is never shared.
            string topic = to.Share is { } share && kind != MessageKind.Status ? $"$share/{share}/{Topic.AllOf(kind)}" : Topic.AllOf(kind);
            subscribe = subscribe.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        await _client.SubscribeAsync(subscribe.Build(), ct);
    }

    private async Task Receive(MqttApplicationMessageReceivedEventArgs args)
    {
        args.AutoAcknowledge = false;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in args.ApplicationMessage.UserProperties ?? [])
            properties.TryAdd(property.Name, property.ReadValueAsString());
        var message = new ReceivedMessage(args.ApplicationMessage.Topic, args.ApplicationMessage.Payload.ToArray(), properties);
        await _queue.Writer.WriteAsync(new Delivery(message, Connection, args.AcknowledgeAsync));
    }

    private static string Kebab(CommandMessage command) => Data.Kebab.OfType(command.GetType().Name);

    [LoggerMessage(2001, LogLevel.Information, "Connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger log, string host, int port);

    [LoggerMessage(2002, LogLevel.Warning, "No connection to the broker at {Host}:{Port}: {Why}; trying again")]
    private static partial void LogCannotConnect(ILogger log, string host, int port, string why);

    [LoggerMessage(2003, LogLevel.Warning, "Command {Command} not sent ({Why}); it is said again when needed")]
    private static partial void LogNotSent(ILogger log, string command, string why);
}
