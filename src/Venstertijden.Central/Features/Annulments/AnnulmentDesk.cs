using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>What came of a step of an annulment. Each is a sentence on the page, under its kebab-case name.</summary>
public enum AnnulmentStep
{
    Done,
    NotFound,

    /// <summary>No case was found: there is nothing to take back.</summary>
    Nothing,

    /// <summary>The list is another than the one that was shown.</summary>
    Changed,

    /// <summary>Who proposed cannot confirm.</summary>
    NotAlone,

    /// <summary>A reason is needed.</summary>
    WhyMissing,

    /// <summary>It was confirmed or cancelled already.</summary>
    TooLate,
}

/// <summary>Proposes, confirms and cancels annulments, and writes the answers down.</summary>
public sealed class AnnulmentDesk(CentralDb db, Vault vault, AnnulmentFinder finder, IClock clock)
{
    public Task<Annulment?> Find(Guid id, CancellationToken ct) => db.Annulments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);

    /// <summary>All of them, newest first, each with the number of its cases per outcome.</summary>
    public async Task<IReadOnlyList<(Annulment Annulment, IReadOnlyDictionary<AnnulmentOutcome, int> Cases)>> List(CancellationToken ct)
    {
        var counts = (await db.AnnulmentCases.GroupBy(c => new { c.AnnulmentId, c.Outcome }).Select(g => new { g.Key.AnnulmentId, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct)).ToLookup(c => c.AnnulmentId);
        return [.. (await db.Annulments.AsNoTracking().OrderByDescending(a => a.ProposedAt).ToListAsync(ct)).Select(a => (a, (IReadOnlyDictionary<AnnulmentOutcome, int>)counts[a.Id].ToDictionary(c => c.Outcome, c => c.Count)))];
    }

    /// <summary>Asked and not answered, over all annulments.</summary>
    public Task<int> CountOpen(CancellationToken ct) => db.AnnulmentCases.CountAsync(c => c.Outcome == AnnulmentOutcome.Requested, ct);

    /// <summary>Proposals that wait for another officer.</summary>
    public Task<int> CountToConfirm(Guid person, CancellationToken ct) => db.Annulments.CountAsync(a => a.ConfirmedAt == null && a.CancelledAt == null && a.ProposedById != person, ct);

    public Task<List<AnnulmentCase>> Cases(Guid id, CancellationToken ct) => db.AnnulmentCases.AsNoTracking().Where(c => c.AnnulmentId == id).OrderBy(c => c.CaseNumber).ToListAsync(ct);

    /// <summary>Proposes to take back what was shown.</summary>
    public async Task<(AnnulmentStep Step, Guid Id)> Propose(AnnulmentGround ground, string why, string? seen, Actor actor, CancellationToken ct)
    {
        if (why.Length is 0 or > Annulment.MaxWhy)
            return (AnnulmentStep.WhyMissing, default);
        var found = await finder.Find(ground, ct);
        if (found.Count == 0)
            return (AnnulmentStep.Nothing, default);
        if (FoundCase.MarkOf(found) != seen)
            return (AnnulmentStep.Changed, default);
        var now = clock.GetCurrentInstant();
        var annulment = new Annulment
        {
            Id = Guid.CreateVersion7(), PaperId = ground.PaperId, CaseNumber = ground.CaseNumber, Zone = ground.Zone, Camera = ground.Camera, Regime = ground.Regime, From = ground.From, LastDay = ground.LastDay,
            Why = why, Mark = seen!, ProposedAt = now, ProposedById = actor.UserId, ProposedBy = actor.Name,
        };
        db.Annulments.Add(annulment);
        AddCases(annulment.Id, found);
        AuditTrail.Record(db, actor, "annulment.propose", $"annulment:{annulment.Id}", $"{found.Count} cases: {why}", now);
        await db.SaveChangesAsync(ct);
        return (AnnulmentStep.Done, annulment.Id);
    }

    /// <summary>A second person confirms what he saw. When the list is another by now it is renewed, and has to be seen again.</summary>
    public async Task<AnnulmentStep> Confirm(Guid id, string? seen, Actor actor, CancellationToken ct)
    {
        if (await db.Annulments.FirstOrDefaultAsync(a => a.Id == id, ct) is not { } annulment)
            return AnnulmentStep.NotFound;
        if (annulment.ConfirmedAt is not null || annulment.CancelledAt is not null)
            return AnnulmentStep.TooLate;
        if (annulment.ProposedById == actor.UserId)
            return AnnulmentStep.NotAlone;
        var found = await finder.Find(annulment.Ground, ct);
        string mark = FoundCase.MarkOf(found);
        if (mark != annulment.Mark)
        {
            db.AnnulmentCases.RemoveRange(await db.AnnulmentCases.Where(c => c.AnnulmentId == id).ToListAsync(ct));
            await db.SaveChangesAsync(ct);
            AddCases(id, found);
            annulment.Mark = mark;
            await db.SaveChangesAsync(ct);
            return AnnulmentStep.Changed;
        }

        if (mark != seen)
            return AnnulmentStep.Changed;
        var now = clock.GetCurrentInstant();
        (annulment.ConfirmedAt, annulment.ConfirmedById, annulment.ConfirmedBy) = (now, actor.UserId, actor.Name);
        AuditTrail.Record(db, actor, "annulment.confirm", $"annulment:{id}", $"{found.Count} cases, proposed by {annulment.ProposedBy}", now);
        return await Save(ct);
    }

    /// <summary>Takes a proposal back before it was confirmed.</summary>
    public async Task<AnnulmentStep> Cancel(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Annulments.FirstOrDefaultAsync(a => a.Id == id, ct) is not { } annulment)
            return AnnulmentStep.NotFound;
        if (annulment.ConfirmedAt is not null || annulment.CancelledAt is not null)
            return AnnulmentStep.TooLate;
        var now = clock.GetCurrentInstant();
        (annulment.CancelledAt, annulment.CancelledBy) = (now, actor.Name);
        AuditTrail.Record(db, actor, "annulment.cancel", $"annulment:{id}", "", now);
        return await Save(ct);
    }

    /// <summary>Writes down what the prosecutor answered for cases that were asked; gives how many.</summary>
    /// <param name="id">The annulment.</param>
    /// <param name="cases">Which of its cases; null for all that are open.</param>
    /// <param name="withdrawn">False when the sanction stays.</param>
    /// <param name="note">Reference of the answer, or why it stays.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="ct">Stops.</param>
    public async Task<int> Answer(Guid id, IReadOnlyCollection<Guid>? cases, bool withdrawn, string note, Actor actor, CancellationToken ct)
    {
        var open = await db.AnnulmentCases.AsNoTracking().Where(c => c.AnnulmentId == id && c.Outcome == AnnulmentOutcome.Requested).Select(c => c.CaseId).ToListAsync(ct);
        int answered = 0;
        foreach (var one in open.Where(c => cases is null || cases.Contains(c)))
        {
            // A save each: a long list that stops goes on where it was.
            var row = await db.AnnulmentCases.FirstAsync(c => c.AnnulmentId == id && c.CaseId == one, ct);
            var now = clock.GetCurrentInstant();
            if (await CaseFile.Open(db, vault, one, ct) is { Row.State: CaseState.WithdrawalRequested } file)
            {
                file.Append(withdrawn ? new CaseWithdrawn(now, actor, note) : new WithdrawalRefused(now, actor, note));
                AuditTrail.Record(db, actor, withdrawn ? "case.withdrawn" : "case.withdrawal-refused", $"case:{file.Row.Number}", note, now);
                row.Outcome = withdrawn ? AnnulmentOutcome.Withdrawn : AnnulmentOutcome.Refused;
            }
            else
            {
                row.Outcome = AnnulmentOutcome.Overtaken;
            }

            (row.DoneAt, row.AnsweredBy, row.Note) = (now, actor.Name, note);
            answered += await Save(ct) == AnnulmentStep.Done ? 1 : 0;
            db.ChangeTracker.Clear();
        }

        return answered;
    }

    private void AddCases(Guid annulment, IReadOnlyList<FoundCase> found) => db.AnnulmentCases.AddRange(found.Select(f => new AnnulmentCase
    {
        AnnulmentId = annulment, CaseId = f.Id, CaseNumber = f.Number, FirstSeen = f.FirstSeen, StateBefore = f.State, Effect = f.Effect, Outcome = AnnulmentOutcome.Pending,
    }));

    private async Task<AnnulmentStep> Save(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return AnnulmentStep.Done;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return AnnulmentStep.TooLate;
        }
    }
}
