using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>
/// Makes checkpoints: one each hour in which something was stored, sooner after <see cref="NumbersAtMost"/> new numbers, and at once when a
/// dossier needs one.
/// </summary>
public sealed partial class Checkpoints(CentralDbs databases, CentralKey key, IClock clock, ILogger<Checkpoints> log)
{
    /// <summary>So many numbers of all chains, at most, lie between two checkpoints of a central that keeps up.</summary>
    public const long NumbersAtMost = 10_000;

    public static readonly Duration Every = Duration.FromHours(1);

    private static readonly Actor Program = Actor.System("proof");

    private readonly ConcurrentDictionary<SiteId, (long Number, Instant At, long Numbers, string Hash)> _last = new();

    /// <summary>Makes a checkpoint when one is due.</summary>
    /// <returns>Whether one was made.</returns>
    public async Task<bool> Run(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var last = await Last(db, site, ct);
        long numbers = await db.Chains.SumAsync(c => c.UpTo, ct);
        bool due = numbers > last.Numbers && (numbers - last.Numbers >= NumbersAtMost || clock.GetCurrentInstant() >= last.At + Every);
        return due && await Make(db, site, last, numbers, ct);
    }

    /// <summary>Makes a checkpoint when anything came since the last one.</summary>
    public async Task<bool> MakeNow(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        _last.TryRemove(site, out _);
        var last = await Last(db, site, ct);
        long numbers = await db.Chains.SumAsync(c => c.UpTo, ct);
        return numbers > last.Numbers && await Make(db, site, last, numbers, ct);
    }

    private async Task<(long Number, Instant At, long Numbers, string Hash)> Last(CentralDb db, SiteId site, CancellationToken ct)
    {
        if (_last.TryGetValue(site, out var known))
            return known;
        var row = await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).Select(c => new { c.Number, c.At, c.Numbers, c.Hash }).FirstOrDefaultAsync(ct);
        // Before the first one the hour runs from now, so that it says something.
        return _last.GetOrAdd(site, row is null ? (0, clock.GetCurrentInstant(), 0, Signing.NoPrevious) : (row.Number, row.At, row.Numbers, row.Hash));
    }

    private async Task<bool> Make(CentralDb db, SiteId site, (long Number, Instant At, long Numbers, string Hash) last, long numbers, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var parts = ImmutableArray.CreateBuilder<ChainPart>();
        foreach (var chain in await db.Chains.AsNoTracking().OrderBy(c => c.Camera).ThenBy(c => c.Chain).ToListAsync(ct))
        {
            long from = 1 + (await db.CheckpointRanges.Where(r => r.Camera == chain.Camera && r.Chain == chain.Chain && r.UpTo > 0).MaxAsync(r => (long?)r.UpTo, ct) ?? 0);
            if (chain.UpTo >= from)
                parts.Add(await Part(db, chain, from, ct));
        }

        var own = await db.DeclaredGaps.AsNoTracking().Where(g => g.Seq <= 0 && !db.CheckpointRanges.Any(r => r.Camera == g.Camera && r.Chain == g.Chain && r.UpTo == g.Seq))
            .OrderBy(g => g.Camera).ThenBy(g => g.Chain).ThenBy(g => g.Seq).ToListAsync(ct);
        if (parts.Count == 0 && own.Count == 0)
            return false;
        var audit = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(ct);
        var policies = await db.Policies.AsNoTracking().Select(p => new { p.DocumentId, p.Number, p.Yaml }).ToListAsync(ct);
        var body = new CheckpointBody(
            1, site.Value, last.Number + 1, now, last.Hash, audit?.Number ?? 0, audit?.Hash ?? Signing.NoPrevious,
            [.. policies.Select(p => new PolicyHash($"{p.DocumentId}/{p.Number}", Signing.Hash(Encoding.UTF8.GetBytes(p.Yaml)))).OrderBy(p => p.Version, StringComparer.Ordinal)],
            parts.ToImmutable(), [.. own.Select(OwnGap.Of)]);
        byte[] bytes = StoredJson.Write(body);
        var row = new ChainCheckpoint
        {
            Number = body.Number, At = now, Body = bytes, Hash = Signing.Hash(bytes), Signature = key.Sign(bytes), KeyId = key.KeyId, Numbers = numbers,
        };
        db.Checkpoints.Add(row);
        foreach (var part in parts)
            db.CheckpointRanges.Add(new CheckpointRange { Camera = CameraId.Parse(part.Camera), Chain = part.Chain, UpTo = part.UpTo, From = part.From, Checkpoint = body.Number });
        foreach (var gap in own)
            db.CheckpointRanges.Add(new CheckpointRange { Camera = gap.Camera, Chain = gap.Chain, UpTo = gap.Seq, From = gap.Seq, Checkpoint = body.Number });
        // In the audit chain too: who takes the last checkpoint away has to break that as well.
        AuditTrail.Record(db, Program, "proof.checkpoint", $"checkpoint:{body.Number}", row.Hash, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e)
        {
            // Another central made it first.
            _last.TryRemove(site, out _);
            LogOvertaken(log, body.Number, e.GetType().Name);
            return false;
        }

        _last[site] = (body.Number, now, numbers, row.Hash);
        return true;
    }

    private static async Task<ChainPart> Part(CentralDb db, ChainState chain, long from, CancellationToken ct)
    {
        using var digest = new LinkDigest();
        var absent = ImmutableArray.CreateBuilder<NumberRange>();
        string? lastHash = null;
        long next = from;
        var links = db.ChainLinks.AsNoTracking().Where(l => l.Camera == chain.Camera && l.Chain == chain.Chain && l.Seq >= from && l.Seq <= chain.UpTo).OrderBy(l => l.Seq);
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (link.Seq > next)
                absent.Add(new NumberRange(next, link.Seq - 1));
            digest.Add(link.Seq, link.Hash, link.PreviousHash);
            (next, lastHash) = (link.Seq + 1, link.Hash);
        }

        if (next <= chain.UpTo)
        {
            lastHash = null;
            absent.Add(new NumberRange(next, chain.UpTo));
        }

        var gaps = await db.DeclaredGaps.AsNoTracking().Where(g => g.Camera == chain.Camera && g.Chain == chain.Chain && g.Seq >= from && g.Seq <= chain.UpTo).OrderBy(g => g.Seq).ToListAsync(ct);
        return new ChainPart(
            chain.Camera.Value, chain.Chain, from, chain.UpTo, lastHash, digest.Close(), absent.ToImmutable(), [.. gaps.Select(g => new GapPart(g.Seq, g.From, g.To, Kebab.Name(g.Reason)))]);
    }

    [LoggerMessage(2601, LogLevel.Information, "Checkpoint {Number} was not saved ({Error}): made anew with the next round")]
    private static partial void LogOvertaken(ILogger log, long number, string error);
}
