using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>What came of something done to a draft. Anything but <see cref="Done"/> changed nothing.</summary>
public enum DeskOutcome
{
    Done,
    NotFound,

    /// <summary>The draft is not where this can be done to it.</summary>
    WrongState,

    /// <summary>Somebody else saved in between.</summary>
    ChangedMeanwhile,

    /// <summary>The document holds mistakes.</summary>
    HasMistakes,

    /// <summary>No number of a traffic order was given.</summary>
    OrderMissing,

    /// <summary>The document rests on another traffic order.</summary>
    OrderDiffers,

    /// <summary>Who asked for publishing cannot decide on it.</summary>
    SamePerson,
    ReasonMissing,
}

/// <summary>Drafting rules and putting them in force: one person writes and asks, another decides. Every step is on record.</summary>
public sealed class PolicyDesk(CentralDb db, PolicyShelf shelf, IClock clock)
{
    private const int LongestReason = 400;

    public Task<List<PolicyDraft>> Open(CancellationToken ct) =>
        db.PolicyDrafts.AsNoTracking().Where(d => d.State == DraftState.Writing || d.State == DraftState.Asked).OrderByDescending(d => d.CreatedAt).ToListAsync(ct);

    public Task<PolicyDraft?> Find(Guid id, CancellationToken ct) => db.PolicyDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct);

    public Task<List<StoredPolicy>> Stored(CancellationToken ct) => db.Policies.AsNoTracking().OrderBy(p => p.Zone).ThenBy(p => p.ValidFrom).ThenBy(p => p.RecordedAt).ToListAsync(ct);

    public async Task<DraftCheck> Check(string yaml, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return DraftCheck.Of(yaml, db.CurrentSite.Value, await Stored(ct), now, DutchTime.Local(now).Date);
    }

    /// <summary>A draft that begins as a stored version, numbered as the next.</summary>
    public async Task<PolicyDraft?> StartFrom(string document, int number, string title, Person by, CancellationToken ct)
    {
        var versions = await db.Policies.AsNoTracking().Where(p => p.DocumentId == document).ToListAsync(ct);
        return versions.Find(p => p.Number == number) is { } from
            ? await Start(StoredPolicies.Numbered(from.Yaml, versions.Max(v => v.Number) + 1), from.VersionName.ToString(), title, by, ct)
            : null;
    }

    public async Task<PolicyDraft> Start(string yaml, string? basedOn, string title, Person by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var draft = new PolicyDraft
        {
            Id = Guid.CreateVersion7(), Title = title, Yaml = yaml, BasedOn = basedOn, State = DraftState.Writing,
            CreatedAt = now, CreatedById = by.Id, CreatedBy = by.Name, ChangedAt = now, ChangedBy = by.Name,
        };
        db.PolicyDrafts.Add(draft);
        Record(by, "policy.draft", draft, basedOn ?? "");
        await db.SaveChangesAsync(ct);
        return draft;
    }

    /// <summary>Saves what was typed, mistakes and all, unless somebody else saved since <paramref name="seen"/>.</summary>
    public Task<DeskOutcome> Save(Guid id, long seen, string title, string yaml, Person by, CancellationToken ct) => Change(id, seen, DraftState.Writing, draft =>
    {
        if (draft.Yaml == yaml && draft.Title == title)
            return DeskOutcome.Done;
        (draft.Yaml, draft.Title, draft.ChangedAt, draft.ChangedBy) = (yaml, title, clock.GetCurrentInstant(), by.Name);
        Record(by, "policy.draft-save", draft, "");
        return DeskOutcome.Done;
    }, ct);

    public async Task<DeskOutcome> Ask(Guid id, long seen, string? trafficOrder, Person by, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } found)
            return DeskOutcome.NotFound;
        var check = await Check(found.Yaml, ct);
        string order = trafficOrder?.Trim() ?? "";
        if (!check.IsGood)
            return DeskOutcome.HasMistakes;
        if (order.Length == 0)
            return DeskOutcome.OrderMissing;
        if (!check.TrafficOrders.Contains(order, StringComparer.OrdinalIgnoreCase))
            return DeskOutcome.OrderDiffers;
        return await Change(id, seen, DraftState.Writing, draft =>
        {
            (draft.State, draft.TrafficOrder, draft.AskedById, draft.AskedBy, draft.AskedAt, draft.Refusal) = (DraftState.Asked, order, by.Id, by.Name, clock.GetCurrentInstant(), null);
            Record(by, "policy.ask", draft, $"traffic order {order}");
            return DeskOutcome.Done;
        }, ct);
    }

    /// <summary>Puts an asked draft in force from its own first day on; it is recorded at this moment.</summary>
    public async Task<DeskOutcome> Approve(Guid id, long seen, Person by, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } found)
            return DeskOutcome.NotFound;
        var now = Instant.FromUnixTimeSeconds(clock.GetCurrentInstant().ToUnixTimeSeconds());
        var check = DraftCheck.Of(found.Yaml, db.CurrentSite.Value, await Stored(ct), now, DutchTime.Local(now).Date);
        if (!check.IsGood)
            return DeskOutcome.HasMistakes;
        var outcome = await Change(id, seen, DraftState.Asked, draft =>
        {
            if (draft.AskedById == by.Id)
                return DeskOutcome.SamePerson;
            db.Policies.Add(Published(draft, check.Document!, by, now));
            (draft.State, draft.DecidedBy, draft.DecidedAt, draft.PublishedAs) = (DraftState.Published, by.Name, now, check.Document!.Version.ToString());
            Record(by, "policy.publish", draft, $"{draft.PublishedAs}, traffic order {draft.TrafficOrder}, asked by {draft.AskedBy}");
            return DeskOutcome.Done;
        }, ct);
        if (outcome == DeskOutcome.Done)
            await shelf.Renew(ct);
        return outcome;
    }

    /// <summary>Hands an asked draft back to its writers, with the reason.</summary>
    public Task<DeskOutcome> Refuse(Guid id, long seen, string? reason, Person by, CancellationToken ct) => Change(id, seen, DraftState.Asked, draft =>
    {
        if (draft.AskedById == by.Id)
            return DeskOutcome.SamePerson;
        if (string.IsNullOrWhiteSpace(reason))
            return DeskOutcome.ReasonMissing;
        string why = Short(reason);
        (draft.State, draft.Refusal, draft.DecidedBy, draft.DecidedAt) = (DraftState.Writing, why, by.Name, clock.GetCurrentInstant());
        Record(by, "policy.refuse", draft, why);
        return DeskOutcome.Done;
    }, ct);

    /// <summary>Takes the question back: the draft can be written on again.</summary>
    public Task<DeskOutcome> TakeBack(Guid id, long seen, Person by, CancellationToken ct) => Move(id, seen, DraftState.Asked, DraftState.Writing, "policy.take-back", by, ct);

    /// <summary>Puts a draft away; <see cref="Restore"/> undoes it.</summary>
    public Task<DeskOutcome> Withdraw(Guid id, long seen, Person by, CancellationToken ct) => Move(id, seen, DraftState.Writing, DraftState.Withdrawn, "policy.withdraw", by, ct);

    public Task<DeskOutcome> Restore(Guid id, long seen, Person by, CancellationToken ct) => Move(id, seen, DraftState.Withdrawn, DraftState.Writing, "policy.restore", by, ct);

    private Task<DeskOutcome> Move(Guid id, long seen, DraftState from, DraftState to, string action, Person by, CancellationToken ct) => Change(id, seen, from, draft =>
    {
        draft.State = to;
        Record(by, action, draft, "");
        return DeskOutcome.Done;
    }, ct);

    private async Task<DeskOutcome> Change(Guid id, long seen, DraftState expected, Func<PolicyDraft, DeskOutcome> change, CancellationToken ct)
    {
        if (await db.PolicyDrafts.FirstOrDefaultAsync(d => d.Id == id, ct) is not { } draft)
            return DeskOutcome.NotFound;
        if (draft.State != expected)
            return DeskOutcome.WrongState;
        if (draft.Version != seen)
            return DeskOutcome.ChangedMeanwhile;
        if (change(draft) is var outcome && outcome != DeskOutcome.Done)
            return outcome;
        try
        {
            await db.SaveChangesAsync(ct);
            return DeskOutcome.Done;
        }
        catch (DbUpdateException)
        {
            // Another process was first: with the draft itself, or with the same version of the document.
            db.ChangeTracker.Clear();
            return DeskOutcome.ChangedMeanwhile;
        }
    }

    private static StoredPolicy Published(PolicyDraft draft, PolicyDocument document, Person by, Instant now)
    {
        string yaml = StoredPolicies.RecordedAt(draft.Yaml, now);
        return new StoredPolicy
        {
            Id = Guid.CreateVersion7(), DocumentId = document.Version.Id, Number = document.Version.Number, Zone = document.Zone.Text,
            ValidFrom = document.Valid.From, ValidUntil = document.Valid.Until, RecordedAt = now, StoredAt = now, Yaml = yaml, Origin = PolicyOrigin.Published,
            FileName = document.Version.ToString(), DraftedBy = draft.CreatedBy, AskedBy = draft.AskedBy, PublishedBy = by.Name, TrafficOrder = draft.TrafficOrder, DraftId = draft.Id,
        };
    }

    private void Record(Person by, string action, PolicyDraft draft, string reason) =>
        AuditTrail.Record(db, by.Actor, action, $"policy-draft:{draft.Id}", Short(reason), clock.GetCurrentInstant());

    private static string Short(string text) => text.Trim() is { Length: > LongestReason } longer ? longer[..LongestReason] : text.Trim();
}
