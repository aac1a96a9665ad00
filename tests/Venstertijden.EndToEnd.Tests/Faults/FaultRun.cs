using System.Diagnostics;
using NodaTime;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>Lets a town work while two hands break it at the same time: one kills, one does all else. Then lets it come to rest and reckons.</summary>
internal sealed class FaultRun(FaultTown town, int seed)
{
    private static readonly TimeSpan RestWithin = TimeSpan.FromMinutes(4);
    private readonly Dictionary<Fault, int> _done = [];

    private volatile bool _looking;

    // Who has a part in hand: two faults at once, but never two at one part.
    private readonly Dictionary<object, SemaphoreSlim> _hands = [];

    internal async Task<Reckoning> Run(int kills, int others)
    {
        long began = Stopwatch.GetTimestamp();
        var plan = FaultPlan.Make(new Random(seed), kills, others, town.Possible);
        using var over = new CancellationTokenSource();
        var manager = RestartWhatEnds(over.Token);
        await Task.WhenAll(
            Work([.. plan.Where(FaultPlan.IsKill)], new Random(seed + 1)),
            Work([.. plan.Where(f => !FaultPlan.IsKill(f))], new Random(seed + 2)));
        town.Edges.ForEach(e => e.CloseStreet());
        var heads = await Rest();
        await over.CancelAsync();
        await manager;
        return await Reckoning.Make(town, heads, seed, _done, Stopwatch.GetElapsedTime(began));
    }

    private async Task Work(List<Fault> faults, Random random)
    {
        foreach (var fault in faults)
        {
            await Progress(random.Next(3, 25));
            await Pause(random, 800);
            await Do(fault, random);
            lock (_done)
                _done[fault] = _done.GetValueOrDefault(fault) + 1;
        }
    }

    /// <summary>Waits until so many more are stored, or long enough: while the other hand has central down nothing is.</summary>
    private async Task Progress(int more)
    {
        long began = Stopwatch.GetTimestamp();
        long? from = await town.Stored();
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(12))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            if (await town.Stored() is { } now && now >= (from ??= now) + more)
                return;
        }
    }

    private async Task Do(Fault fault, Random random)
    {
        var edge = town.Edges[random.Next(town.Edges.Count)];
        int central = random.Next(town.Centrals);
        var link = town.CentralLinks[central];
        var down = TimeSpan.FromMilliseconds(random.Next(1500));
        var spell = TimeSpan.FromMilliseconds(random.Next(500, 9000));
        switch (fault)
        {
            case Fault.KillEdge:
                await Holding(edge, async () =>
                {
                    await edge.Kill();
                    await Task.Delay(down, TimeProvider.System);
                    edge.Start();
                });
                break;
            case Fault.KillCentral:
                await Holding(this, () => town.KillCentral(central, down));
                break;
            case Fault.KillBroker:
                await Holding(town, () => town.KillBroker(down));
                break;
            case Fault.KillDatabase:
                await town.Postgres!.Kill();
                await Task.Delay(down, TimeProvider.System);
                await town.Postgres.Start();
                break;
            case Fault.CutEdge:
                await While(edge.Link.Cut, edge.Link.Mend, spell);
                break;
            case Fault.SlowEdge:
                await While(edge.Link.Slow, edge.Link.Mend, spell);
                break;
            case Fault.CutCentral:
                await While(link.Cut, link.Mend, spell);
                break;
            case Fault.SlowCentral:
                await While(link.Slow, link.Mend, spell);
                break;
            case Fault.EdgeClockJumps:
                await While(() => edge.StepClock(Jump(random)), () => edge.StepClock(Duration.Zero), spell);
                break;
            case Fault.CentralClockJumps:
                await While(() => town.StepCentralClock(Jump(random)), () => town.StepCentralClock(Duration.Zero), spell);
                break;
            case Fault.EdgeDiskFull:
                await While(town.EdgeDisk.Fill, town.EdgeDisk.Free, spell);
                break;
            case Fault.CentralDiskFull:
                await While(town.CentralDisk.Fill, town.CentralDisk.Free, spell);
                break;
            case Fault.CopiesInAnyOrder:
                await Holding(town, () => town.Copies(random, TimeSpan.FromSeconds(2)));
                break;
            default:
                await Holding(edge, async () =>
                {
                    await edge.Kill();
                    edge.Damage(random);
                    edge.Start();
                });
                break;
        }
    }

    // Up to twenty hours either way: from a day ahead on, central refuses a passage.
    private static Duration Jump(Random random) => Duration.FromSeconds(random.Next(-72_000, 72_000));

    private static async Task While(Action begin, Action end, TimeSpan spell)
    {
        begin();
        await Task.Delay(spell, TimeProvider.System);
        end();
    }

    private static Task Pause(Random random, int most) => Task.Delay(TimeSpan.FromMilliseconds(random.Next(most)), TimeProvider.System);

    private async Task Holding(object part, Func<Task> act)
    {
        SemaphoreSlim hand;
        lock (_hands)
            hand = _hands.TryGetValue(part, out var known) ? known : _hands[part] = new SemaphoreSlim(1);
        await hand.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            hand.Release();
        }
    }

    private async Task RestartWhatEnds(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            await Holding(this, () => Now(town.StartEndedCentrals));
            foreach (var edge in town.Edges)
                await Holding(edge, () => Now(() => { if (!_looking) town.StartIfEnded(edge); }));
        }

        static Task Now(Action act)
        {
            act();
            return Task.CompletedTask;
        }
    }

    /// <summary>Until every outbox is empty. Its file belongs to the edge alone, so edges are ended to look into it, and go on when something waits.</summary>
    private async Task<Dictionary<EdgeAtFault, OutboxHead>> Rest()
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            await Stillness();
            _looking = true;
            var heads = new Dictionary<EdgeAtFault, OutboxHead>();
            foreach (var edge in town.Edges)
            {
                await edge.Kill();
                heads[edge] = edge.Head();
            }

            if (heads.Values.All(h => h.Acknowledged == h.Last))
                return heads;
            if (Stopwatch.GetElapsedTime(began) > RestWithin)
                Assert.Fail($"seed {seed}: not at rest: {string.Join("; ", heads.Select(h => $"{h.Key.Camera} {h.Value.Acknowledged} of {h.Value.Last}\n{h.Key.Said}"))}\n{town.CentralsSaid}");
            town.Edges.ForEach(e => e.Start());
            _looking = false;
            // Time to start in, on a machine that has other work.
            await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        }
    }

    /// <summary>Nothing new was stored for longer than an outbox waits before it sends again.</summary>
    private async Task Stillness()
    {
        long? seen = -1;
        long since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(8))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            if (await town.Stored() is not { } now || now != seen)
                (seen, since) = (await town.Stored(), Stopwatch.GetTimestamp());
        }
    }
}
