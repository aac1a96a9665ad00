using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What the chain says of an offered number.</summary>
internal enum Offer
{
    /// <summary>Not seen before; now held.</summary>
    New,

    /// <summary>Same number, same hash.</summary>
    Duplicate,

    /// <summary>Same number, another hash.</summary>
    Conflict,
}

/// <summary>Numbers beyond the contiguous mark that are stored or declared lost.</summary>
internal sealed record HeldNumbers(SortedSet<long> Stored, List<(long From, long To)> Declared)
{
    public static HeldNumbers None => new([], []);

    /// <summary>The highest number up to which nothing is missing; what lies below it is dropped.</summary>
    public long Contiguous(long upTo)
    {
        while (true)
        {
            if (Stored.Remove(upTo + 1))
            {
                upTo++;
                continue;
            }

            long declared = Declared.Where(g => g.From <= upTo + 1 && g.To > upTo).Select(g => g.To).DefaultIfEmpty(upTo).Max();
            if (declared == upTo)
                break;
            upTo = declared;
        }

        while (Stored.Count > 0 && Stored.Min <= upTo)
            Stored.Remove(Stored.Min);
        return upTo;
    }

    /// <summary>What is missing after the contiguous mark, in order.</summary>
    public List<(long From, long To)> Holes(long upTo, long highest)
    {
        var held = Stored.Select(s => (From: s, To: s)).Concat(Declared.Where(g => g.To > upTo).Select(g => (From: Math.Max(g.From, upTo + 1), g.To))).OrderBy(r => r.From);
        var holes = new List<(long, long)>();
        long next = upTo + 1;
        foreach (var (from, to) in held)
        {
            if (from > next)
                holes.Add((next, from - 1));
            next = Math.Max(next, to + 1);
        }

        if (next <= highest)
            holes.Add((next, highest));
        return holes;
    }
}

/// <summary>One chain of one camera during a batch: which numbers are held, how far it is contiguous, what is missing.</summary>
internal sealed class ChainLedger
{
    private readonly CentralDb _db;
    private readonly BatchRows _rows;
    private readonly CameraId _camera;
    private readonly Guid _chain;
    private readonly Dictionary<long, (string Hash, string PreviousHash)> _known;
    private readonly HeldNumbers _held;
    private readonly ChainState? _replaced;
    private readonly Instant _now;
    private ChainState? _state;

    /// <param name="db">Unit of work.</param>
    /// <param name="rows">Takes the new links.</param>
    /// <param name="offered">Whose ledger it is.</param>
    /// <param name="state">How far the chain had come; null for one that opens.</param>
    /// <param name="replaced">For one that opens: the camera's chain before it, if any.</param>
    /// <param name="links">Stored links at and beside the offered numbers.</param>
    /// <param name="held">What is held beyond the contiguous mark.</param>
    /// <param name="now">For a chain that opens.</param>
    internal ChainLedger(CentralDb db, BatchRows rows, OfferedChain offered, ChainState? state, ChainState? replaced, IEnumerable<ChainLink> links, HeldNumbers held, Instant now)
    {
        (_db, _rows, _camera, _chain) = (db, rows, offered.Camera, offered.Chain);
        (_state, _replaced, _held, _now) = (state, replaced, held, now);
        _known = links.ToDictionary(l => l.Seq, l => (l.Hash, l.PreviousHash));
    }

    internal HeldNumbers Held => _held;

    /// <summary>Highest contiguous number held or declared lost.</summary>
    public long UpTo => _state?.UpTo ?? 0;

    /// <summary>What a chain holds beyond its contiguous mark.</summary>
    public static async Task<HeldNumbers> HeldAbove(CentralDb db, ChainState state, CancellationToken ct)
    {
        var stored = await db.ChainLinks.Where(l => l.Camera == state.Camera && l.Chain == state.Chain && l.Seq > state.UpTo).Select(l => l.Seq).ToListAsync(ct);
        // No tuple in the question: PostgreSQL would answer with rows in a column, which cannot be read.
        var declared = await db.DeclaredGaps.Where(g => g.Camera == state.Camera && g.Chain == state.Chain && g.To > state.UpTo).Select(g => new { g.From, g.To }).ToListAsync(ct);
        return new HeldNumbers([.. stored], declared.ConvertAll(g => (g.From, g.To)));
    }

    /// <summary>Whether a held later link names this hash as the one before it.</summary>
    public bool IsVouchedFor(long seq, string hash) => _known.TryGetValue(seq + 1, out var next) && next.PreviousHash == hash;

    public Offer Judge(long seq, string hash) => _known.TryGetValue(seq, out var held) ? held.Hash == hash ? Offer.Duplicate : Offer.Conflict : Offer.New;

    /// <summary>Holds a new number.</summary>
    public void Add(long seq, string hash, string previousHash)
    {
        _state ??= Begin(seq);
        _rows.Links.Add(new ChainLink { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, Seq = seq, Hash = hash, PreviousHash = previousHash });
        bool fits = (!_known.TryGetValue(seq - 1, out var before) || before.Hash == previousHash)
            && (!_known.TryGetValue(seq + 1, out var after) || after.PreviousHash == hash)
            && (seq > 1 || previousHash == Signing.NoPrevious);
        if (!fits && (_state.BrokenAt is not { } broken || seq < broken))
        {
            // Once per chain: its later numbers do not make it more broken.
            if (_state.BrokenAt is null)
                _rows.Alarms.Add(new ChainAlarm(_camera, _chain, ChainAlarm.Broken, seq));
            _state.BrokenAt = seq;
        }

        _known[seq] = (hash, previousHash);
        if (seq == UpTo + 1 && _held.Stored.Count == 0)
            _state.UpTo = seq;
        else if (seq > UpTo)
            _held.Stored.Add(seq);
        if (seq > _state.Highest)
            (_state.Highest, _state.HighestHash) = (seq, hash);
    }

    /// <summary>Takes note of numbers that will never come: only those before the gap's own can be meant.</summary>
    public void Declare(GapMessage gap)
    {
        long to = Math.Min(gap.To, gap.Seq - 1);
        _db.DeclaredGaps.Add(new DeclaredGap { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, Seq = gap.Seq, From = gap.From, To = to, Reason = gap.Reason, NoticedAt = gap.NoticedAt });
        if (to >= gap.From && to > 0)
            _held.Declared.Add((gap.From, to));
    }

    /// <summary>
    /// The edge says that a chain ended with its file: what is missing of it will never come, and is told as declared lost. Should a number
    /// still come, from a queue at the broker, it is stored all the same.
    /// </summary>
    public static void End(CentralDb db, ChainState state, HeldNumbers held, Instant noticedAt)
    {
        foreach (var (from, to) in held.Holes(state.UpTo, state.Highest))
        {
            // No message of that chain says it, so the row has no number of its own: below zero no edge counts.
            db.DeclaredGaps.Add(new DeclaredGap { Site = db.CurrentSite, Camera = state.Camera, Chain = state.Chain, Seq = -from, From = from, To = to, Reason = GapReason.FileLost, NoticedAt = noticedAt });
            held.Declared.Add((from, to));
        }

        state.UpTo = held.Contiguous(state.UpTo);
        state.Missing = 0;
    }

    /// <summary>Moves the contiguous mark, counts what is missing, and gives the holes to ask for.</summary>
    public IReadOnlyList<(long From, long To)> Close()
    {
        if (_state is null)
            return [];
        _state.UpTo = _held.Contiguous(_state.UpTo);
        var holes = _held.Holes(_state.UpTo, _state.Highest);
        _state.Missing = holes.Sum(h => h.To - h.From + 1);
        return holes;
    }

    /// <summary>A chain where another was open is an alarm and a recorded gap: of how many numbers nobody knows.</summary>
    private ChainState Begin(long seq)
    {
        var state = new ChainState { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, OpenedAt = _now, Replaces = _replaced?.Chain };
        _db.Chains.Add(state);
        if (_replaced is not null)
        {
            _db.DeclaredGaps.Add(new DeclaredGap { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, Seq = 0, From = 0, To = 0, Reason = GapReason.FileLost, NoticedAt = _now });
            _rows.Alarms.Add(new ChainAlarm(_camera, _chain, ChainAlarm.Replaced, seq));
        }

        return state;
    }
}
