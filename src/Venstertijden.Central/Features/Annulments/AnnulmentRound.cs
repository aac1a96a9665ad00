using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>Does what was confirmed, a case and a save at a time: stopped at any point it goes on, and nothing is done twice.</summary>
public sealed class AnnulmentRound(CentralDbs databases, Vault vault, IClock clock)
{
    private const int AtOnce = 200;

    /// <summary>Goes on with confirmed annulments; gives the discards for the edges.</summary>
    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        var outgoing = new List<Outgoing>();
        await using var db = databases.Open(site);
        foreach (var annulment in await db.Annulments.Where(a => a.ConfirmedAt != null && a.FinishedAt == null).OrderBy(a => a.ConfirmedAt).ToListAsync(ct))
        {
            var pending = await db.AnnulmentCases.AsNoTracking().Where(c => c.AnnulmentId == annulment.Id && c.Outcome == AnnulmentOutcome.Pending).OrderBy(c => c.CaseNumber).Select(c => c.CaseId).Take(AtOnce).ToListAsync(ct);
            foreach (var one in pending)
                outgoing.AddRange(await Do(site, annulment, one, ct));
            if (pending.Count == AtOnce)
                continue;
            annulment.FinishedAt = clock.GetCurrentInstant();
            await db.SaveChangesAsync(ct);
        }

        return outgoing;
    }

    private async Task<IReadOnlyList<Outgoing>> Do(SiteId site, Annulment annulment, Guid id, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var row = await db.AnnulmentCases.FirstAsync(c => c.AnnulmentId == annulment.Id && c.CaseId == id, ct);
        var (now, by) = (clock.GetCurrentInstant(), new Actor(annulment.ConfirmedById, annulment.ConfirmedBy!, "officer"));
        IReadOnlyList<Outgoing> outgoing = [];
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            row.Outcome = AnnulmentOutcome.Overtaken;
        else if (CaseMoves.MayFollow(file.Row.State, CaseState.Lapsed))
            outgoing = await Lapse(db, file, row, annulment, by, now, ct);
        else if (CaseMoves.MayFollow(file.Row.State, CaseState.WithdrawalRequested))
            await Ask(db, file, row, annulment, by, now, ct);
        else
            row.Outcome = AnnulmentOutcome.Overtaken;
        row.DoneAt = now;
        await db.SaveChangesAsync(ct);
        return outgoing;
    }

    private static async Task<IReadOnlyList<Outgoing>> Lapse(CentralDb db, CaseFile file, AnnulmentCase row, Annulment annulment, Actor by, Instant now, CancellationToken ct)
    {
        bool waiting = file.Row.State is CaseState.New or CaseState.Settling or CaseState.AwaitingEvidence;
        file.Append(new CaseLapsed(now, by, "annulment", annulment.Why));
        AuditTrail.Record(db, by, "case.annul", $"case:{file.Row.Number}", annulment.Why, now);
        row.Outcome = AnnulmentOutcome.Lapsed;
        var passages = await db.CasePassages.AsNoTracking().Where(p => p.CaseId == row.CaseId).Select(p => new { p.Id, p.Camera }).ToListAsync(ct);
        return waiting ? [.. passages.Select(p => new Outgoing(db.CurrentSite, p.Camera, new DiscardEvidence([p.Id])))] : [];
    }

    private static async Task Ask(CentralDb db, CaseFile file, AnnulmentCase row, Annulment annulment, Actor by, Instant now, CancellationToken ct)
    {
        file.Append(new WithdrawalRequested(now, by, annulment.Why, annulment.Id));
        AuditTrail.Record(db, by, "case.ask-withdrawal", $"case:{file.Row.Number}", annulment.Why, now);
        row.Outcome = AnnulmentOutcome.Requested;
        // What proposed it has been heard.
        foreach (var late in await db.LateTruths.Where(l => l.CaseId == row.CaseId && l.Status == LateStatus.Open && l.Effect == LateEffect.ProposesWithdrawal).ToListAsync(ct))
            (late.Status, late.SettledAt, late.SettledBy) = (LateStatus.Applied, now, by.Name);
    }
}
