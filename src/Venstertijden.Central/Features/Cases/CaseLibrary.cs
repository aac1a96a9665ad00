using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Review;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Cases;

/// <summary>A passage of a case in clear.</summary>
public sealed record PassageView(JudgedPassage Stored, PassageMessage Message, string CameraName, string Street)
{
    public VerdictRecord Verdict => Stored.Verdict;
}

/// <summary>A picture of a case; its content comes from <see cref="EvidenceStore"/>.</summary>
public sealed record PictureView(Guid Id, Guid PassageId, EvidenceKind Kind, string MediaType, long Bytes, string Sha256, Instant? ReceivedAt);

/// <summary>A case in clear, for one who may see it.</summary>
public sealed record CaseView(
    CaseRow Row, Case Case, IReadOnlyList<CaseEvent> Events, IReadOnlyList<PassageView> Passages, IReadOnlyList<PictureView> Pictures,
    Completeness Completeness, PolicyDocument? Document, Deadlines Deadlines)
{
    /// <summary>
    /// What happened, as this person may see it: who judges as the second of two sees neither that a colleague decided, nor what he read.
    /// </summary>
    public IReadOnlyList<CaseEvent> EventsFor(Guid? person)
    {
        if (Case.FirstDecision is not { } first || Case.Decision is not null || first.By.UserId == person)
            return Events;
        return [.. Events.Where(e => e.By.UserId == person || !(e is SecondPairNeeded or CaseApproved or PlateRead or DecisionUndone or CaseRejected or WarningDecided))];
    }

    /// <summary>The passage that a sanction would be about: the first of the visit that breaks a rule.</summary>
    public PassageView Act => Passages.FirstOrDefault(p => p.Verdict.Verdict is "suspected" or "warning") ?? Passages[0];

    /// <summary>The verdict that counts for it: of the plate that an officer read, where he corrected the machine's.</summary>
    public VerdictRecord Verdict => Counting(Events, Act.Verdict);

    /// <summary>Fact code and amount that the approval is about; null when there is none, or the document names none with that code for the vehicle.</summary>
    public Tariff? DecidedTariff =>
        Case.Decision is CaseApproved approved && Document?.TariffFor(Kebab.Value<Regime>(approved.Regime), Category) is { } tariff && tariff.FactCode.Value == approved.FactCode ? tariff : null;

    private VehicleCategory? Category => VehicleCategories.TryParse(Verdict.Vehicle?.Category, out var known) ? known : null;

    internal static VerdictRecord Counting(IReadOnlyList<CaseEvent> events, VerdictRecord ofAct) =>
        events.OfType<PlateCorrected>().LastOrDefault() is { Record: { } record } corrected && ofAct.JudgedAt <= corrected.At ? record : ofAct;
}

/// <summary>Opens cases for reading. Every look is recorded with its purpose (Wpg: logging duty).</summary>
public sealed class CaseLibrary(CentralDb db, Vault vault, LivePolicies policies, IClock clock)
{
    /// <summary>The case in clear; null when there is none of that id here, or its data was erased.</summary>
    public async Task<CaseView?> Look(Guid id, Actor actor, string purpose, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return null;
        var view = await View(file, ct);
        AuditTrail.Record(db, actor, "case.look", $"case:{file.Row.Number}", purpose, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return view;
    }

    /// <summary>Cases of exactly this plate (without dashes), newest first; recorded with its purpose.</summary>
    public async Task<IReadOnlyList<CaseRow>> OfPlate(string plate, Actor actor, string purpose, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate);
        AuditTrail.Record(db, actor, "case.search", $"plate:{index[..12]}", purpose, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return await db.Cases.AsNoTracking().Where(c => c.PlateIndex == index).OrderByDescending(c => c.FirstSeen).Take(200).ToListAsync(ct);
    }

    internal async Task<CaseView> View(CaseFile file, CancellationToken ct)
    {
        var row = file.Row;
        var cameras = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera, ct);
        var passages = new List<PassageView>();
        foreach (var stored in await db.CasePassages.AsNoTracking().Where(p => p.CaseId == row.Id).OrderBy(p => p.SeenFrom).ToListAsync(ct))
        {
            var judged = StoredJson.Read<JudgedPassage>(file.Cipher.Open(stored.Sealed, PassagePlace(stored.Id)));
            var camera = cameras.GetValueOrDefault(stored.Camera);
            passages.Add(new PassageView(judged, judged.ReadPassage(), camera?.DisplayName ?? stored.Camera.Value, camera?.Street ?? ""));
        }

        var pictures = await db.Pictures.AsNoTracking().Where(p => p.CaseId == row.Id).ToListAsync(ct);
        var document = policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen);
        var act = passages.Find(p => p.Verdict.Verdict is "suspected" or "warning") ?? passages[0];
        var there = pictures.Where(p => p.PassageId == act.Message.Id && p.ReceivedAt is not null).Select(p => p.Kind).ToHashSet();
        // As they lie in the database: what was withdrawn a moment ago, at whichever central, counts.
        var papers = await ReadinessFile.Read(db, row.Zone, CameraId.Parse(act.Message.Camera), ct);
        var (local, now) = (DutchTime.Local(act.Message.SeenFrom), clock.GetCurrentInstant());
        return new CaseView(
            row, file.Case, file.Events, passages,
            [.. passages.SelectMany(p => pictures.Where(x => x.PassageId == p.Message.Id).OrderBy(x => x.Kind).Select(x => new PictureView(x.Id, x.PassageId, x.Kind, x.MediaType, x.Bytes, x.Sha256, x.ReceivedAt)))],
            Completeness.Of(
                new PassageEvidence(act.Message, CaseView.Counting(file.Events, act.Verdict), there), document, file.Case.WarningOnly,
                regime => document is null ? default : papers.Of(document, CameraId.Parse(act.Message.Camera), regime, local, now)),
            document,
            new Deadlines(row.ActDate, row.LegalLastDay, row.InternalLastDay));
    }

    internal static string PassagePlace(Guid passage) => $"passage:{passage}";
}
