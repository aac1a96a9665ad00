using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A document laid over those in force, by name.</summary>
public sealed record DraftText(string Name, string Yaml);

/// <summary>Runs what-ifs beside the pages, one at a time: they must not keep passages waiting. Progress and outcome stand in their rows.</summary>
public sealed class WhatIfRunner(CentralDbs databases, LivePolicies live, IClock clock, IHostApplicationLifetime host, ILogger<WhatIfRunner> log) : IDisposable
{
    private const int FactsPerBatch = 10_000;
    private const int BatchesAhead = 4;
    private const int BatchesPerTelling = 20;

    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The set with the drafts laid over it, recorded now so that they win; or every mistake.</summary>
    public PolicyReading WithDrafts(IReadOnlyList<DraftText> drafts)
    {
        var current = live.Current.Documents;
        var latest = current.IsEmpty ? Instant.MinValue : current[0].RecordedAt + Duration.FromSeconds(1);
        var recorded = Instant.Max(clock.GetCurrentInstant(), latest);
        var reading = PolicyReader.ReadFolder(drafts.Select(d => (d.Name, StoredPolicies.RecordedAt(d.Yaml, recorded))));
        return reading.Set is { } set ? reading with { Set = new PolicySet([.. set.Documents, .. current]) } : reading;
    }

    /// <summary>Starts a run whose row was saved just now.</summary>
    public void Start(SiteId site, Guid run, IReadOnlyList<DraftText> drafts)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);
        _running[run] = stop;
        _ = Task.Run(() => Run(site, run, drafts, stop), CancellationToken.None);
    }

    /// <summary>True while this process works on it; a running row that no process works on was interrupted.</summary>
    public bool IsRunning(Guid run) => _running.ContainsKey(run);

    public void Stop(Guid run)
    {
        if (_running.TryGetValue(run, out var stop))
            stop.Cancel();
    }

    public void Dispose() => _one.Dispose();

    private async Task Run(SiteId site, Guid id, IReadOnlyList<DraftText> drafts, CancellationTokenSource stop)
    {
        var state = WhatIfState.Failed;
        WhatIfOutcome? outcome = null;
        bool mine = false;
        try
        {
            await _one.WaitAsync(stop.Token);
            mine = true;
            outcome = await Replayed(site, id, WithDrafts(drafts).Set ?? throw new InvalidDataException("the drafts were checked before the run began"), stop.Token);
            state = WhatIfState.Done;
        }
        catch (OperationCanceledException)
        {
            state = WhatIfState.Cancelled;
        }
        catch (Exception e)
        {
            Log.WhatIfFailed(log, id, e.GetType().Name);
        }
        finally
        {
            if (mine)
                _one.Release();
            await Finish(site, id, state, outcome);
            _running.TryRemove(id, out _);
            stop.Dispose();
        }
    }

    /// <summary>One task reads, another judges: the two cost about the same.</summary>
    private async Task<WhatIfOutcome> Replayed(SiteId site, Guid id, PolicySet withDrafts, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var run = await db.WhatIfRuns.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        long facts = await StoredFacts.CountOf(db, run.From, run.Until, ct);
        await db.WhatIfRuns.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Facts, facts), ct);
        var batches = Channel.CreateBounded<List<AnonymousFact>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var tally = new WhatIfTally(live.Current, withDrafts);
        var reading = Task.Run(() => Read(site, run, batches.Writer, ct), ct);
        long done = 0;
        int untold = 0;
        await foreach (var batch in batches.Reader.ReadAllAsync(ct))
        {
            foreach (var fact in batch)
                tally.Add(fact);
            done += batch.Count;
            if (++untold % BatchesPerTelling == 0)
                await db.WhatIfRuns.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Replayed, done), ct);
        }

        return tally.Outcome(await reading);
    }

    /// <returns>How many rows could not be read.</returns>
    private async Task<long> Read(SiteId site, WhatIfRun run, ChannelWriter<List<AnonymousFact>> batches, CancellationToken ct)
    {
        long unreadable = 0;
        try
        {
            await using var db = databases.Open(site);
            var batch = new List<AnonymousFact>(FactsPerBatch);
            await foreach (var (fact, _) in StoredFacts.FactsOf(db, run.From, run.Until, ct))
            {
                if (fact is null)
                {
                    unreadable++;
                    continue;
                }

                batch.Add(fact);
                if (batch.Count < FactsPerBatch)
                    continue;
                await batches.WriteAsync(batch, ct);
                batch = new List<AnonymousFact>(FactsPerBatch);
            }

            await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e);
            throw;
        }

        return unreadable;
    }

    private async Task Finish(SiteId site, Guid id, WhatIfState state, WhatIfOutcome? outcome)
    {
        try
        {
            await using var db = databases.Open(site);
            string? json = outcome is null ? null : Encoding.UTF8.GetString(StoredJson.Write(outcome));
            var now = clock.GetCurrentInstant();
            await db.WhatIfRuns.Where(r => r.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.State, state).SetProperty(r => r.Outcome, json).SetProperty(r => r.FinishedAt, now).SetProperty(r => r.Replayed, outcome == null ? 0 : outcome.Facts), CancellationToken.None);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or JsonException)
        {
            // The row stays "running"; its page says that it was interrupted.
            Log.WhatIfFailed(log, id, e.GetType().Name);
        }
    }
}
