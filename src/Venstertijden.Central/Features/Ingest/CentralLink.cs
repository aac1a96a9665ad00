using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A message with the means to acknowledge it, and whether that still can be: what an earlier connection delivered comes again.</summary>
public sealed record Delivery(ReceivedMessage Message, Func<bool> IsCurrent, Func<CancellationToken, Task> Acknowledge);

/// <summary>
/// Central's link with the broker: one session for what is small, one for pictures, so that a few large pictures bound the memory and no
/// passage waits behind them, and one for what is said to the cameras, which nothing that comes in can hold up. Messages wait in a queue and
/// are acknowledged by whoever stored them. Commands are signed with central's key.
/// </summary>
public sealed partial class CentralLink : IAsyncDisposable
{
    private const ushort SmallUnderWay = 4000;
    private const ushort PicturesUnderWay = 16;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Never longer than what the broker may hand over unacknowledged.
    private readonly Channel<Delivery> _queue = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly BrokerConnection _small;
    private readonly BrokerConnection _pictures;
    private readonly BrokerConnection _commands;
    private readonly CentralKey _key;
    private readonly TimeProvider _time;
    private readonly ILogger<CentralLink> _log;

    public CentralLink(CentralKey key, TimeProvider time, ILogger<CentralLink> log)
    {
        (_key, _time, _log) = (key, time, log);
        _small = new BrokerConnection([MessageKind.Passage, MessageKind.Gap, MessageKind.Health, MessageKind.Status], SmallUnderWay, "", Take);
        _pictures = new BrokerConnection([MessageKind.Evidence], PicturesUnderWay, "-evidence", Take);
        _commands = new BrokerConnection([], 1, "-commands", Take);
    }

    public ChannelReader<Delivery> Queue => _queue.Reader;

    public bool IsConnected => Array.TrueForAll(All, c => c.IsConnected);

    private BrokerConnection[] All => [_small, _pictures, _commands];

    /// <summary>Keeps the sessions up until stopped.</summary>
    public Task Run(Func<BrokerAddress> address, CancellationToken stop) => Task.WhenAll(All.Select(c => KeepUp(c, address, stop)));

    /// <summary>Acknowledges messages to the broker, in this order, in as few packets as may be.</summary>
    public async Task Acknowledge(IEnumerable<Delivery> deliveries, CancellationToken ct)
    {
        _small.Gather();
        try
        {
            foreach (var delivery in deliveries.Where(d => d.IsCurrent()))
                await delivery.Acknowledge(ct);
        }
        finally
        {
            await _small.SendGathered(ct);
        }
    }

    /// <summary>Drops the connections on purpose: what was not acknowledged comes again.</summary>
    public async Task Drop(CancellationToken ct)
    {
        foreach (var connection in All)
        {
            try
            {
                await connection.Drop(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogGoneAlready(_log, e.GetType().Name);
            }
        }
    }

    /// <summary>Signs and sends a command; false when there is no connection (whoever needs it asks again).</summary>
    public async Task<bool> Send(Outgoing outgoing, CancellationToken ct)
    {
        if (!_commands.IsConnected)
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
            await _commands.Publish(message, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogNotSent(_log, Data.Kebab.OfType(outgoing.Command.GetType().Name), e.GetType().Name);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in All)
            await connection.DisposeAsync();
    }

    private async Task KeepUp(BrokerConnection connection, Func<BrokerAddress> address, CancellationToken stop)
    {
        var wait = FirstWait;
        while (!stop.IsCancellationRequested)
        {
            if (!connection.IsConnected)
            {
                var to = address();
                try
                {
                    await connection.Connect(to, stop);
                    LogConnected(_log, to.Host, to.Port);
                    wait = FirstWait;
                }
                catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    LogCannotConnect(_log, to.Host, to.Port, e.Message);
                    wait = wait < LongestWait ? wait * 2 : wait;
                }
            }

            await Task.Delay(wait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ValueTask Take(ReceivedMessage message, Func<bool> isCurrent, Func<CancellationToken, Task> acknowledge) =>
        _queue.Writer.WriteAsync(new Delivery(message, isCurrent, acknowledge));

    [LoggerMessage(2001, LogLevel.Information, "Connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger log, string host, int port);

    [LoggerMessage(2002, LogLevel.Warning, "No connection to the broker at {Host}:{Port}: {Why}; trying again")]
    private static partial void LogCannotConnect(ILogger log, string host, int port, string why);

    [LoggerMessage(2004, LogLevel.Information, "The connection to be dropped was gone already ({Why})")]
    private static partial void LogGoneAlready(ILogger log, string why);

    [LoggerMessage(2003, LogLevel.Warning, "Command {Command} not sent ({Why}); it is said again when needed")]
    private static partial void LogNotSent(ILogger log, string command, string why);
}
