using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What a batch offers of one chain.</summary>
internal sealed record OfferedChain(CameraId Camera, Guid Chain, IReadOnlyList<LinkIn> Links)
{
    public long First { get; } = Links.Min(l => l.Seq);

    public long Last { get; } = Links.Max(l => l.Seq);

    /// <summary>The numbers lie so close together that reading all between them is less work than naming each.</summary>
    public bool IsDense => Last - First < (Links.Count * 4) + 1000;
}

/// <summary>Opens the ledgers of all chains of a batch with as few questions as can be, and holds them against other centrals until the commit.</summary>
internal sealed class ChainBook(CentralDb db, BatchRows rows, Instant now)
{
    /// <summary>Chains asked for in one question: engines take only so many parts.</summary>
    private const int AtOnce = 100;

    public async Task<Dictionary<(CameraId Camera, Guid Chain), ChainLedger>> Open(IReadOnlyList<OfferedChain> offered, CancellationToken ct)
    {
        var result = new Dictionary<(CameraId, Guid), ChainLedger>();
        foreach (var part in offered.Chunk(AtOnce))
        {
            var states = await States(part, ct);
            var links = await Links(part, ct);
            foreach (var chain in part)
                result[(chain.Camera, chain.Chain)] = await Ledger(chain, states, links[(chain.Camera, chain.Chain)], ct);
        }

        return result;
    }

    private async Task<ILookup<CameraId, ChainState>> States(OfferedChain[] offered, CancellationToken ct)
    {
        object[] cameras = [.. offered.Select(c => c.Camera.Value).Distinct(StringComparer.Ordinal)];
        string where = $"\"Site\" = {{0}} AND \"Camera\" IN ({string.Join(", ", cameras.Select((_, i) => $"{{{i + 1}}}"))}) ORDER BY \"Camera\", \"Chain\"";
        return (await db.Locked<ChainState>(where, [db.CurrentSite.Value, .. cameras]).ToListAsync(ct)).ToLookup(s => s.Camera);
    }

    private async Task<ILookup<(CameraId, Guid), ChainLink>> Links(OfferedChain[] offered, CancellationToken ct)
    {
        var found = new List<ChainLink>();
        var dense = offered.Where(c => c.IsDense).ToList();
        if (dense.Count > 0)
        {
            // The neighbours too: a later link may vouch for an earlier one, and each must fit the one before it.
            string one = "SELECT * FROM \"ChainLinks\" WHERE \"Site\" = {{0}} AND \"Camera\" = {{{0}}} AND \"Chain\" = {{{1}}} AND \"Seq\" BETWEEN {{{2}}} AND {{{3}}}";
            string all = string.Join("\nUNION ALL\n", dense.Select((_, i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, one, (4 * i) + 1, (4 * i) + 2, (4 * i) + 3, (4 * i) + 4)));
            object[] values = [db.CurrentSite.Value, .. dense.SelectMany(c => (object[])[c.Camera.Value, c.Chain, c.First - 1, c.Last + 1])];
            found.AddRange(await db.ChainLinks.FromSqlRaw(all, values).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct));
        }

        foreach (var sparse in offered.Where(c => !c.IsDense))
        {
            long[] wanted = [.. sparse.Links.SelectMany(l => new[] { l.Seq - 1, l.Seq, l.Seq + 1 }).Distinct()];
            found.AddRange(await db.ChainLinks.AsNoTracking().Where(l => l.Camera == sparse.Camera && l.Chain == sparse.Chain && wanted.Contains(l.Seq)).ToListAsync(ct));
        }

        return found.ToLookup(l => (l.Camera, l.Chain));
    }

    private async Task<ChainLedger> Ledger(OfferedChain offered, ILookup<CameraId, ChainState> states, IEnumerable<ChainLink> links, CancellationToken ct)
    {
        var ofCamera = states[offered.Camera].ToList();
        var state = ofCamera.Find(s => s.Chain == offered.Chain);
        var replaced = state is null ? ofCamera.MaxBy(s => s.OpenedAt) : null;
        var held = state is { } known && known.Highest > known.UpTo ? await ChainLedger.HeldAbove(db, known, ct) : HeldNumbers.None;
        return new ChainLedger(db, rows, offered, state, replaced, links, held, now);
    }
}
