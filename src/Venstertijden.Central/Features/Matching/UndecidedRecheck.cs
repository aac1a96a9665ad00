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
/// Judges undecided passages again: those that a stale list left open when a list comes, all of them when something became known. What is
/// decided then leaves what its verdict allows, as if it had been so at once.
/// </summary>
public sealed class UndecidedRecheck(CentralDbs databases, Vault vault, Rejudging rejudging, AnonymousFacts anonymous, IClock clock)
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
        var now = clock.GetCurrentInstant();
        if (await db.Undecided.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } row || await vault.Find(db, id, ct) is not { } cipher)
            return [];
        string place = UndecidedPassage.Place(id);
        var stored = StoredJson.Read<JudgedPassage>(cipher.Open(row.Sealed, place));
        // No case yet: papers that were withdrawn since make none.
        var judged = await rejudging.Now(db, stored, null, known, now, ct, papersAt: now);
        var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(Rejudging.CameraOf(stored.Verdict, site, stored.ReadPassage()), judged), known, now);
        if (judged.Verdict.Code == VerdictCode.Undecided)
        {
            if (record.Reason == row.Reason)
                return [];
            row.Reason = record.Reason;
            row.Sealed = cipher.Seal(StoredJson.Write(stored.Under(record)), place);
            await db.SaveChangesAsync(ct);
            return [];
        }

        var outgoing = await Leave(db, row, stored.Under(record), judged, now, ct);
        db.Undecided.Remove(row);
        await Vault.Drop(db, id, ct);
        AuditTrail.Record(db, Program, "undecided.settle", $"passage:{id}", $"{stored.Verdict.Reason} > {record.Verdict}", now);
        await db.SaveChangesAsync(ct);
        return outgoing;
    }

    private async Task<IReadOnlyList<Outgoing>> Leave(CentralDb db, UndecidedPassage row, JudgedPassage stored, Judgement judged, Instant now, CancellationToken ct)
    {
        var message = stored.ReadPassage();
        bool hit = judged.Verdict.Code is VerdictCode.Suspected or VerdictCode.Warning;
        if (!hit || Deadlines.SettlesAt(message.SeenFrom, judged.Document!, judged.Verdict.Offences[0]) is null)
        {
            await Counters.Add(db, Counters.Verdicts, judged.Verdict.Code.Code(), 1, ct);
            db.AnonymousFacts.Add(anonymous.Of(judged, row.Camera, message.Direction));
        }

        if (!hit)
            return [new Outgoing(db.CurrentSite, row.Camera, new DiscardEvidence([row.Id]))];
        await ExpiryGrace.Note(db, judged, message, now, ct);
        bool ask = await new CaseIntake(db, vault, new OpenCases(db, vault), now).File(message, judged, stored, ct);
        return ask ? [new Outgoing(db.CurrentSite, row.Camera, new SendEvidence(row.Id, []))] : [];
    }
}
