using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Asks for missing numbers, and asks again, but each hole once in a while only.</summary>
public sealed class HoleWatch(CentralDbs databases, CameraDirectory cameras, TimeProvider time)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(SiteId, CameraId, Guid, long), long> _asked = new();

    /// <summary>Whether this hole may be asked for now; says so once per 5 s.</summary>
    public bool MayAsk(SiteId site, CameraId camera, Resend hole)
    {
        var key = (site, camera, hole.Chain, hole.From);
        long now = time.GetTimestamp();
        if (_asked.TryGetValue(key, out long asked) && time.GetElapsedTime(asked, now) < AskAgainAfter)
            return false;
        _asked[key] = now;
        return true;
    }

    /// <summary>Holes that stay open while no message of their chain comes.</summary>
    public async Task<IReadOnlyList<Outgoing>> Open(CancellationToken ct)
    {
        foreach (var old in _asked.Where(a => time.GetElapsedTime(a.Value) > AskAgainAfter * 10).ToList())
            _asked.TryRemove(old.Key, out _);
        var result = new List<Outgoing>();
        foreach (var site in cameras.Sites)
        {
            await using var db = databases.Open(site);
            foreach (var chain in await db.Chains.AsNoTracking().Where(c => c.Missing > 0).ToListAsync(ct))
            {
                // The first hole is enough: what comes for it makes the batch ask for the next ones.
                long firstHeld = await db.ChainLinks.Where(l => l.Camera == chain.Camera && l.Chain == chain.Chain && l.Seq > chain.UpTo).MinAsync(l => (long?)l.Seq, ct) ?? (chain.UpTo + 2);
                var hole = new Resend(chain.Chain, chain.UpTo + 1, Math.Max(chain.UpTo + 1, firstHeld - 1));
                if (MayAsk(site, chain.Camera, hole))
                    result.Add(new Outgoing(site, chain.Camera, hole));
            }
        }

        return result;
    }
}
