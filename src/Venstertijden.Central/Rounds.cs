using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Api.Webhooks;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Contracts;

namespace Venstertijden.Central;

/// <summary>
/// What central does by itself, round after round: fresh lists, the end of settling, asking again for holes and pictures, forgetting.
/// The rounds tick in real time; what is due they ask the clock, which in the demo runs faster. Of several centrals on one database one
/// makes them; the others keep what they hold in memory fresh and take over when that one is gone.
/// </summary>
public sealed partial class Rounds(
    CameraDirectory cameras, LocalLists lists, PolicyShelf policies, Coarsening coarsening, Settling settling, Recheck recheck, Repercussions repercussions, AnnulmentRound annulments, EvidenceWatch evidence, HoleWatch holes, Forget forget, DeadLetterLimit letters, FleetRound fleets, WarningRound warnings, WebhookRound webhooks, Features.Quality.FloodWatch floods, Checkpoints checkpoints, Repeats repeats, Deliveries deliveries, CameraWatch watch, TallyRound tallies, Speaker speaker, FactsLoader facts, CentralDbs databases, SiteId mainSite, TimeProvider time, ILogger<Rounds> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FactsEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RepeatsEvery = TimeSpan.FromSeconds(15);

    // Counting for reports waits a hundred times as long as it took: a hundredth of one core at most, however large the town.
    private static readonly TimeSpan TalliesEvery = TimeSpan.FromSeconds(15);
    private const int TalliesRest = 100;

    private bool _leads;
    private long _factsAt = time.GetTimestamp();
    private long _repeatsAt;
    private Task _delivery = Task.CompletedTask;
    private Task _warnings = Task.CompletedTask;
    private Task _webhooks = Task.CompletedTask;
    private Task _tallies = Task.CompletedTask;
    private long _talliesAt;
    private TimeSpan _talliesRest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var lead = new DatabaseLock(databases, DatabaseLock.Purpose.Rounds);
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Round(await Leads(lead, stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: each step saves once, so nothing is half done.
        }
    }

    private async Task<bool> Leads(DatabaseLock lead, CancellationToken ct)
    {
        bool leads = await lead.TryHold(ct);
        if (leads != _leads)
            LogLead(log, leads ? "makes" : "leaves to another central");
        return _leads = leads;
    }

    private async Task Round(bool leads, CancellationToken ct)
    {
        SiteId[] sites = [.. cameras.Sites.Append(mainSite).Distinct()];
        await Try("policies", async () => await policies.Refresh(sites, ct), ct);
        await Try("register copy", async () => await facts.ReloadCopy(sites, ct), ct);
        foreach (var site in sites)
        {
            await Try("papers", async () => await facts.ReloadPapers(site, ct), ct);
            await Try("exemptions", async () => await facts.ReloadExemptions(site, ct), ct);
        }

        if (!leads)
        {
            await Follow(sites, ct);
            return;
        }

        foreach (var site in sites)
        {
            await Try("lists", async () => await lists.Refresh(site, always: false, ct), ct);
            await Try("late truth", async () => speaker.Say(await recheck.Run(site, ct)), ct);
            await Try("papers withdrawn", async () => speaker.Say(await repercussions.Run(site, ct)), ct);
            await Try("annulments", async () => speaker.Say(await annulments.Run(site, ct)), ct);
            await Try("list counts", async () => await lists.Reconcile(site, ct), ct);
            await Try("settling", async () => speaker.Say(await settling.Run(site, ct)), ct);
            await Try("evidence", async () => speaker.Say(await evidence.Run(site, ct)), ct);
            await Try("coarsening", async () => await coarsening.Run(site, ct), ct);
            await Try("forget", async () => speaker.Say(await forget.Run(site, ct)), ct);
            await Try("flood brake", async () => await floods.Run(site, ct), ct);
            await Try("camera watch", async () => await watch.Run(site, ct), ct);
            await Try("dead letters", async () => await letters.Run(site, ct), ct);
            await Try("fleets", async () => await fleets.Run(site, ct), ct);
            await Try("checkpoints", async () => await checkpoints.Run(site, ct), ct);
        }

        if (_repeatsAt == 0 || time.GetElapsedTime(_repeatsAt) >= RepeatsEvery)
        {
            _repeatsAt = time.GetTimestamp();
            foreach (var site in sites)
                await Try("repeat lock", async () => await repeats.Run(site, ct), ct);
        }

        // The fining body and a mail server may be slow: the rounds do not wait for them.
        if (_delivery.IsCompleted)
            _delivery = Deliver(sites, ct);
        if (_warnings.IsCompleted)
            _warnings = Warn(sites, ct);
        if (_webhooks.IsCompleted)
            _webhooks = Tell(sites, ct);
        if (_tallies.IsCompleted && (_talliesAt == 0 || time.GetElapsedTime(_talliesAt) >= _talliesRest))
            _tallies = Tally(sites, ct);
        await Try("holes", async () => speaker.Say(await holes.Open(ct)), ct);
    }

    private async Task Tally(SiteId[] sites, CancellationToken ct)
    {
        _talliesAt = time.GetTimestamp();
        foreach (var site in sites)
            await Try("report tallies", async () => await tallies.Run(site, ct), ct);
        var took = time.GetElapsedTime(_talliesAt);
        _talliesRest = took * TalliesRest < TalliesEvery ? TalliesEvery : took * TalliesRest;
    }

    private async Task Warn(SiteId[] sites, CancellationToken ct)
    {
        foreach (var site in sites)
            await Try("warnings to firms", async () => await warnings.Run(site, ct), ct);
    }

    private async Task Tell(SiteId[] sites, CancellationToken ct)
    {
        foreach (var site in sites)
            await Try("webhooks", async () => await webhooks.Run(site, ct), ct);
    }

    private async Task Deliver(SiteId[] sites, CancellationToken ct)
    {
        foreach (var site in sites)
            await Try("delivery", async () => await deliveries.Run(site, ct), ct);
    }

    /// <summary>Another central writes what the lists say; this one reads it.</summary>
    private async Task Follow(SiteId[] sites, CancellationToken ct)
    {
        if (time.GetElapsedTime(_factsAt) < FactsEvery)
            return;
        _factsAt = time.GetTimestamp();
        foreach (var site in sites)
            await Try("facts", async () => await facts.Reload(site, ct), ct);
    }

    /// <summary>A round that fails is tried again with the next tick; the others go on.</summary>
    private async Task Try(string round, Func<Task> run, CancellationToken ct)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogFailed(log, round, e.GetType().Name, (e.InnerException ?? e).GetType().Name);
        }
    }

    [LoggerMessage(2202, LogLevel.Information, "This central {Does} the rounds")]
    private static partial void LogLead(ILogger log, string does);

    [LoggerMessage(2201, LogLevel.Error, "Round {Round} failed ({Error}, {Cause}); tried again")]
    private static partial void LogFailed(ILogger log, string round, string error, string cause);
}
