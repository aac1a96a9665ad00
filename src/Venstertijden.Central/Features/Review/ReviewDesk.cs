using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Review;

/// <summary>What became of a decision: done (no refusal), or why not.</summary>
/// <param name="Refusal">Null when done.</param>
/// <param name="State">Where the case stands now.</param>
/// <param name="Version">To be sent along with the next decision.</param>
public sealed record ReviewOutcome(Refusal? Refusal, CaseState? State, long Version)
{
    public bool IsDone => Refusal is null;
}

/// <summary>
/// The officer's actions: open the case, decide in a pure function, save events, row and audit entry once. A page sends along the
/// version that it showed; who saves second is refused with <see cref="ChangedMeanwhile"/>.
/// </summary>
public sealed class ReviewDesk(CentralDb db, Vault vault, CaseLibrary library, Judge judge, FactsLoader facts, Quality.ReviewGuards guards, IClock clock)
{
    private static readonly Duration TakenFor = Duration.FromMinutes(15);

    /// <summary>Puts the case before this officer for a quarter of an hour; the version stays the one to send along.</summary>
    public async Task<ReviewOutcome> Take(Guid id, Officer officer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row)
            return new ReviewOutcome(new CaseNotFound(), null, 0);
        if (TakenByOther(row, officer, now) is { } refusal)
            return new ReviewOutcome(refusal, row.State, row.Version);
        // It is a colleague's now: who looks back at it does not keep him from it.
        if (row.NotFor is { } notFor && notFor == officer.Actor.UserId)
            return new ReviewOutcome(null, row.State, row.Version);
        (row.TakenBy, row.TakenByName, row.TakenUntil) = (officer.Actor.UserId, officer.Actor.Name, now + TakenFor);
        return await Save(row, ct);
    }

    /// <summary>Lets the case go.</summary>
    public async Task<ReviewOutcome> Release(Guid id, Officer officer, CancellationToken ct)
    {
        if (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row)
            return new ReviewOutcome(new CaseNotFound(), null, 0);
        if (row.TakenBy == officer.Actor.UserId)
            (row.TakenBy, row.TakenByName, row.TakenUntil) = (null, null, null);
        return await Save(row, ct);
    }

    public Task<ReviewOutcome> ReadBlind(Guid id, long version, Officer officer, string typed, CancellationToken ct) =>
        Apply(id, version, officer, "case.read-blind", "", (current, situation) => Review.ReadBlind.Decide(current, situation, typed), ct);

    public Task<ReviewOutcome> Approve(Guid id, long version, Officer officer, ApproveRequest request, CancellationToken ct) =>
        Apply(id, version, officer, "case.approve", request.Regime, (current, situation) => Review.Approve.Decide(current, situation, request), ct);

    public Task<ReviewOutcome> Reject(Guid id, long version, Officer officer, string reasonCode, string? note, CancellationToken ct) =>
        Apply(id, version, officer, "case.reject", reasonCode, (current, situation) => Review.Reject.Decide(current, situation, reasonCode, note), ct);

    public Task<ReviewOutcome> Warn(Guid id, long version, Officer officer, Finding finding, CancellationToken ct) =>
        Apply(id, version, officer, "case.warn", "", (current, situation) => Warning.Decide(current, situation, finding), ct);

    public Task<ReviewOutcome> AskSecondOpinion(Guid id, long version, Officer officer, string why, CancellationToken ct) =>
        Apply(id, version, officer, "case.second-opinion", "", (current, situation) => SecondOpinion.Decide(current, situation, why), ct);

    public Task<ReviewOutcome> Undo(Guid id, long version, Officer officer, string why, CancellationToken ct) =>
        Apply(id, version, officer, "case.undo", "", (current, situation) => Review.Undo.Decide(current, situation, why), ct);

    public Task<ReviewOutcome> Reopen(Guid id, long version, Officer officer, string why, CancellationToken ct) =>
        Apply(id, version, officer, "case.reopen", "", (current, situation) => Review.Reopen.Decide(current, situation, why), ct);

    public Task<ReviewOutcome> CloseRefused(Guid id, long version, Officer officer, CancellationToken ct) =>
        Apply(id, version, officer, "case.close", "refused", (current, situation) => Review.CloseRefused.Decide(current, situation), ct);

    /// <summary>The officer reads another plate than the machine: judged anew under his.</summary>
    public async Task<ReviewOutcome> CorrectPlate(Guid id, long version, Officer officer, string typed, string why, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await Apply(id, version, officer, "case.correct-plate", "", Decide, ct, after: file => file.Row.PlateIndex = vault.PlateIndex(db.CurrentSite, file.Case.Plate));

        Decided Decide(Case current, ReviewSituation situation, CaseView view)
        {
            _ = CountryCode.TryParse(current.Country, out var country);
            if (!PlateText.TryParse(typed, country, out var plate))
                return new NotAPlate(current.Country);
            var act = view.Act;
            var camera = db.Cameras.AsNoTracking().First(c => c.Camera == view.Row.Camera);
            var known = facts.Latest(db.CurrentSite);
            var judged = judge.Passage(act.Message, plate, camera, known, now);
            var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(camera, judged), known, now);
            return Review.CorrectPlate.Decide(
                current, situation, plate.Text, why, new Rejudged(record.Verdict, record.Reason, record.Offence, record));
        }
    }

    private Task<ReviewOutcome> Apply(Guid id, long version, Officer officer, string action, string reason, Func<Case, ReviewSituation, Decided> decide, CancellationToken ct) =>
        Apply(id, version, officer, action, reason, (current, situation, _) => decide(current, situation), ct);

    private async Task<ReviewOutcome> Apply(
        Guid id, long version, Officer officer, string action, string reason, Func<Case, ReviewSituation, CaseView, Decided> decide, CancellationToken ct, Action<CaseFile>? after = null)
    {
        var now = clock.GetCurrentInstant();
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return new ReviewOutcome(new CaseNotFound(), null, 0);
        var row = file.Row;
        if (TakenByOther(row, officer, now) is { } taken)
            return new ReviewOutcome(taken, row.State, row.Version);
        if (row.Version != version)
            return new ReviewOutcome(new ChangedMeanwhile(), row.State, row.Version);
        var view = await library.View(file, ct);
        var situation = new ReviewSituation(officer, now, view.Completeness, row.LegalLastDay, DutchTime.Local(now).Date)
        {
            Guarded = action == "case.approve" ? await guards.Of(row, ct) : new(null, null),
        };
        var decided = decide(file.Case, situation, view);
        if (decided.Refusal is { } refusal)
            return new ReviewOutcome(refusal, row.State, row.Version);
        await ReadTruth.Count(db, view, decided.Events, ct);
        await Quality.LookAlikePair.Learn(db, vault, view, decided.Events, ct);
        foreach (var happened in decided.Events)
            file.Append(happened);
        after?.Invoke(file);
        AuditTrail.Record(db, officer.Actor, action, $"case:{row.Number}", reason, now);
        return await Save(row, ct);
    }

    private static TakenByColleague? TakenByOther(CaseRow row, Officer officer, Instant now) =>
        row.TakenUntil is { } until && until > now && row.TakenBy != officer.Actor.UserId ? new TakenByColleague(row.TakenByName ?? "", until) : null;

    private async Task<ReviewOutcome> Save(CaseRow row, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return new ReviewOutcome(null, row.State, row.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ReviewOutcome(new ChangedMeanwhile(), null, 0);
        }
    }
}
