using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// Asks for missing numbers, and asks again, but each hole once in a while only. Of several centrals each holds every so many numbers of a
/// chain for a moment: a hole is one only when it stays.
/// </summary>
public sealed class HoleWatch(CentralDbs databases, CameraDirectory cameras, CentralOptions options, TimeProvider time)
{
    /// <summary>Most holes of one chain that are asked for at once.</summary>
    public const int MostHoles = 20;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StaysFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(SiteId, CameraId, Guid, long), long> _asked = new();
    private readonly ConcurrentDictionary<(SiteId, CameraId, Guid, long), long> _seen = new();

    private TimeSpan Grace => options.Broker.Share is null ? TimeSpan.Zero : StaysFor;

    /// <summary>Whether this hole may be asked for now; says so once per 5 s.</summary>
    public bool MayAsk(SiteId site, CameraId camera, Resend hole)
    {
        var key = (site, camera, hole.Chain, hole.From);
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_seen.GetOrAdd(key, now), now) < Grace)
            return false;
        if (_asked.TryGetValue(key, out long asked) && time.GetElapsedTime(asked, now) < AskAgainAfter)
            return false;
        _asked[key] = now;
        return true;
    }

    /// <summary>Holes that stay open while no message of their chain comes.</summary>
    public async Task<IReadOnlyList<Outgoing>> Open(CancellationToken ct)
    {
        Forget(_asked);
        Forget(_seen);
        var result = new List<Outgoing>();
        foreach (var site in cameras.Sites)
        {
            await using var db = databases.Open(site);
            foreach (var chain in await db.Chains.AsNoTracking().Where(c => c.Missing > 0).ToListAsync(ct))
            {
                var held = await ChainLedger.HeldAbove(db, chain, ct);
                foreach (var (from, to) in held.Holes(chain.UpTo, chain.Highest).Take(MostHoles))
                {
                    var hole = new Resend(chain.Chain, from, to);
                    if (MayAsk(site, chain.Camera, hole))
                        result.Add(new Outgoing(site, chain.Camera, hole));
                }
            }
        }

        return result;
    }

    private void Forget(ConcurrentDictionary<(SiteId, CameraId, Guid, long), long> times)
    {
        foreach (var old in times.Where(a => time.GetElapsedTime(a.Value) > AskAgainAfter * 10).ToList())
            times.TryRemove(old.Key, out _);
    }
}
