using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// Ends the settling of cases: a day exemption may be bought afterwards, so the verdict becomes final only with a list that was fetched
/// after the settling time.
/// </summary>
public sealed class Settling(CentralDbs databases, Vault vault, Rejudging rejudging, AnonymousFacts anonymous, FactsLoader facts, IClock clock)
{
    private const int AtOnce = 100;
    private static readonly Actor Program = Actor.System("settling");

    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var known = facts.Latest(site);
        if (known.ExemptionList is not { RetrievedAt: var fetched })
            return [];
        var outgoing = new List<Outgoing>();
        await using var db = databases.Open(site);
        var due = await db.Cases.Where(c => c.State == CaseState.Settling && c.SettlesAt <= now && c.SettlesAt <= fetched).OrderBy(c => c.SettlesAt).Take(AtOnce).Select(c => c.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            if (await CaseFile.Open(db, vault, id, ct) is { } file)
                outgoing.AddRange(await End(db, file, known, now, ct));
        }

        await db.SaveChangesAsync(ct);
        return outgoing;
    }

    private async Task<List<Outgoing>> End(CentralDb db, CaseFile file, Facts known, Instant now, CancellationToken ct)
    {
        bool broken = false;
        var rows = await db.CasePassages.Where(p => p.CaseId == file.Row.Id).ToListAsync(ct);
        foreach (var row in rows)
        {
            string place = CaseLibrary.PassagePlace(row.Id);
            var stored = StoredJson.Read<JudgedPassage>(file.Cipher.Open(row.Sealed, place));
            var judged = await rejudging.Now(db, stored, null, known, now, ct);
            broken |= judged.Verdict.Code is VerdictCode.Suspected or VerdictCode.Warning;
            await Counters.Add(db, Counters.Verdicts, judged.Verdict.Code.Code(), 1, ct);
            db.AnonymousFacts.Add(anonymous.Of(judged, row.Camera, stored.ReadPassage().Direction));
            var settled = VerdictRecords.Of(judged, stored.Verdict.Camera, known, now);
            row.Sealed = file.Cipher.Seal(StoredJson.Write(stored.Under(settled)), place);
        }

        if (!broken)
        {
            file.Append(new CaseLapsed(now, Program, "no-breach-after-settling"));
            return [.. rows.Select(r => new Outgoing(db.CurrentSite, r.Camera, new DiscardEvidence([r.Id])))];
        }

        int pictures = await db.Pictures.CountAsync(p => p.CaseId == file.Row.Id, ct);
        if (pictures == 0)
        {
            file.Append(new CaseReady(now, Program));
            return [];
        }

        file.Append(new EvidenceRequested(now, Program, pictures));
        return [.. rows.Select(r => new Outgoing(db.CurrentSite, r.Camera, new SendEvidence(r.Id, [])))];
    }
}
