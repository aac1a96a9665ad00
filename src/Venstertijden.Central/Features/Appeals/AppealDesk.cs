using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Review;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>A request as it came in.</summary>
public sealed record NewRequest(string CaseNumber, AppealStage Stage, string Reference, LocalDate ReceivedOn, LocalDate DueOn, LocalDate? HearingOn);

/// <summary>What came of a step. Each is a sentence on the page, under its kebab-case name.</summary>
public enum AppealStep
{
    Done,

    /// <summary>There is no case of that number, or its data was erased.</summary>
    NoCase,

    /// <summary>The case does not stand where this can follow.</summary>
    WrongState,

    /// <summary>Somebody changed it meanwhile.</summary>
    Changed,

    /// <summary>Only a sworn officer signs.</summary>
    NoOfficerNumber,

    /// <summary>There is an outcome already.</summary>
    Decided,
}

/// <summary>Requests of prosecutor and judges, the statements that answer them, and what they decided.</summary>
public sealed class AppealDesk(CentralDb db, Vault vault, CaseLibrary library, StatementValues statements, LetterDesk letters, LetterTemplates templates, IClock clock)
{
    public LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    /// <summary>Requests, those to be answered first, then by due day.</summary>
    public async Task<IReadOnlyList<AppealRequest>> List(CancellationToken ct) =>
        [.. (await db.AppealRequests.AsNoTracking().ToListAsync(ct)).OrderBy(r => r.IsOpen ? 0 : r.Outcome is null ? 1 : 2).ThenBy(r => r.DueOn).ThenBy(r => r.CaseNumber)];

    public Task<AppealRequest?> Find(Guid id, CancellationToken ct) => db.AppealRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    public Task<int> CountOpen(CancellationToken ct) => db.AppealRequests.CountAsync(r => r.Statement == null && r.Outcome == null, ct);

    /// <summary>What became known later and proposes to withdraw this case's sanction.</summary>
    public Task<bool> IsProposedForWithdrawal(Guid id, CancellationToken ct) => db.LateTruths.AnyAsync(l => l.CaseId == id && l.Status == LateStatus.Open && l.Effect == LateEffect.ProposesWithdrawal, ct);

    /// <summary>Enters a request; the first of a stage moves the case to it.</summary>
    public async Task<(AppealStep Step, Guid Id)> Enter(NewRequest request, Actor actor, CancellationToken ct)
    {
        if (await db.Cases.Where(c => c.Number == request.CaseNumber).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct) is not { } id || await CaseFile.Open(db, vault, id, ct) is not { } file)
            return (AppealStep.NoCase, default);
        if (!AppealMoves.MayEnter(file.Row.State, request.Stage))
            return (AppealStep.WrongState, default);
        var now = clock.GetCurrentInstant();
        if (file.Row.State != AppealMoves.StateOf(request.Stage))
            file.Append(new AppealFiled(now, actor, Kebab.Name(request.Stage), request.ReceivedOn, request.Reference));
        var row = new AppealRequest
        {
            Id = Guid.CreateVersion7(), CaseId = id, CaseNumber = file.Row.Number, Stage = request.Stage, Reference = request.Reference, ReceivedOn = request.ReceivedOn, DueOn = request.DueOn, HearingOn = request.HearingOn,
            EnteredAt = now, EnteredBy = actor.Name,
        };
        db.AppealRequests.Add(row);
        AuditTrail.Record(db, actor, "appeal.enter", $"case:{file.Row.Number}", $"{Kebab.Name(request.Stage)} {request.Reference}", now);
        return (await Save(ct), row.Id);
    }

    /// <summary>The statement as it would be, for who is to sign it; null when its case was erased. The look is on record.</summary>
    public async Task<Sheet?> Draft(AppealRequest request, string addition, Officer officer, CancellationToken ct)
    {
        if (await library.Look(request.CaseId, officer.Actor, "appeal", ct) is not { } view)
            return null;
        var (template, _) = await templates.Ready(LetterKind.Statement, ct);
        return template.Fill(await statements.Of(view, request, addition, officer, ct), "");
    }

    /// <summary>Signs the statement: the officer who decided, or a colleague by name. A later statement takes the place of the one before, which stays with the case.</summary>
    public async Task<AppealStep> Sign(Guid id, string addition, Officer officer, CancellationToken ct)
    {
        if (officer.OfficerNumber.Length == 0)
            return AppealStep.NoOfficerNumber;
        if (await db.AppealRequests.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request || await CaseFile.Open(db, vault, request.CaseId, ct) is not { } file)
            return AppealStep.NoCase;
        if (request.Outcome is not null)
            return AppealStep.Decided;
        var filled = await statements.Of(await library.View(file, ct), request, addition, officer, ct);
        var letter = await letters.Add(file, LetterKind.Statement, filled, request.Id, null, officer.Actor, ct);
        (request.Statement, request.SignedAt, request.SignedBy) = (letter.Id, letter.MadeAt, officer.Actor.Name);
        AuditTrail.Record(db, officer.Actor, "appeal.sign", $"case:{request.CaseNumber}", request.Reference, letter.MadeAt);
        return await Save(ct);
    }

    /// <summary>Writes down what was decided.</summary>
    /// <param name="id">The request.</param>
    /// <param name="outcome">What became of the sanction.</param>
    /// <param name="on">Local date of the decision.</param>
    /// <param name="note">Why, or what it became; empty for none.</param>
    /// <param name="isMisread">It was annulled because the plate was another one: the next case of that plate is judged by two officers.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="ct">Stops.</param>
    public async Task<AppealStep> Decide(Guid id, AppealOutcome outcome, LocalDate on, string note, bool isMisread, Actor actor, CancellationToken ct)
    {
        if (await db.AppealRequests.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request || await CaseFile.Open(db, vault, request.CaseId, ct) is not { } file)
            return AppealStep.NoCase;
        if (request.Outcome is not null)
            return AppealStep.Decided;
        if (file.Row.State != AppealMoves.StateOf(request.Stage))
            return AppealStep.WrongState;
        var now = clock.GetCurrentInstant();
        file.Append(new AppealDecided(now, actor, Kebab.Name(request.Stage), Kebab.Name(outcome), on, note));
        (request.Outcome, request.DecidedOn, request.EnteredOutcomeBy) = (outcome, on, actor.Name);
        if (isMisread && outcome == AppealOutcome.Annulled)
            LookAlikePair.Add(db, vault, file.Case.Plate, null, LookAlikePair.Annulled, file.Row.Id, now);
        AuditTrail.Record(db, actor, "appeal.decide", $"case:{request.CaseNumber}", $"{Kebab.Name(request.Stage)} {Kebab.Name(outcome)}", now);
        return await Save(ct);
    }

    /// <summary>Everything for one day of hearings as one document: a list in front, then the statements. Null when there is nothing on that day.</summary>
    public async Task<byte[]?> Hearing(LocalDate day, Actor actor, CancellationToken ct)
    {
        var requests = await db.AppealRequests.AsNoTracking().Where(r => r.HearingOn == day).OrderBy(r => r.CaseNumber).ToListAsync(ct);
        if (requests.Count == 0)
            return null;
        var pages = new List<byte[]> { AccessiblePdf.Write(FrontOf(day, requests), clock.GetCurrentInstant()) };
        foreach (var request in requests)
            if (request.Statement is { } statement && await letters.Open(statement, actor, ct) is { } found)
                pages.Add(found.Pdf);
        return AccessiblePdf.Joined(pages, $"Zitting van {LetterValues.Day(day)}");
    }

    private static Sheet FrontOf(LocalDate day, List<AppealRequest> requests) => new($"Zitting van {LetterValues.Day(day)}",
    [
        new SheetHeading(1, $"Zitting van {LetterValues.Day(day)}"),
        new SheetTable("Zaken", ["Zaak", "Kenmerk", "Bij", "Proces-verbaal"], [.. requests.Select(r => System.Collections.Immutable.ImmutableArray.Create(r.CaseNumber, r.Reference, StatementValues.NameOf(r.Stage), r.SignedBy is null ? "ontbreekt" : $"getekend door {r.SignedBy}"))], [0.2, 0.22, 0.3, 0.28]),
    ]);

    private async Task<AppealStep> Save(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return AppealStep.Done;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return AppealStep.Changed;
        }
    }
}
