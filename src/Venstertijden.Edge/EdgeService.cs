using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Venstertijden.Edge.Delivery;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Keys;
using Venstertijden.Edge.Outbox;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge;

/// <summary>
/// One camera at work: watches, records, delivers, reports. Several may run in one process; they share nothing.
/// Made by <see cref="EdgeComposition"/>. When the source ends or fails the rest goes on: what was recorded still has to leave.
/// </summary>
public sealed class EdgeService : BackgroundService
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromSeconds(20);

    private readonly EdgeOptions _options;
    private readonly FrameLoop _loop;
    private readonly PlateSearch _search;
    private readonly PassageRecorder _recorder;
    private readonly CameraHealth _health;
    private readonly EvidenceStore _evidence;
    private readonly DeviceKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    private readonly TaskCompletionSource _sourceEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal EdgeService(
        EdgeOptions options, FrameLoop loop, PlateSearch search, PassageRecorder recorder, CameraHealth health, EvidenceStore evidence, DeviceKeys keys,
        Outbox.Outbox outbox, MqttDelivery delivery, EdgeCounters counters, TimeProvider time, ILogger log)
    {
        _options = options;
        _loop = loop;
        _search = search;
        _recorder = recorder;
        _health = health;
        _evidence = evidence;
        _keys = keys;
        Outbox = outbox;
        Delivery = delivery;
        Counters = counters;
        _time = time;
        _log = log;
    }

    public CameraName Camera => _options.Name;

    public EdgeCounters Counters { get; }

    public Outbox.Outbox Outbox { get; }

    public MqttDelivery Delivery { get; }

    /// <summary>Done when the source has no more frames; failed with <see cref="SourceException"/> when it could not be used.</summary>
    public Task SourceEnded => _sourceEnded.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // First the watching stops, and what it still followed is recorded; then the rest. A bug in one part ends them all.
        using var watchStop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var restStop = new CancellationTokenSource();
        var watch = Task.Run(() => WatchAsync(watchStop.Token), CancellationToken.None);
        Task[] rest =
        [
            Task.Run(() => Delivery.RunAsync(restStop.Token), CancellationToken.None),
            UntilStopped(_health.RunAsync(restStop.Token)),
            UntilStopped(TidyAsync(restStop.Token)),
        ];
        try
        {
            await (await Task.WhenAny([WatchedAndStopped(watch, stoppingToken), .. rest]));
        }
        finally
        {
            await watchStop.CancelAsync();
            await watch;
            await restStop.CancelAsync();
            await Task.WhenAll(rest);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        Delivery.Dispose();
        Outbox.Dispose();
        _keys.Dispose();
        _search.Dispose();
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var seen in _loop.WatchAsync(stop))
            {
                using (seen)
                    _recorder.Record(seen);
            }

            _log.SourceEnded(Camera);
            _sourceEnded.TrySetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _sourceEnded.TrySetResult();
        }
        catch (SourceException e)
        {
            _log.SourceFailed(Camera, e.Message);
            _sourceEnded.TrySetException(e);
        }
    }

    private async Task TidyAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TidyEvery, _time);
        do
        {
            try
            {
                Outbox.Tidy();
                _evidence.Prune();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
            {
                _log.TidyingFailed(Camera, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task WatchedAndStopped(Task watch, CancellationToken stop)
    {
        await watch;
        await UntilStopped(Task.Delay(Timeout.InfiniteTimeSpan, _time, stop));
    }

    private static async Task UntilStopped(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
