using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Search;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Retention;

/// <summary>
/// Erases what has had its time: dead letters and undecided passages after their 72 hours, ended cases after the term of their policy
/// document. Keys first: without them the rest is noise. Each round that erased leaves a record of it (<see cref="Erasure"/>).
/// </summary>
public sealed class Forget(CentralDbs databases, Vault vault, Rejudging rejudging, AnonymousFacts anonymous, LivePolicies policies, IClock clock)
{
    private const int AtOnce = 500;
    private static readonly Actor Program = Actor.System("retention");

    /// <summary>Erases what is due in a site; gives the discards for the edges.</summary>
    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        await SearchNote.Forget(db, now, ct);
        // A brake on a plate holds its keyed hash: as long as a look-alike pair.
        await db.FloodBrakes.Where(b => b.ReleasedAt < now - LookAlikePair.KeptFor).ExecuteDeleteAsync(ct);
        await db.LookAlikePairs.Where(p => p.EraseAt <= now).ExecuteDeleteAsync(ct);
        var letters = await db.DeadLetters.Where(d => d.EraseAt <= now).OrderBy(d => d.EraseAt).Take(AtOnce).ToListAsync(ct);
        var undecided = await db.Undecided.Where(p => p.EraseAt <= now).OrderBy(p => p.EraseAt).Take(AtOnce).ToListAsync(ct);
        int cases = await Cases(db, now, ct);
        int applications = await ApplicationErasure.Add(db, now, ct);
        if (letters.Count == 0 && undecided.Count == 0 && cases == 0 && applications == 0)
            return [];
        foreach (var passage in undecided)
        {
            await CountUndecided(db, passage, ct);
            await Vault.Drop(db, passage.Id, ct);
        }

        foreach (var letter in letters)
            await Vault.Drop(db, letter.Id, ct);
        db.RemoveRange(letters);
        db.RemoveRange(undecided);
        if (undecided.Count > 0)
            await Counters.Add(db, Counters.Verdicts, "undecided", undecided.Count, ct);
        Record(db, Erasure.Undecided, undecided.Count, "72 h", now);
        Record(db, Erasure.DeadLetters, letters.Count, "72 h", now);
        Record(db, Erasure.Application, applications, "365 days after their end", now);
        AuditTrail.Record(db, Program, "retention.erase", "undecided, dead letters, cases, applications", $"{undecided.Count} passages, {letters.Count} letters: 72 h; {cases} cases, {applications} applications: their term", now);
        await db.SaveChangesAsync(ct);
        await LeftBehind.Sweep(db, ct);
        return [.. undecided.Select(p => new Outgoing(site, p.Camera, new DiscardEvidence([p.Id])))];
    }

    /// <summary>Cases that ended, and whose term of keeping is over: it runs from the day of the act.</summary>
    private async Task<int> Cases(CentralDb db, Instant now, CancellationToken ct)
    {
        var today = DutchTime.Local(now).Date;
        var documents = policies.Current.Documents;
        if (documents.Length == 0)
            return 0;
        var latestAct = documents.Select(d => today.Minus(d.CaseRetention.Value)).Max();
        CaseState[] ended = [.. CaseMoves.Ended];
        var old = await db.Cases.Where(c => c.ErasedAt == null && c.ActDate <= latestAct && ended.Contains(c.State)).OrderBy(c => c.ActDate).Take(AtOnce).ToListAsync(ct);
        int erased = 0;
        foreach (var row in old)
        {
            var document = policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen);
            if (document is null || row.ActDate.Plus(document.CaseRetention.Value) > today)
                continue;
            if (await CaseErasure.Add(db, row.Id, Program, $"{document.Version}: {document.CaseRetention.Value}", now, ct))
                erased++;
        }

        return erased;
    }

    private static void Record(CentralDb db, string kind, int count, string term, Instant now)
    {
        if (count > 0)
            Erasure.Record(db, kind, count, term, now);
    }

    /// <summary>The verdict stays undecided for good; its anonymous fact is all that is left.</summary>
    private async Task CountUndecided(CentralDb db, UndecidedPassage passage, CancellationToken ct)
    {
        if (await vault.Find(db, passage.Id, ct) is not { } cipher)
            return;
        var stored = StoredJson.Read<JudgedPassage>(cipher.Open(passage.Sealed, UndecidedPassage.Place(passage.Id)));
        db.AnonymousFacts.Add(anonymous.Of(rejudging.AsKnownThen(stored, db.CurrentSite), passage.Camera, stored.ReadPassage().Direction));
    }
}
