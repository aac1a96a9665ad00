using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Evidence;

/// <summary>Asks again for pictures that do not come: a command may be lost with its session.</summary>
public sealed class EvidenceWatch(CentralDbs databases, TimeProvider time)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, long> _asked = new();

    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var waiting = await (
            from picture in db.Pictures
            join passage in db.CasePassages on picture.PassageId equals passage.Id
            join row in db.Cases on picture.CaseId equals row.Id
            where picture.ReceivedAt == null && (row.State == CaseState.AwaitingEvidence || row.State == CaseState.SecondOpinion)
            orderby picture.RequestedAt
            select new { passage.Id, passage.Camera, picture.Sha256 }).AsNoTracking().Take(1000).ToListAsync(ct);
        var result = new List<Outgoing>();
        foreach (var passage in waiting.GroupBy(w => (w.Id, w.Camera)))
        {
            long now = time.GetTimestamp();
            // The first round only notes it: the command that went with the commit gets its time.
            bool known = _asked.TryGetValue(passage.Key.Id, out long asked);
            if (known && time.GetElapsedTime(asked, now) < AskAgainAfter)
                continue;
            _asked[passage.Key.Id] = now;
            if (known)
                result.Add(new Outgoing(site, passage.Key.Camera, new SendEvidence(passage.Key.Id, [.. passage.Select(p => p.Sha256)])));
        }

        foreach (var gone in _asked.Keys.Except(waiting.Select(w => w.Id)).ToList())
            _asked.TryRemove(gone, out _);
        return result;
    }
}
