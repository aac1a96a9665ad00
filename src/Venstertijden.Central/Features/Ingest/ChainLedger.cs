using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What the chain says of an offered number.</summary>
public enum Offer
{
    /// <summary>Not seen before; now held.</summary>
    New,

    /// <summary>Same number, same hash.</summary>
    Duplicate,

    /// <summary>Same number, another hash.</summary>
    Conflict,
}

/// <summary>One chain of one camera during a batch: which numbers are held, how far it is contiguous, what is missing.</summary>
public sealed class ChainLedger
{
    private readonly CentralDb _db;
    private readonly CameraId _camera;
    private readonly Guid _chain;
    private readonly Dictionary<long, (string Hash, string PreviousHash)> _known;
    private readonly SortedSet<long> _above;
    private readonly List<(long From, long To)> _gaps;
    private ChainState? _state;
    private readonly Guid? _replaces;
    private readonly Instant _now;

    private ChainLedger(
        CentralDb db, CameraId camera, Guid chain, ChainState? state, Guid? replaces, Dictionary<long, (string, string)> known, SortedSet<long> above, List<(long, long)> gaps, Instant now) =>
        (_db, _camera, _chain, _state, _replaces, _known, _above, _gaps, _now) = (db, camera, chain, state, replaces, known, above, gaps, now);

    public CameraId Camera => _camera;

    public Guid Chain => _chain;

    /// <summary>Highest contiguous number held or declared lost.</summary>
    public long UpTo => _state?.UpTo ?? 0;

    /// <summary>True when this batch opened the chain while the camera had another: an alarm.</summary>
    public bool Replaced => _replaces is not null && _state is { Version: 0 };

    /// <param name="db">Unit of work.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="seqs">Numbers that the batch offers.</param>
    /// <param name="now">For a chain that opens.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<ChainLedger> Load(CentralDb db, CameraId camera, Guid chain, IReadOnlyCollection<long> seqs, Instant now, CancellationToken ct)
    {
        var state = await db.Chains.FirstOrDefaultAsync(s => s.Camera == camera && s.Chain == chain, ct);
        var known = new Dictionary<long, (string, string)>();
        var above = new SortedSet<long>();
        var gaps = new List<(long, long)>();
        Guid? replaces = null;
        if (state is null)
        {
            replaces = await db.Chains.Where(s => s.Camera == camera).OrderByDescending(s => s.OpenedAt).Select(s => (Guid?)s.Chain).FirstOrDefaultAsync(ct);
        }
        else
        {
            // The neighbours too: a later link may vouch for an earlier one, and each must fit the one before it.
            long[] wanted = [.. seqs.SelectMany(s => new[] { s - 1, s, s + 1 }).Distinct()];
            foreach (var link in await db.ChainLinks.AsNoTracking().Where(l => l.Camera == camera && l.Chain == chain && wanted.Contains(l.Seq)).ToListAsync(ct))
                known[link.Seq] = (link.Hash, link.PreviousHash);
            if (state.Highest > state.UpTo)
            {
                above = [.. await db.ChainLinks.Where(l => l.Camera == camera && l.Chain == chain && l.Seq > state.UpTo).Select(l => l.Seq).ToListAsync(ct)];
                gaps = await db.DeclaredGaps.Where(g => g.Camera == camera && g.Chain == chain && g.To > state.UpTo).Select(g => ValueTuple.Create(g.From, g.To)).ToListAsync(ct);
            }
        }

        return new ChainLedger(db, camera, chain, state, replaces, known, above, gaps, now);
    }

    /// <summary>Whether a held later link names this hash as the one before it.</summary>
    public bool IsVouchedFor(long seq, string hash) => _known.TryGetValue(seq + 1, out var next) && next.PreviousHash == hash;

    public Offer Judge(long seq, string hash) => _known.TryGetValue(seq, out var held) ? held.Hash == hash ? Offer.Duplicate : Offer.Conflict : Offer.New;

    /// <summary>Holds a new number.</summary>
    public void Add(long seq, string hash, string previousHash)
    {
        if (_state is null)
            _db.Chains.Add(_state = new ChainState { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, OpenedAt = _now, Replaces = _replaces });
        _db.ChainLinks.Add(new ChainLink { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, Seq = seq, Hash = hash, PreviousHash = previousHash });
        bool fits = (!_known.TryGetValue(seq - 1, out var before) || before.Hash == previousHash)
            && (!_known.TryGetValue(seq + 1, out var after) || after.PreviousHash == hash)
            && (seq > 1 || previousHash == Signing.NoPrevious);
        if (!fits && (_state.BrokenAt is not { } broken || seq < broken))
            _state.BrokenAt = seq;
        _known[seq] = (hash, previousHash);
        if (seq > UpTo)
            _above.Add(seq);
        if (seq > _state.Highest)
            (_state.Highest, _state.HighestHash) = (seq, hash);
    }

    /// <summary>Takes note of numbers that will never come: only those before the gap's own can be meant.</summary>
    public void Declare(GapMessage gap)
    {
        long to = Math.Min(gap.To, gap.Seq - 1);
        _db.DeclaredGaps.Add(new DeclaredGap { Site = _db.CurrentSite, Camera = _camera, Chain = _chain, Seq = gap.Seq, From = gap.From, To = to, Reason = gap.Reason, NoticedAt = gap.NoticedAt });
        if (to >= gap.From)
            _gaps.Add((gap.From, to));
    }

    /// <summary>Moves the contiguous mark, counts what is missing, and gives the holes to ask for.</summary>
    public IReadOnlyList<(long From, long To)> Close()
    {
        if (_state is null)
            return [];
        long upTo = _state.UpTo;
        while (true)
        {
            if (_above.Remove(upTo + 1))
            {
                upTo++;
                continue;
            }

            long declared = _gaps.Where(g => g.From <= upTo + 1 && g.To > upTo).Select(g => g.To).DefaultIfEmpty(upTo).Max();
            if (declared == upTo)
                break;
            upTo = declared;
        }

        _above.RemoveWhere(s => s <= upTo);
        _state.UpTo = upTo;
        var holes = Holes(upTo, _state.Highest);
        _state.Missing = holes.Sum(h => h.To - h.From + 1);
        return holes;
    }

    private List<(long From, long To)> Holes(long upTo, long highest)
    {
        var held = _above.Select(s => (From: s, To: s)).Concat(_gaps.Where(g => g.To > upTo).Select(g => (From: Math.Max(g.From, upTo + 1), g.To))).OrderBy(r => r.From).ToList();
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
