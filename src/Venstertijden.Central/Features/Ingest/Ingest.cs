using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// Queue -> batches by size and time -> one commit -> PUBACK in order of arrival and <c>acknowledge</c>. When the commit keeps failing
/// the connection is dropped on purpose: nothing unstored is ever acknowledged.
/// </summary>
public sealed partial class Ingest(CentralLink link, BatchWriter writer, HoleWatch holes, Func<BrokerAddress> broker, TimeProvider time, ILogger<Ingest> log) : BackgroundService
{
    private const int BatchSize = 256;
    private const int Attempts = 3;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Called between commit and acknowledgement; tests cut here.</summary>
    internal Func<Task> AfterCommit { get; set; } = () => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var run = link.Run(broker, stoppingToken);
        try
        {
            while (await link.Queue.WaitToReadAsync(stoppingToken))
            {
                var batch = await Gather(stoppingToken);
                if (batch.Count > 0)
                    await Handle(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is in the queue was not acknowledged and comes again.
        }

        await run;
    }

    private async Task<List<Delivery>> Gather(CancellationToken ct)
    {
        var batch = new List<Delivery>(BatchSize);
        Drain();
        if (batch.Count < BatchSize)
        {
            await Task.Delay(BatchTime, time, ct);
            Drain();
        }

        return batch;

        void Drain()
        {
            while (batch.Count < BatchSize && link.Queue.TryRead(out var delivery))
            {
                if (delivery.Connection == link.Connection)
                    batch.Add(delivery);
            }
        }
    }

    private async Task Handle(List<Delivery> batch, CancellationToken ct)
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
            await link.Drop(ct);
            await Task.Delay(Pause * 5, time, ct);
        }
    }

    private async Task<bool> TryStore(List<Delivery> batch, int attempts, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<Outgoing> outgoing;
            try
            {
                outgoing = await writer.Write([.. batch.Select(d => d.Message)], ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotStored(log, batch.Count, attempt, e.GetType().Name, (e.InnerException ?? e).GetType().Name);
                if (attempt >= attempts)
                    return false;
                await Task.Delay(Pause * attempt, time, ct);
                continue;
            }

            await AfterCommit();
            await Acknowledge(batch, outgoing, ct);
            return true;
        }
    }

    private async Task Acknowledge(List<Delivery> batch, IReadOnlyList<Outgoing> outgoing, CancellationToken ct)
    {
        foreach (var delivery in batch.Where(d => d.Connection == link.Connection))
        {
            try
            {
                await delivery.Acknowledge(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The link went: stored already, so the second delivery counts as a duplicate.
                LogNotAcknowledged(log, e.GetType().Name);
                break;
            }
        }

        foreach (var command in outgoing)
        {
            if (command.Command is not Resend resend || holes.MayAsk(command.Site, command.Camera, resend))
                await link.Send(command, ct);
        }
    }

    [LoggerMessage(2010, LogLevel.Error, "Batch of {Count} not stored (attempt {Attempt}): {Error}, {Cause}")]
    private static partial void LogNotStored(ILogger log, int count, int attempt, string error, string cause);

    [LoggerMessage(2011, LogLevel.Error, "Dropping the broker on purpose: {Count} messages cannot be stored now and stay with the broker")]
    private static partial void LogDropped(ILogger log, int count);

    [LoggerMessage(2012, LogLevel.Warning, "Stored, not acknowledged ({Error}): it will come again and count as a duplicate")]
    private static partial void LogNotAcknowledged(ILogger log, string error);
}
