using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Keys;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Delivery;

/// <summary>What delivery counts since the start.</summary>
/// <param name="Published">Outbox messages that the broker took, repeats included.</param>
/// <param name="Connections">Connections made.</param>
/// <param name="CommandsDone">Commands of central carried out.</param>
/// <param name="CommandsIgnored">Commands that were not central's, not readable, or not known.</param>
public sealed record DeliveryCounts(long Published, long Connections, long CommandsDone, long CommandsIgnored);

/// <summary>
/// Brings the outbox to central over MQTT 5 and does what central asks. The connection may go as often as it likes:
/// the broker keeps the session, the outbox keeps the messages, and a new connection is tried for ever.
/// </summary>
public sealed class MqttDelivery : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly EdgeOptions _options;
    private readonly Outbox.Outbox _outbox;
    private readonly EvidenceStore _evidence;
    private readonly DeviceKeys _keys;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CentralKeys _central;
    private readonly SendWindow _window = new();
    private readonly ConcurrentQueue<Resend> _asked = new();

    // One slot: any number of changes while the loop is busy are one reason to look again.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<SendEvidence> _wanted = Channel.CreateBounded<SendEvidence>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    private BrokerSession? _session;
    private Guid _chain;
    private long _published;
    private long _connections;
    private long _done;
    private long _ignored;

    public MqttDelivery(EdgeOptions options, Outbox.Outbox outbox, EvidenceStore evidence, DeviceKeys keys, IClock clock, TimeProvider time, ILogger log)
    {
        _options = options;
        _outbox = outbox;
        _evidence = evidence;
        _keys = keys;
        _clock = clock;
        _time = time;
        _log = log;
        _central = new CentralKeys(options.CentralKeyFile);
        outbox.Changed += Wake;
    }

    public DeliveryCounts Counts => new(Interlocked.Read(ref _published), Interlocked.Read(ref _connections), Interlocked.Read(ref _done), Interlocked.Read(ref _ignored));

    public bool IsConnected => Volatile.Read(ref _session) is { IsOpen: true };

    /// <summary>Runs until stopped; then says goodbye to the broker.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (!_central.Any)
            _log.NoCentralKey(_options.Name, _options.CentralKeyFile);
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var session = await BrokerSession.Open(_options, _clock, _time, OnCommand, stop);
                Interlocked.Increment(ref _connections);
                _log.Connected(_options.Name, _options.Broker.Host, _options.Broker.Port);
                pause = FirstPause;
                Volatile.Write(ref _session, session);
                await Serve(session, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (BrokerSession.IsLinkFault(e))
            {
                _log.NotConnected(_options.Name, _options.Broker.Host, _options.Broker.Port, BrokerSession.Reason(e), pause.TotalSeconds);
            }
            finally
            {
                Volatile.Write(ref _session, null);
            }

            await Pause(pause, stop);
            pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2));
        }
    }

    /// <summary>Publishes a message that is worth something now only, such as health; false when there is no connection.</summary>
    public async Task<bool> TryPublish(MessageKind kind, byte[] payload, CancellationToken stop)
    {
        if (Volatile.Read(ref _session) is not { IsOpen: true } session)
            return false;
        try
        {
            await session.Publish(_options.Name.Topic(kind), payload, _keys.Sign(payload), _keys.KeyId, stop, keepFor: TimeSpan.FromMinutes(1));
            return true;
        }
        catch (Exception e) when (BrokerSession.IsLinkFault(e))
        {
            return false;
        }
    }

    public void Dispose()
    {
        _outbox.Changed -= Wake;
        _central.Dispose();
    }

    private async Task Serve(BrokerSession session, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Closed);
        var pictures = SendPictures(session, either.Token);
        try
        {
            Restart(_outbox.State);
            while (true)
            {
                either.Token.ThrowIfCancellationRequested();
                var state = Follow();
                if (_window.Next(state.Last, Now()) is { } due)
                    await Send(session, due, either.Token);
                else
                    await NewsOrDue(either.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException("the connection was lost");
        }
        finally
        {
            await either.CancelAsync();
            await pictures.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private OutboxState Follow()
    {
        var state = _outbox.State;
        if (state.Chain != _chain)
            Restart(state);
        _window.Acknowledged(state.Acknowledged);
        while (_asked.TryDequeue(out var resend))
        {
            if (resend.Chain == _chain)
                _window.Asked(resend.From, resend.To);
        }

        return state;
    }

    private void Restart(OutboxState state)
    {
        _chain = state.Chain;
        _window.Restart(state.Acknowledged);
    }

    private async Task Send(BrokerSession session, SendNow due, CancellationToken stop)
    {
        var messages = _outbox.Take(_chain, due.After, due.Count);
        foreach (var chunk in messages.Where(m => m.Seq <= due.After + due.Count).Chunk(session.InFlight))
        {
            // Started in order on one connection, so they arrive in order; awaited together, so the link is never idle.
            await Task.WhenAll(chunk.Select(m => session.Publish(_options.Name.Topic(m.Kind), m.Payload, m.Signature, _keys.KeyId, stop)));
            Interlocked.Add(ref _published, chunk.Length);
            _window.Sent(chunk[^1].Seq, Now());
            _window.Acknowledged(_outbox.State.Acknowledged);
        }

        // Numbers that are no longer there must not be asked for in a circle.
        _window.Sent(due.After + due.Count, Now());
    }

    private async Task SendPictures(BrokerSession session, CancellationToken stop)
    {
        while (await _wanted.Reader.WaitToReadAsync(stop))
        {
            // Taken off only when sent: a connection that goes in between does not lose the request.
            while (_wanted.Reader.TryPeek(out var wanted))
            {
                var pictures = _evidence.Read(wanted.Passage);
                if (pictures.Count == 0)
                    _log.NoPictures(_options.Name, wanted.Passage);
                foreach (var picture in pictures.Where(p => wanted.Sha256.Count == 0 || wanted.Sha256.Contains(p.Sha256)))
                    await session.PublishPicture(_options.Name.Topic(MessageKind.Evidence), wanted.Passage, picture, _keys.Sign(picture.Bytes), _keys.KeyId, stop);
                _wanted.Reader.TryRead(out _);
            }
        }
    }

    /// <summary>A command came. Returning means that the broker may forget it.</summary>
    private void OnCommand(ReadOnlyMemory<byte> payload, string? signature, string? key)
    {
        if (!_central.HaveSigned(payload.Span, signature, key))
        {
            Interlocked.Increment(ref _ignored);
            _log.CommandNotCentrals(_options.Name);
            return;
        }

        var read = MessageReader.ReadCommand(payload.Span);
        try
        {
            if (read.Message is { } command && Do(command))
            {
                Interlocked.Increment(ref _done);
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A picture that cannot be destroyed now is destroyed at its age limit at the latest.
            _log.CommandFailed(_options.Name, e.Message);
        }

        Interlocked.Increment(ref _ignored);
        _log.CommandNotDone(_options.Name, read.Message?.GetType().Name ?? read.Detail);
    }

    private bool Do(CommandMessage command)
    {
        switch (command)
        {
            case Acknowledge a:
                return _outbox.Acknowledge(a.Chain, a.UpTo);
            case Resend r:
                if (!_outbox.TellForgotten(r.Chain, r.From, r.To))
                    return false;
                _asked.Enqueue(r);
                Wake();
                return true;
            case SendEvidence s:
                return _wanted.Writer.TryWrite(s);
            case DiscardEvidence d:
                foreach (var passage in d.Passages)
                    _evidence.Discard(passage);
                return true;
            default:
                return false;
        }
    }

    private async Task NewsOrDue(CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pause = _window.Due is { } due ? Max(due - Now(), TimeSpan.FromMilliseconds(1)) : Timeout.InfiniteTimeSpan;
        await Task.WhenAny(_news.Reader.WaitToReadAsync(wait.Token).AsTask(), Task.Delay(pause, _time, wait.Token));
        await wait.CancelAsync();
        stop.ThrowIfCancellationRequested();
        _news.Reader.TryRead(out _);
    }

    private async Task Pause(TimeSpan pause, CancellationToken stop)
    {
        // A little chance in it, so that the cameras of a town don't come back in one blow.
        var span = pause * (0.75 + (Random.Shared.NextDouble() * 0.5));
        await Task.Delay(span, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan Now() => _time.GetElapsedTime(0);

    private void Wake() => _news.Writer.TryWrite(true);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
