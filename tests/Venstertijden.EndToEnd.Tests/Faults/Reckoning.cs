using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>What came of a run: what the street showed, the edges numbered and central holds, number by number.</summary>
/// <param name="Seed">Of the run.</param>
/// <param name="Engine">Of central's database.</param>
/// <param name="Done">Faults by kind.</param>
/// <param name="Shown">Vehicles that passed while an edge ran.</param>
/// <param name="Numbered">Numbers given by the edges, in all their chains.</param>
/// <param name="Stored">Of those, numbers that central holds.</param>
/// <param name="KnownLost">Numbers that the edges declared lost (a disk that was full).</param>
/// <param name="LostWithFile">Numbers that were in a damaged file and not yet at central.</param>
/// <param name="Duplicates">Copies that came and were not stored.</param>
/// <param name="EndedByItself">Programs that ended without being killed: a full disk at their start.</param>
/// <param name="Seconds">Of the run.</param>
/// <param name="Faults">What is not as it must be; empty when all is well.</param>
internal sealed record Reckoning(
    int Seed,
    string Engine,
    Dictionary<Fault, int> Done,
    long Shown,
    long Numbered,
    long Stored,
    long KnownLost,
    long LostWithFile,
    long Duplicates,
    int EndedByItself,
    double Seconds,
    List<string> Faults)
{
    // The one before the camera and the one whose track is not yet concluded.
    private const int VehiclesPerKill = 2;

    internal static async Task<Reckoning> Make(FaultTown town, Dictionary<EdgeAtFault, OutboxHead> heads, int seed, Dictionary<Fault, int> done, TimeSpan took)
    {
        var faults = new List<string>();
        await using var db = town.OpenDatabase();
        var chains = await db.Chains.AsNoTracking().ToListAsync();
        var gaps = await db.DeclaredGaps.AsNoTracking().ToListAsync();
        long numbered = 0, stored = 0, knownLost = 0, lostWithFile = 0;
        foreach (var (edge, head) in heads)
        {
            // A file whose log still holds its damaged page mends itself: that chain goes on.
            foreach (var ended in edge.Damaged.GroupBy(d => d.Chain).Select(g => g.Last()).Where(d => d.Chain != head.Chain))
                lostWithFile += Ended(edge, ended);
            var lost = gaps.Where(g => g.Chain == head.Chain && g.Seq > 0).SelectMany(g => Numbers(g.From, g.To)).Where(n => n > 0).ToHashSet();
            var held = await Held(edge, head.Chain);
            numbered += head.Last;
            stored += held.Count;
            knownLost += lost.Except(held).Count();
            Must(held.Union(lost).Order().SequenceEqual(Numbers(1, head.Last)), $"{edge.Camera}: {Numbers(1, head.Last).Except(held).Except(lost).Count()} of {head.Last} numbers are missing");
            var chain = chains.Single(c => c.Chain == head.Chain);
            Must(chain is { Missing: 0, BrokenAt: null } && chain.UpTo == head.Last, $"{edge.Camera}: chain up to {chain.UpTo} of {head.Last}, {chain.Missing} missing, broken at {chain.BrokenAt}");
        }

        var figures = await Counters.Totals(db, CancellationToken.None);
        long passages = stored - gaps.Count(g => g.Seq > 0);
        long Figure(string name, string label = "") => figures.GetValueOrDefault((name, label));
        long facts = await db.AnonymousFacts.CountAsync(), undecided = await db.Undecided.CountAsync(), suspected = await db.CasePassages.CountAsync();
        Must(Figure(Counters.PassagesStored) == passages, $"{Figure(Counters.PassagesStored)} passages counted, {passages} in the chains");
        Must(facts + undecided == passages, $"{facts} facts and {undecided} undecided of {passages} passages");
        Must(suspected == Figure(Counters.Verdicts, "suspected"), $"{suspected} passages in cases, {Figure(Counters.Verdicts, "suspected")} judged so");
        Must(!await db.DeadLetters.AnyAsync(), $"dead letters: {string.Join(", ", await db.DeadLetters.Select(d => d.Reason + " " + d.Detail).Distinct().ToListAsync())}");
        long shown = heads.Keys.Sum(e => e.Shown);
        int killed = done.GetValueOrDefault(Fault.KillEdge) + done.GetValueOrDefault(Fault.OutboxDamaged);
        Must(numbered >= shown - (VehiclesPerKill * (killed + heads.Count + town.EndedByItself.Count)), $"{shown} vehicles shown, {numbered} numbered");
        var (code, output, errors) = await VthProcess.RunAsync(TimeSpan.FromMinutes(5), "verify", town.CentralConfig);
        Must(code == 0, $"vth verify: {output}{errors}");
        return new Reckoning(seed, town.Postgres is null ? "SQLite" : "PostgreSQL", done, shown, numbered, stored, knownLost, lostWithFile, Figure(Counters.Duplicates), town.EndedByItself.Count, took.TotalSeconds, faults);

        void Must(bool holds, string what)
        {
            if (!holds)
                faults.Add(what);
        }

        async Task<HashSet<long>> Held(EdgeAtFault edge, Guid chain) =>
            [.. await db.ChainLinks.Where(l => l.Camera == edge.Camera && l.Chain == chain).Select(l => l.Seq).ToListAsync()];

        // What was acknowledged before the damage is there; the rest may be gone, and the chain that followed says so.
        long Ended(EdgeAtFault edge, OutboxHead head)
        {
            var held = db.ChainLinks.Where(l => l.Camera == edge.Camera && l.Chain == head.Chain).Select(l => l.Seq).ToHashSet();
            numbered += head.Last;
            stored += held.Count;
            var declared = gaps.Where(g => g.Chain == head.Chain && g.Seq > 0).SelectMany(g => Numbers(g.From, g.To)).Where(n => n > 0).ToHashSet();
            knownLost += declared.Except(held).Count();
            Must(Numbers(1, head.Acknowledged).All(n => held.Contains(n) || declared.Contains(n)), $"{edge.Camera}: acknowledged numbers of a damaged outbox are missing");
            Must(chains.Exists(c => c.Replaces == head.Chain) || head.Last == 0, $"{edge.Camera}: the end of a damaged chain is not known");
            return Numbers(1, head.Last).Count(n => !held.Contains(n) && !declared.Contains(n));
        }
    }

    internal string Line => string.Create(CultureInfo.InvariantCulture, $"| {Seed} | {Engine} | {Done.Where(d => FaultPlan.IsKill(d.Key)).Sum(d => d.Value)} | {Done.Values.Sum()} | {Shown} | {Numbered} | {Stored} | {KnownLost} | {LostWithFile} | {Numbered - Stored - KnownLost - LostWithFile} | {Duplicates} | {Seconds:0} |");

    private static IEnumerable<long> Numbers(long from, long to) => Enumerable.Range(0, (int)(to - from + 1)).Select(i => from + i);
}
