using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Every chain from its first number: none gone that was not declared lost, each naming the hash of the one before, all as the checkpoints closed them.</summary>
internal sealed class ChainCheck(CentralDb db, Dictionary<(string Camera, Guid Chain), List<(long Checkpoint, ChainPart Part)>> closed, ProofReport report)
{
    public async Task Run(CancellationToken ct)
    {
        var states = await db.Chains.AsNoTracking().OrderBy(c => c.OpenedAt).ToListAsync(ct);
        var known = states.Select(s => (s.Camera.Value, s.Chain)).ToHashSet();
        foreach (var state in states)
            await One(state, ct);
        foreach (var (camera, chain) in closed.Keys.Where(k => !known.Contains(k)))
            report.Wrong(Name(camera, chain), "the whole chain is gone");
        var stray = await db.ChainLinks.AsNoTracking().Where(l => !db.Chains.Any(c => c.Camera == l.Camera && c.Chain == l.Chain)).Select(l => new { l.Camera, l.Chain }).Distinct().ToListAsync(ct);
        foreach (var chain in stray.Where(s => !closed.ContainsKey((s.Camera.Value, s.Chain))))
            report.Wrong(Name(chain.Camera.Value, chain.Chain), "the row of the chain itself is gone");
    }

    private async Task One(ChainState state, CancellationToken ct)
    {
        string name = Name(state.Camera.Value, state.Chain);
        var gaps = await db.DeclaredGaps.AsNoTracking().Where(g => g.Camera == state.Camera && g.Chain == state.Chain).OrderBy(g => g.From).ToListAsync(ct);
        // What central noted itself has no message; checkpoints hold it.
        var gapMessages = gaps.Where(g => g.Seq > 0).Select(g => g.Seq).ToHashSet();
        using var parts = new PartWalk(closed.GetValueOrDefault((state.Camera.Value, state.Chain)) ?? [], name, gaps, report);
        (long last, string previous, long upTo, bool whole) = (0, Signing.NoPrevious, 0, true);
        await foreach (var link in db.ChainLinks.AsNoTracking().Where(l => l.Camera == state.Camera && l.Chain == state.Chain).OrderBy(l => l.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            report.Count("chain numbers");
            gapMessages.Remove(link.Seq);
            if (link.Seq > last + 1)
                whole &= Lost(name, last + 1, link.Seq - 1, gaps, state);
            else if (link.PreviousHash != previous)
                report.Wrong($"{name} number {link.Seq}", state.BrokenAt == link.Seq ? "did not follow the number before it when it was received" : "its previous hash is not the hash of the number before it");
            parts.Held(link);
            (last, previous) = (link.Seq, link.Hash);
            if (whole)
                upTo = last;
        }

        if (last != state.Highest)
            report.Wrong($"{name} number {Math.Max(last, state.Highest)}", last < state.Highest ? "is gone from the end of the chain" : "is beyond the end of the chain");
        else if (previous != state.HighestHash && last > 0)
            report.Wrong($"{name} number {last}", "its hash is not the one that the chain ends with");
        else
            report.Unless(Math.Max(upTo, DeclaredEnd(upTo, gaps)) == state.UpTo, name, $"is stored without holes up to {upTo}, but says {state.UpTo}");
        foreach (long seq in gapMessages)
            report.Wrong($"{name} number {seq}", "is declared as a gap, and its message is gone");
        parts.End();
    }

    /// <summary>Whether all these numbers were declared lost, or (beyond what is acknowledged) are still on their way.</summary>
    private bool Lost(string name, long from, long to, List<DeclaredGap> gaps, ChainState state)
    {
        long next = from;
        foreach (var gap in gaps.Where(g => g.To >= from && g.From <= to).OrderBy(g => g.From))
        {
            if (gap.From > next)
                break;
            next = Math.Max(next, gap.To + 1);
        }

        if (next > to)
            return true;
        if (next <= state.UpTo)
            report.Wrong(next == to ? $"{name} number {next}" : $"{name} numbers {next} to {to}", "gone: stored once, and not declared lost");
        else
            report.Remark($"{name}: numbers {next} to {to} have not come yet");
        return false;
    }

    private static long DeclaredEnd(long upTo, List<DeclaredGap> gaps) => gaps.Where(g => g.From <= upTo + 1 && g.To > upTo).Select(g => g.To).DefaultIfEmpty(upTo).Max();

    internal static string Name(string camera, Guid chain) => $"camera {camera} chain {chain.ToString()[..8]}";

    /// <summary>Goes along with the links and closes each checkpoint's numbers on its way.</summary>
    private sealed class PartWalk(List<(long Checkpoint, ChainPart Part)> parts, string name, List<DeclaredGap> gaps, ProofReport report) : IDisposable
    {
        private readonly LinkDigest _digest = new();
        private int _at;
        private string? _lastHash;

        public void Held(ChainLink link)
        {
            while (_at < parts.Count && link.Seq > parts[_at].Part.UpTo)
                Close();
            if (_at >= parts.Count || link.Seq < parts[_at].Part.From || parts[_at].Part.IsAbsent(link.Seq))
                return;
            _digest.Add(link.Seq, link.Hash, link.PreviousHash);
            _lastHash = link.Seq == parts[_at].Part.UpTo ? link.Hash : _lastHash;
        }

        public void End()
        {
            while (_at < parts.Count)
                Close();
        }

        private void Close()
        {
            var (checkpoint, part) = parts[_at++];
            string where = $"{name} numbers {part.From} to {part.UpTo}";
            report.Unless(_digest.Close() == part.Digest && _lastHash == part.Hash, where, $"not as checkpoint {checkpoint} closed them");
            var declared = gaps.Where(g => g.Seq >= part.From && g.Seq <= part.UpTo).OrderBy(g => g.Seq).Select(g => new GapPart(g.Seq, g.From, g.To, Kebab.Name(g.Reason)));
            report.Unless(declared.SequenceEqual(part.Gaps), where, $"gaps are not those that checkpoint {checkpoint} closed");
            _lastHash = null;
        }

        public void Dispose() => _digest.Dispose();
    }
}
