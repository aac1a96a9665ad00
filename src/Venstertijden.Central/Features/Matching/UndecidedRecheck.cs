using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// Judges undecided passages again: those that a stale list left open when a list comes, all of them when something became known.
/// </summary>
public sealed class UndecidedRecheck(CentralDbs databases, Vault vault, UndecidedSettling settling, IClock clock)
{
    private static readonly Actor Program = Actor.System("late-truth");

    private readonly System.Collections.Concurrent.ConcurrentDictionary<SiteId, Instant> _lastList = new();

    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, Facts known, bool all, CancellationToken ct)
    {
        var fetched = known.ExemptionList!.RetrievedAt;
        if (!all && _lastList.TryGetValue(site, out var seen) && seen == fetched)
            return [];
        string stale = ReasonCode.ListStale.Code();
        var outgoing = new List<Outgoing>();
        await using var db = databases.Open(site);
        var waiting = db.Undecided.AsNoTracking().Where(p => all || p.Reason == stale);
        foreach (var id in await waiting.OrderBy(p => p.SeenFrom).Select(p => p.Id).ToListAsync(ct))
            outgoing.AddRange(await Judge(site, id, known, ct));
        _lastList[site] = fetched;
        return outgoing;
    }

    private async Task<IReadOnlyList<Outgoing>> Judge(SiteId site, Guid id, Facts known, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        if (await db.Undecided.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } row || await vault.Find(db, id, ct) is not { } cipher)
            return [];
        var settled = await settling.Judge(db, row, cipher, null, known, Program, clock.GetCurrentInstant(), ct);
        await db.SaveChangesAsync(ct);
        return settled.Outgoing;
    }
}
