using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>What came of a comment.</summary>
public enum CommentOutcome
{
    /// <summary>It is in the case.</summary>
    Done,

    /// <summary>Nothing was written.</summary>
    Empty,

    /// <summary>More than <see cref="OwnCaseDesk.MaxText"/> characters.</summary>
    TooLong,

    /// <summary>There are <see cref="OwnCaseDesk.MostComments"/>.</summary>
    TooMany,

    /// <summary>The case is gone, or changed at the same moment time and again.</summary>
    NotNow,
}

/// <summary>Comments of the person concerned, and a new code by an officer. Each is one save with its audit row.</summary>
public sealed class OwnCaseDesk(CentralDb db, Vault vault, OwnCaseDoor door, IClock clock)
{
    /// <summary>Most characters of a comment.</summary>
    public const int MaxText = 2_000;

    /// <summary>Most comments on a case: who has more to say writes a letter.</summary>
    public const int MostComments = 20;

    private const int Attempts = 3;

    private static readonly CaseState[] NotYet = [.. CaseMoves.Undecided, CaseState.Approved, CaseState.Rejected, CaseState.WarningLetter, CaseState.Refused, CaseState.Lapsed];

    /// <summary>A code is for a case about which something went to the person: before that he knows of none, and the officer still judges.</summary>
    public static bool MayHaveCode(CaseRow row) => row.ErasedAt is null && !NotYet.Contains(row.State);

    /// <summary>The code's row; null when there never was one.</summary>
    public Task<OwnCaseKey?> Find(Guid id, CancellationToken ct) => db.OwnCaseKeys.AsNoTracking().FirstOrDefaultAsync(k => k.CaseId == id, ct);

    /// <summary>Cases with comments that nobody has marked as read, the longest waiting first.</summary>
    public async Task<IReadOnlyList<OwnCaseKey>> Unread(CancellationToken ct) =>
        await db.OwnCaseKeys.AsNoTracking().Where(k => k.Unread > 0).OrderBy(k => k.LastCommentAt).Take(200).ToListAsync(ct);

    /// <summary>How many those are.</summary>
    public Task<int> CountUnread(CancellationToken ct) => db.OwnCaseKeys.CountAsync(k => k.Unread > 0, ct);

    /// <summary>Makes a new code; null when the case may have none (any more).</summary>
    public async Task<string?> NewCode(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row || !MayHaveCode(row))
            return null;
        string code = await door.NewCode(row, actor, ct);
        await db.SaveChangesAsync(ct);
        return code;
    }

    /// <summary>Adds a comment to the case.</summary>
    public async Task<CommentOutcome> Comment(Guid id, string? typed, CancellationToken ct)
    {
        string text = (typed ?? "").ReplaceLineEndings("\n").Trim();
        if (text.Length == 0)
            return CommentOutcome.Empty;
        if (text.Length > MaxText)
            return CommentOutcome.TooLong;
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await CaseFile.Open(db, vault, id, ct) is not { } file || await db.OwnCaseKeys.FirstOrDefaultAsync(k => k.CaseId == id, ct) is not { } key)
                return CommentOutcome.NotNow;
            if (file.Events.OfType<PersonCommented>().Count() >= MostComments)
                return CommentOutcome.TooMany;
            var now = clock.GetCurrentInstant();
            file.Append(new PersonCommented(now, OwnCaseSession.Actor, text));
            (key.Unread, key.LastCommentAt) = (key.Unread + 1, now);
            AuditTrail.Record(db, OwnCaseSession.Actor, "own-case.comment", $"case:{file.Row.Number}", "", now);
            try
            {
                await db.SaveChangesAsync(ct);
                return CommentOutcome.Done;
            }
            catch (DbUpdateException)
            {
                // Somebody else worked on the case at this moment: once more, on what is there now.
                db.ChangeTracker.Clear();
            }
        }

        return CommentOutcome.NotNow;
    }

    /// <summary>An officer has read the comments that were there when his page was drawn; later ones stay unread.</summary>
    public async Task MarkRead(Guid id, int seen, Actor actor, CancellationToken ct)
    {
        if (await db.OwnCaseKeys.FirstOrDefaultAsync(k => k.CaseId == id, ct) is not { Unread: > 0 } key)
            return;
        key.Unread = Math.Max(0, key.Unread - seen);
        AuditTrail.Record(db, actor, "own-case.comments-read", $"case:{key.CaseNumber}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
    }
}
