using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>An approved case before it goes: why it stays, or what it would go with. It names no plate.</summary>
/// <param name="Row">The case.</param>
/// <param name="Tariff">Fact code and amount; null when there is none.</param>
/// <param name="Holds">Empty when it may go.</param>
/// <param name="Missing">Red lines of its completeness list.</param>
public sealed record ProposedCase(CaseRow Row, Tariff? Tariff, IReadOnlyList<Hold> Holds, IReadOnlyList<string> Missing)
{
    public bool MayGo => Holds.Count == 0;
}

/// <summary>The approved cases, looked at just now.</summary>
/// <param name="Cases">Those whose legal last day comes first in front.</param>
/// <param name="Beyond">Approved cases that were not looked at this time.</param>
public sealed record Proposal(IReadOnlyList<ProposedCase> Cases, int Beyond)
{
    public IReadOnlyList<ProposedCase> Going => [.. Cases.Where(c => c.MayGo)];
    public IReadOnlyList<ProposedCase> Held => [.. Cases.Where(c => !c.MayGo)];
    public decimal AmountEuro => Going.Sum(c => c.Tariff!.AmountEuro.Value);

    /// <summary>Another text for other cases: who makes the batch has seen these.</summary>
    public string Mark => Signing.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Going.Select(c => $"{c.Row.Id} {c.Row.Version}"))));
}

/// <summary>What came of making a batch.</summary>
public enum BatchOutcome
{
    Made,

    /// <summary>Other cases would go than were shown, or one of them changed at this moment.</summary>
    Changed,

    /// <summary>No case may go.</summary>
    Nothing,
}

/// <summary>
/// Makes batches. All of it is one save: the batch, the event of each case with the very text that goes, the audit entry. From then on the batch is sent until it
/// arrived (<see cref="Deliveries"/>), with the same bytes each time.
/// </summary>
public sealed class DeliveryDesk(
    CentralDb db, Vault vault, CaseLibrary library, CaseExplanation explanation, Recheck recheck, FactsLoader facts, CentralKey key, IClock clock)
{
    /// <summary>Cases in one batch at most.</summary>
    public const int MostCases = 200;

    /// <summary>Looks at every approved case: may it go?</summary>
    public async Task<Proposal> Propose(CancellationToken ct)
    {
        var looked = await Look(ct);
        int all = await db.Cases.CountAsync(c => c.State == CaseState.Approved, ct);
        return new Proposal([.. looked.Select(l => l.Proposed)], Math.Max(0, all - looked.Count));
    }

    /// <summary>Binds the cases that may go to a new batch.</summary>
    /// <param name="seen"><see cref="Proposal.Mark"/> of what was shown.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="ct">Stops.</param>
    public async Task<(BatchOutcome Outcome, DeliveryBatch? Batch)> Make(string seen, Actor actor, CancellationToken ct)
    {
        var going = (await Look(ct)).Where(l => l.Proposed.MayGo).ToList();
        if (going.Count == 0)
            return (BatchOutcome.Nothing, null);
        if (new Proposal([.. going.Select(g => g.Proposed)], 0).Mark != seen)
            return (BatchOutcome.Changed, null);
        var now = clock.GetCurrentInstant();
        string year = DutchTime.Local(now).Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string number = $"{year}-{await Counters.Add(db, DeliveryBatch.NumberCounter, year, 1, ct):000000}";
        var id = Guid.CreateVersion7();
        var cases = new List<CaseInBatch>();
        foreach (var (proposed, view, file) in going)
        {
            var one = new CaseInBatch(view.Row.Number, await Content(view, number, proposed.Tariff!, ct));
            cases.Add(one);
            file.Append(new CaseExported(now, actor, number, one.Content));
            db.DeliveryItems.Add(new DeliveryItem
            {
                BatchId = id, CaseId = view.Row.Id, CaseNumber = view.Row.Number, FactCode = proposed.Tariff!.FactCode.Value, AmountCents = CaseContent.Cents(proposed.Tariff.AmountEuro.Value), ContentHash = one.Hash,
            });
        }

        long cents = going.Sum(g => CaseContent.Cents(g.Proposed.Tariff!.AmountEuro.Value));
        byte[] list = System.Text.Encoding.UTF8.GetBytes(BatchPackage.WriteList(number, db.CurrentSite, now, cents, cases));
        var batch = new DeliveryBatch
        {
            Id = id, Number = number, MadeAt = now, MadeBy = actor.Name, Cases = cases.Count, AmountCents = cents, ListHash = Signing.Hash(list), Signature = key.Sign(list), KeyId = key.KeyId,
        };
        db.DeliveryBatches.Add(batch);
        AuditTrail.Record(db, actor, "delivery.make", $"batch:{number}", $"{cases.Count} cases, {batch.ListHash}", now);
        try
        {
            await db.SaveChangesAsync(ct);
            return (BatchOutcome.Made, batch);
        }
        catch (DbUpdateException)
        {
            // Somebody undid one of them, or made a batch at this moment: nothing of this one is kept.
            db.ChangeTracker.Clear();
            return (BatchOutcome.Changed, null);
        }
    }

    private async Task<List<(ProposedCase Proposed, CaseView View, CaseFile File)>> Look(CancellationToken ct)
    {
        var ids = await db.Cases.Where(c => c.State == CaseState.Approved).OrderBy(c => c.LegalLastDay).ThenBy(c => c.Number).Select(c => c.Id).Take(MostCases).ToListAsync(ct);
        var result = new List<(ProposedCase, CaseView, CaseFile)>();
        foreach (var id in ids)
        {
            if (await CaseFile.Open(db, vault, id, ct) is not { Case.Decision: CaseApproved } file)
                continue;
            var view = await library.View(file, ct);
            result.Add((await Look(view, ct), view, file));
        }

        return result;
    }

    private async Task<ProposedCase> Look(CaseView view, CancellationToken ct)
    {
        var approved = (CaseApproved)view.Case.Decision!;
        var now = clock.GetCurrentInstant();
        var regime = Kebab.Value<Regime>(approved.Regime);
        var tariff = view.DecidedTariff;
        var fetched = facts.Latest(db.CurrentSite).ExemptionList?.RetrievedAt;
        var (answer, _) = await Repeats.Ask(db, view.Row, view.Document, ct);
        var missing = view.Completeness.MissingFor(approved.Regime);
        var holds = SendCheck.Of(new SendSituation(
            approved, tariff, missing, await SaysSomethingElse(view.Row.Id, ct), now - fetched, view.Document?.Terms(regime)?.ListFreshness.Value ?? Duration.Zero, answer,
            await FloodBrake.Over(db, view.Row.Camera, view.Row.PlateIndex, ct) is not null, view.Row.LegalLastDay, DutchTime.Local(now).Date));
        return new ProposedCase(view.Row, tariff, holds, missing);
    }

    /// <summary>Unless an officer has answered that nothing follows from it.</summary>
    private async Task<bool> SaysSomethingElse(Guid id, CancellationToken ct)
    {
        if (await recheck.Ask(db.CurrentSite, id, ct) is not { } finding)
            return false;
        string after = LateFinding.Said(finding.After);
        return !await db.LateTruths.AnyAsync(l => l.CaseId == id && l.Status == LateStatus.Dismissed && l.After == after, ct);
    }

    private async Task<string> Content(CaseView view, string batch, Tariff tariff, CancellationToken ct)
    {
        var camera = CameraId.Parse(view.Act.Message.Camera);
        string town = await db.Cameras.Where(c => c.Camera == camera).Select(c => c.Place).FirstOrDefaultAsync(ct) ?? "";
        var papers = (await ReadinessFile.Read(db, view.Row.Zone, camera, ct)).About(view.Row.Zone, camera, Kebab.Value<Regime>(((CaseApproved)view.Case.Decision!).Regime)).ToArray();
        string sentence = explanation.Of(view, english: false).Explanation.Sentence;
        return CaseContent.Write(view, batch, tariff, sentence, town, papers);
    }
}
