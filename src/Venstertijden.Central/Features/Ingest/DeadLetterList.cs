using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A dead letter as an operator sees it: without the payload.</summary>
public sealed record DeadLetterItem(Guid Id, string Topic, DeadLetterReason Reason, string Detail, Instant ReceivedAt, Instant EraseAt, int Bytes, Instant? OfferedAt, bool IsKept)
{
    /// <summary>Whether offering it again can do something: it was kept, and says what stays true.</summary>
    public bool MayBeOffered => IsKept && !(Contracts.Topic.TryParse(Topic, out var topic) && topic.Kind is not (MessageKind.Passage or MessageKind.Gap));

    internal static DeadLetterItem Of(DeadLetter d) => new(d.Id, d.Topic, d.Reason, d.Detail, d.ReceivedAt, d.EraseAt, d.Bytes, d.OfferedAt, d.Envelope != null);
}

/// <summary>The messages set aside in the last 72 hours.</summary>
public sealed class DeadLetterList(CentralDb db)
{
    public async Task<IReadOnlyList<DeadLetterItem>> List(DeadLetterReason? reason, int take, CancellationToken ct)
    {
        var rows = db.DeadLetters.AsNoTracking();
        if (reason is { } wanted)
            rows = rows.Where(d => d.Reason == wanted);
        return await rows.OrderByDescending(d => d.ReceivedAt).Take(Math.Clamp(take, 1, 500))
            .Select(d => new DeadLetterItem(d.Id, d.Topic, d.Reason, d.Detail, d.ReceivedAt, d.EraseAt, d.Bytes, d.OfferedAt, d.Envelope != null)).ToListAsync(ct);
    }

    /// <summary>How many were ever erased before their time, because more came than are kept.</summary>
    public async Task<long> Dropped(CancellationToken ct) => await db.Counters.Where(c => c.Name == Counters.DeadLettersDropped).SumAsync(c => c.Value, ct);

    public async Task<IReadOnlyDictionary<DeadLetterReason, int>> CountByReason(CancellationToken ct) =>
        await db.DeadLetters.GroupBy(d => d.Reason).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
}
