using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Undecided passages, dead letters, the keys of both and of cases, and the number of anonymous facts.</summary>
internal sealed class HeldCheck(CentralDb db, Vault vault, MessageCheck messages, ProofReport report)
{
    public async Task Run(CancellationToken ct)
    {
        foreach (var row in await db.Undecided.AsNoTracking().ToListAsync(ct))
            await Undecided(row, ct);
        foreach (var letter in await db.DeadLetters.AsNoTracking().ToListAsync(ct))
            await Letter(letter, ct);
        await Keys(ct);
        await Facts(ct);
    }

    private async Task Undecided(UndecidedPassage row, CancellationToken ct)
    {
        string where = $"undecided passage {row.Id}";
        report.Count("undecided passages");
        if (await vault.Find(db, row.Id, ct) is not { } cipher)
        {
            report.Wrong(where, "its key is gone");
            return;
        }

        var stored = StoredJson.Read<JudgedPassage>(cipher.Open(row.Sealed, UndecidedPassage.Place(row.Id)));
        var message = await messages.Run(stored, row.Camera, row.Chain, row.Seq, where, ct);
        report.Unless(message.Id == row.Id && Clock.Same(message.SeenFrom, row.SeenFrom) && row.Zone == stored.Verdict.Camera.Zone && row.Reason == stored.Verdict.Reason, where, "its row does not say what its message says");
    }

    private async Task Letter(DeadLetter letter, CancellationToken ct)
    {
        string where = $"dead letter {letter.Id}";
        report.Count("dead letters");
        if (letter.Sealed is null)
            return;
        if (await vault.Find(db, letter.Id, ct) is not { } cipher)
            report.Wrong(where, "its key is gone");
        else
            report.Unless(Signing.Hash(cipher.Open(letter.Sealed, DeadLetters.Place(letter.Id))) == letter.Hash && (letter.Envelope is null || DeadLetters.Shown(DeadLetters.Open(letter, cipher)!.Topic) == letter.Topic), where, "its content is not what was received");
    }

    /// <summary>A key without what it opens: its row was taken away by other hands than the program's, which erases both.</summary>
    private async Task Keys(CancellationToken ct)
    {
        var stray = await db.SubjectKeys.AsNoTracking()
            .Where(k => k.Wrapped != null && !db.Cases.Any(c => c.Id == k.Subject) && !db.Undecided.Any(u => u.Id == k.Subject) && !db.DeadLetters.Any(d => d.Id == k.Subject) && !db.Papers.Any(p => p.Id == k.Subject) && !db.SearchNotes.Any(n => n.Id == k.Subject))
            .Select(k => k.Subject).Take(20).ToListAsync(ct);
        foreach (var subject in stray)
            report.Wrong($"key {subject}", "the passage, message or case that it opens is gone");
    }

    private async Task Facts(CancellationToken ct)
    {
        long kept = await db.AnonymousFacts.LongCountAsync(ct);
        long counted = await db.Counters.Where(c => c.Name == Counters.Verdicts).SumAsync(c => c.Value, ct);
        report.Count("anonymous facts", kept);
        report.Unless(kept == counted, "anonymous facts", $"{kept} are kept, {counted} verdicts were counted");
    }
}

/// <summary>Engines keep moments to the microsecond, events to the nanosecond.</summary>
internal static class Clock
{
    internal static bool Same(NodaTime.Instant one, NodaTime.Instant other) => (one > other ? one - other : other - one) < NodaTime.Duration.FromNanoseconds(1_000);
}
