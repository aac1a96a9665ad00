using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Retention;

/// <summary>
/// A flood of bad messages must not fill the disk: of each site so many refused messages are kept, and the oldest go first. What went is
/// counted at once, and told in a record of erasure once an hour.
/// </summary>
public sealed class DeadLetterLimit(CentralDbs databases, CentralOptions options, IClock clock)
{
    private const int AtOnce = 500;
    private static readonly Duration RecordEvery = Duration.FromHours(1);

    /// <returns>How many went.</returns>
    public async Task<int> Run(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        int dropped = 0;
        for (int over = await Over(db, ct); over > 0; over -= AtOnce)
            dropped += await Drop(db, Math.Min(over, AtOnce), ct);
        await Record(db, ct);
        if (dropped > 0)
            await LeftBehind.Sweep(db, ct);
        return dropped;
    }

    private async Task<int> Over(CentralDb db, CancellationToken ct) => await db.DeadLetters.CountAsync(ct) - options.DeadLetters.MostKept;

    private static async Task<int> Drop(CentralDb db, int count, CancellationToken ct)
    {
        Guid[] oldest = [.. await db.DeadLetters.OrderBy(d => d.ReceivedAt).ThenBy(d => d.Id).Take(count).Select(d => d.Id).ToListAsync(ct)];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // An operator may have offered one again in between: only what goes here is counted.
        int gone = await db.DeadLetters.Where(d => oldest.Contains(d.Id)).ExecuteDeleteAsync(ct);
        await db.SubjectKeys.Where(k => oldest.Contains(k.Subject)).ExecuteDeleteAsync(ct);
        var tally = new Tally();
        tally.Add(Counters.DeadLettersDropped, "", gone);
        await tally.Save(db, ct);
        await transaction.CommitAsync(ct);
        return gone;
    }

    /// <summary>Not a record for each second of a flood: they would fill the disk instead.</summary>
    private async Task Record(CentralDb db, CancellationToken ct)
    {
        long dropped = await db.Counters.Where(c => c.Name == Counters.DeadLettersDropped).SumAsync(c => c.Value, ct);
        if (dropped == 0)
            return;
        var records = db.Erasures.Where(e => e.Kind == Erasure.DeadLettersOver);
        long told = await records.SumAsync(e => (long)e.Count, ct);
        var now = clock.GetCurrentInstant();
        if (dropped <= told || await records.AnyAsync(e => e.At > now - RecordEvery, ct))
            return;
        Erasure.Record(db, Erasure.DeadLettersOver, (int)Math.Min(dropped - told, int.MaxValue), $"more than {options.DeadLetters.MostKept} were kept: the oldest went", now);
        await db.SaveChangesAsync(ct);
    }
}
