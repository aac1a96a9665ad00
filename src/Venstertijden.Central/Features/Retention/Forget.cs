using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Retention;

/// <summary>Erases what has had its time: dead letters and undecided passages after their 72 hours. Keys first: without them the rest is noise.</summary>
public sealed class Forget(CentralDbs databases, Vault vault, Rejudging rejudging, AnonymousFacts anonymous, IClock clock)
{
    private const int AtOnce = 500;
    private static readonly Actor Program = Actor.System("retention");

    /// <summary>Erases what is due in a site; gives the discards for the edges.</summary>
    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var letters = await db.DeadLetters.Where(d => d.EraseAt <= now).OrderBy(d => d.EraseAt).Take(AtOnce).ToListAsync(ct);
        var undecided = await db.Undecided.Where(p => p.EraseAt <= now).OrderBy(p => p.EraseAt).Take(AtOnce).ToListAsync(ct);
        if (letters.Count == 0 && undecided.Count == 0)
            return [];
        foreach (var passage in undecided)
        {
            await CountUndecided(db, passage, ct);
            await Erase(db, passage.Id, ct);
        }

        foreach (var letter in letters)
            await Erase(db, letter.Id, ct);
        db.RemoveRange(letters);
        db.RemoveRange(undecided);
        if (undecided.Count > 0)
            await Counters.Add(db, Counters.Verdicts, "undecided", undecided.Count, ct);
        AuditTrail.Record(db, Program, "retention.erase", "undecided, dead letters", $"{undecided.Count} passages, {letters.Count} letters: 72 h", now);
        await db.SaveChangesAsync(ct);
        return [.. undecided.Select(p => new Outgoing(site, p.Camera, new DiscardEvidence([p.Id])))];
    }

    /// <summary>The verdict stays undecided for good; its anonymous fact is all that is left.</summary>
    private async Task CountUndecided(CentralDb db, UndecidedPassage passage, CancellationToken ct)
    {
        if (await vault.Find(db, passage.Id, ct) is not { } cipher)
            return;
        var stored = StoredJson.Read<JudgedPassage>(cipher.Open(passage.Sealed, UndecidedPassage.Place(passage.Id)));
        db.AnonymousFacts.Add(anonymous.Of(rejudging.AsKnownThen(stored, db.CurrentSite), passage.Camera, stored.ReadPassage().Direction));
    }

    private static async Task Erase(CentralDb db, Guid subject, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is { } key)
            db.SubjectKeys.Remove(key);
    }
}
