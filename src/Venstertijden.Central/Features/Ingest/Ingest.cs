using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// Queue -> batches by size and time -> one commit -> PUBACK in order of arrival and <c>acknowledge</c>. While a batch is being stored the
/// next one is read. When the commit keeps failing the connection is dropped on purpose: nothing unstored is ever acknowledged.
/// </summary>
public sealed partial class Ingest(CentralLink link, BatchWriter writer, Speaker speaker, HoleWatch holes, Func<BrokerAddress> broker, TimeProvider time, ILogger<Ingest> log) : BackgroundService
{
    private const int BatchSize = 1000;
    private const int Attempts = 5;

    /// <summary>A batch is closed when nothing came for this long: who waits longer keeps a steady trickle waiting, who waits less commits each message by itself.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private Task _acknowledging = Task.CompletedTask;

    /// <summary>Called between commit and acknowledgement; tests cut here.</summary>
    internal Func<Task> AfterCommit { get; set; } = () => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var run = link.Run(broker, stoppingToken);
        try
        {
            var storing = Task.CompletedTask;
            while (true)
            {
                var batch = await Next(storing, stoppingToken);
                await storing;
                storing = batch.Count > 0 ? Handle(batch, stoppingToken) : Task.CompletedTask;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is in the queue was not acknowledged and comes again.
        }

        await run;
    }

    private sealed record Read(Delivery Delivery, Intaken Message);

    /// <summary>Gathers and reads the next batch; it stays open while the one before is being stored, for a commit costs the same for few messages as for many.</summary>
    private Task<List<Read>> Next(Task storing, CancellationToken ct) => Task.Run(
        async () =>
        {
            var batch = new List<Read>();
            await link.Queue.WaitToReadAsync(ct);
            long began = time.GetTimestamp();
            for (bool quiet = false; batch.Count < BatchSize && (!storing.IsCompleted || (!quiet && time.GetElapsedTime(began) < BatchTime));)
            {
                var came = Drain(BatchSize - batch.Count);
                quiet = came.Count == 0;
                batch.AddRange(await ReadAll(came, ct));
                if (batch.Count < BatchSize)
                    await Task.Delay(Quiet, time, ct);
            }

            return batch;
        },
        ct);

    private List<Delivery> Drain(int most)
    {
        var came = new List<Delivery>();
        while (came.Count < most && link.Queue.TryRead(out var delivery))
        {
            if (delivery.IsCurrent())
                came.Add(delivery);
        }

        return came;
    }

    private async Task<IEnumerable<Read>> ReadAll(List<Delivery> came, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var read = await writer.Read([.. came.Select(d => d.Message)], ct);
                return came.Zip(read, (delivery, message) => new Read(delivery, message));
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // The cameras are asked for in the database, which may be away for a while: nothing goes on without it.
                LogNotRead(log, came.Count, attempt, e.GetType().Name);
                await Task.Delay(Pause * Math.Min(attempt, 25), time, ct);
            }
        }
    }

    private async Task Handle(List<Read> batch, CancellationToken ct)
    {
        if (await TryStore(batch, Attempts, ct))
            return;

        // One message that the database never takes must not hold up the others.
        bool all = true;
        foreach (var single in batch)
            all &= batch.Count > 1 && await TryStore([single], 1, ct);
        if (!all)
        {
            LogDropped(log, batch.Count);
            await _acknowledging;
            await link.Drop(ct);
            await Task.Delay(Pause * 5, time, ct);
        }
    }

    private async Task<bool> TryStore(List<Read> batch, int attempts, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<Outgoing> outgoing;
            try
            {
                outgoing = await writer.Store([.. batch.Select(r => r.Message)], ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogNotStored(log, batch.Count, attempt, e.GetType().Name, (e.InnerException ?? e).GetType().Name);
                if (attempt >= attempts)
                    return false;
                // Not all centrals at the same moment.
                await Task.Delay(Pause * attempt * (0.5 + Random.Shared.NextDouble()), time, ct);
                continue;
            }

            await AfterCommit();
            speaker.Say(outgoing.Where(o => o.Command is not Resend hole || holes.MayAsk(o.Site, o.Camera, hole)));
            // In order of arrival, while the next batch is being stored.
            await _acknowledging;
            _acknowledging = Task.Run(() => Acknowledge(batch, ct), CancellationToken.None);
            return true;
        }
    }

    private async Task Acknowledge(List<Read> batch, CancellationToken ct)
    {
        try
        {
            await link.Acknowledge(batch.Select(r => r.Delivery), ct);
        }
        catch (Exception e)
        {
            // The link went, or central stops: stored already, so the second delivery counts as a duplicate.
            if (!ct.IsCancellationRequested)
                LogNotAcknowledged(log, e.GetType().Name);
        }
    }

    [LoggerMessage(2010, LogLevel.Error, "Batch of {Count} not stored (attempt {Attempt}): {Error}, {Cause}")]
    private static partial void LogNotStored(ILogger log, int count, int attempt, string error, string cause);

    [LoggerMessage(2011, LogLevel.Error, "Dropping the broker on purpose: {Count} messages cannot be stored now and stay with the broker")]
    private static partial void LogDropped(ILogger log, int count);

    [LoggerMessage(2012, LogLevel.Warning, "Stored, not acknowledged ({Error}): it will come again and count as a duplicate")]
    private static partial void LogNotAcknowledged(ILogger log, string error);

    [LoggerMessage(2013, LogLevel.Error, "Batch of {Count} waits (attempt {Attempt}): the database does not answer ({Error})")]
    private static partial void LogNotRead(ILogger log, int count, int attempt, string error);
}
