using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A refused message with its content, masked.</summary>
/// <param name="Item">As in the list.</param>
/// <param name="Content">Its structure without what could tell a vehicle or a person; null when it was not kept.</param>
/// <param name="IsSigned">Whether it bears a signature and the name of a key at all.</param>
public sealed record LetterLook(DeadLetterItem Item, string? Content, bool IsSigned);

/// <summary>
/// Offers refused messages to the intake again, by an operator's hand: for when the cause is gone and the camera does not send them any more.
/// Each letter is one transaction, in which it also goes: whoever comes second finds it gone, and nothing is stored twice.
/// </summary>
public sealed class DeadLetterDesk(CentralDbs databases, ISiteScope scope, BatchWriter writer, Vault vault, Speaker speaker, IClock clock)
{
    /// <summary>Letters of one reason that are offered at once; the rest with the next press.</summary>
    public const int MostAtOnce = 200;

    private const int Attempts = 3;

    /// <summary>A letter with its content, masked; the look is on record. Null when it is gone.</summary>
    public async Task<LetterLook?> Look(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = databases.Open(scope.Site);
        if (await db.DeadLetters.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } letter)
            return null;
        var message = await Message(db, letter, ct);
        AuditTrail.Record(db, actor, "dead-letter.look", Subject(id), letter.Reason.WireName(), clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return new LetterLook(DeadLetterItem.Of(letter), message is null ? null : MaskedPayload.Of(message.Payload), message is { Signature: not null, KeyId: not null });
    }

    /// <summary>Offers one letter again.</summary>
    public async Task<Fate> Offer(Guid id, Actor actor, CancellationToken ct)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var fate = await Once(id, actor, ct);
                return fate is RefusedAgain refused ? await Keep(id, refused, actor, ct) : fate;
            }
            catch (Exception e) when (e is DbUpdateException or DbException)
            {
                // A central stored the same numbers meanwhile, or closed a link of the audit chain: from the start, for now they are duplicates.
            }
        }

        return new NotOffered(WhyNot.Busy);
    }

    /// <summary>Offers the letters of a reason again, those first that were never offered, then as they came.</summary>
    /// <returns>What came of each.</returns>
    public async Task<IReadOnlyList<Fate>> OfferAll(DeadLetterReason reason, Actor actor, CancellationToken ct)
    {
        List<Guid> ids;
        await using (var db = databases.Open(scope.Site))
        {
            ids = await db.DeadLetters.Where(d => d.Reason == reason && d.Envelope != null && (d.Topic.EndsWith("/passage") || d.Topic.EndsWith("/gap")))
                .OrderBy(d => d.OfferedAt != null).ThenBy(d => d.OfferedAt).ThenBy(d => d.ReceivedAt).ThenBy(d => d.Id).Take(MostAtOnce).Select(d => d.Id).ToListAsync(ct);
        }

        var fates = new List<Fate>();
        foreach (var id in ids)
            fates.Add(await Offer(id, actor, ct));
        return fates;
    }

    private async Task<Fate> Once(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = databases.Open(scope.Site);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Locked<DeadLetter>("\"Site\" = {0} AND \"Id\" = {1}", scope.Site.Value, id).FirstOrDefaultAsync(ct) is not { } letter)
            return new LetterGone();
        if (await Message(db, letter, ct) is not { } message)
            return new NotOffered(WhyNot.NotKept);
        if (Topic.TryParse(message.Topic, out var topic) && topic.Kind is not (MessageKind.Passage or MessageKind.Gap))
            return new NotOffered(WhyNot.Passing);
        var read = (await writer.Read([message], ct))[0];
        if (read is LinkIn && writer.SiteOf(read) != scope.Site)
            return new NotOffered(WhyNot.OtherSite);
        var unit = writer.Unit(db);
        var fate = await unit.TakeAgain(read, letter.HoldsNumber, ct);
        if (fate is RefusedAgain)
            return fate;
        db.Remove(letter);
        await Vault.Drop(db, id, ct);
        AuditTrail.Record(db, actor, "dead-letter.offer", Subject(id), fate is StoredNow ? "stored" : "stored before", clock.GetCurrentInstant());
        var toSay = await unit.Save(ct);
        await transaction.CommitAsync(ct);
        writer.Tell(scope.Site, unit);
        // Holes are asked for by the rounds, once in a while.
        speaker.Say(toSay.Where(o => o.Command is not Resend));
        return fate;
    }

    /// <summary>The letter stays for the rest of its time, under the reason of now.</summary>
    private async Task<Fate> Keep(Guid id, RefusedAgain refused, Actor actor, CancellationToken ct)
    {
        await using var db = databases.Open(scope.Site);
        if (await db.DeadLetters.FirstOrDefaultAsync(d => d.Id == id, ct) is not { } letter)
            return new LetterGone();
        var now = clock.GetCurrentInstant();
        (letter.Reason, letter.Detail, letter.OfferedAt) = (refused.Reason, DeadLetters.Cut(refused.Detail), now);
        AuditTrail.Record(db, actor, "dead-letter.offer", Subject(id), $"refused again: {refused.Reason.WireName()}", now);
        await db.SaveChangesAsync(ct);
        return refused;
    }

    private async Task<ReceivedMessage?> Message(CentralDb db, DeadLetter letter, CancellationToken ct) =>
        await vault.Find(db, letter.Id, ct) is { } cipher ? DeadLetters.Open(letter, cipher) : null;

    private static string Subject(Guid id) => $"dead-letter:{id}";
}
