using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Contracts;

namespace Venstertijden.Central;

/// <summary>
/// What central does by itself, round after round: fresh lists, the end of settling, asking again for holes and pictures, forgetting.
/// The rounds tick in real time; what is due they ask the clock, which in the demo runs faster.
/// </summary>
public sealed partial class Rounds(
    CameraDirectory cameras, LocalLists lists, PolicyShelf policies, Coarsening coarsening, Settling settling, Features.Matching.Recheck recheck, EvidenceWatch evidence, HoleWatch holes, Forget forget, Checkpoints checkpoints, CentralLink link, SiteId mainSite, TimeProvider time, ILogger<Rounds> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Round(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: each step saves once, so nothing is half done.
        }
    }

    private async Task Round(CancellationToken ct)
    {
        SiteId[] sites = [.. cameras.Sites.Append(mainSite).Distinct()];
        await Try("policies", async () => await policies.Refresh(sites, ct));
        foreach (var site in sites)
        {
            await Try("lists", async () => await lists.Refresh(site, always: false, ct));
            await Try("late truth", async () => await Send(await recheck.Run(site, ct), ct));
            await Try("list counts", async () => await lists.Reconcile(site, ct));
            await Try("settling", async () => await Send(await settling.Run(site, ct), ct));
            await Try("evidence", async () => await Send(await evidence.Run(site, ct), ct));
            await Try("coarsening", async () => await coarsening.Run(site, ct));
            await Try("forget", async () => await Send(await forget.Run(site, ct), ct));
            await Try("checkpoints", async () => await checkpoints.Run(site, ct));
        }

        await Try("holes", async () => await Send(await holes.Open(ct), ct));
    }

    private async Task Send(IReadOnlyList<Outgoing> outgoing, CancellationToken ct)
    {
        foreach (var command in outgoing)
            await link.Send(command, ct);
    }

    /// <summary>A round that fails is tried again with the next tick; the others go on.</summary>
    private async Task Try(string round, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(log, round, e.GetType().Name, (e.InnerException ?? e).GetType().Name);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "Round {Round} failed ({Error}, {Cause}); tried again")]
    private static partial void LogFailed(ILogger log, string round, string error, string cause);
}
