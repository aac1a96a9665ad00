using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using PlateRead = Venstertijden.Central.Features.Cases.PlateRead;

namespace Venstertijden.Central.Features.Review;

/// <summary>How far this officer is with this case: decides what the page shows.</summary>
public enum Step
{
    /// <summary>Evidence or settling is waited for; nothing to judge yet.</summary>
    Waiting,

    /// <summary>A colleague has it open.</summary>
    Taken,

    /// <summary>The officer must type what he reads; the machine's read is not shown.</summary>
    BlindRead,

    /// <summary>He has read; he may decide.</summary>
    Decide,

    /// <summary>Decided, or beyond.</summary>
    Decided,
}

/// <summary>One character of the machine's read with its doubt.</summary>
public sealed record ReadCharacter(char Character, double? Confidence);

/// <summary>A case as one officer may see it at this moment.</summary>
public sealed class CaseOnScreen(CaseView view, Judgement judged, Explanation explanation, Officer officer, TakenByColleague? taken, Instant now)
{
    public CaseView View => view;
    public CaseRow Row => view.Row;
    public TakenByColleague? Taken => taken;
    public Instant Now => now;
    public PassageView Act => view.Act;

    public Step Step { get; } = StepOf(view, officer, taken);

    /// <summary>The machine's read and all that follows from it may be on the page.</summary>
    public bool ShowsPlate => Step is Step.Decide or Step.Decided;

    public PlateText Plate { get; } = PlateOf(view.Case.Plate, view.Case.Country);
    public PlateText MachinePlate { get; } = PlateOf(view.Case.MachinePlate, view.Case.Country);

    /// <summary>What this officer typed last; null when he has not.</summary>
    public PlateRead? MyRead { get; } = LastRead(view, officer);

    /// <summary>What he typed, as a plate; null when he has not.</summary>
    public PlateText? Typed => MyRead is { } read ? PlateOf(read.Typed, view.Case.Country) : null;

    /// <summary>He reads what the case says, so a sanction or warning can follow.</summary>
    public bool Agrees => officer.Actor.UserId is { } me && view.Case.ReadBy.Contains(me);

    /// <summary>I added facts to it before it became a case: a colleague judges it as well.</summary>
    public bool SuppliedByMe => officer.Actor.UserId is { } me && view.Case.SuppliedBy.Contains(me);

    public bool AskedByMe => view.Case.State == CaseState.SecondOpinion && view.Case.SecondOpinionAskedBy == officer.Actor.UserId;

    /// <summary>I approved it, and a colleague has to judge it as well.</summary>
    public bool AwaitsColleague => view.Case.Decision is null && view.Case.FirstDecision?.By.UserId is { } first && first == officer.Actor.UserId;

    /// <summary>What happened, without what a second officer must not know.</summary>
    public IReadOnlyList<CaseEvent> History => view.EventsFor(officer.Actor.UserId);

    /// <summary>Plates that may be taken for this one and whose vehicle fits the picture better.</summary>
    public IReadOnlyList<BetterNeighbour> BetterNeighbours { get; init; } = [];

    /// <summary>What became known after it was sent and proposes to take the sanction back; null for nothing.</summary>
    public LateTruth? Late { get; init; }

    /// <summary>There is a way to the register itself.</summary>
    public bool CanAskRegister { get; init; }

    /// <summary>The register itself can be asked for its vehicle: by who has read the plate, and only for a Dutch one.</summary>
    public bool AsksRegister => CanAskRegister && ShowsPlate && Plate.Kenteken is not null;

    public bool DecidedByMe => AwaitsColleague || view.Case.Decision?.By.UserId == officer.Actor.UserId && Row.State is CaseState.Approved or CaseState.Rejected or CaseState.WarningLetter;

    public Explanation Explanation => explanation;

    /// <summary>The register's facts on which the case rests; null when the plate is not in it.</summary>
    public RegisterVehicle? Vehicle => judged.Vehicle;

    /// <summary>What officials added before it became a case, in words.</summary>
    public IReadOnlyList<string> Supplied => judged.Supplied is { } supplied ? [.. Explaining.AccountRows.SuppliedInWords(supplied.Read, supplied.Facts)] : [];

    public IReadOnlyList<string> Cautions => judged.Verdict.Cautions.Code().Split(';', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<ReadCharacter> Characters =>
        view.Act.Message.Plate is { } read ? [.. read.Text.Select((c, i) => new ReadCharacter(c, i < read.Characters.Count ? read.Characters[i] : null))] : [];

    public string? SecondReader => view.Act.Message.Plate?.SecondReader;

    public PictureView? Picture(EvidenceKind kind) =>
        view.Pictures.FirstOrDefault(p => p.PassageId == view.Act.Message.Id && p.Kind == kind && p.ReceivedAt is not null);

    public IEnumerable<PictureView> PicturesOf(PassageView passage) => view.Pictures.Where(p => p.PassageId == passage.Message.Id && p.ReceivedAt is not null);

    public string AddressOf(PictureView picture) => $"/zaak/{Row.Id}/beeld/{picture.Id}";

    /// <summary>Fact code and amount for a regime; null when the policy document names none for this vehicle.</summary>
    public Policy.Documents.Tariff? TariffFor(string regime)
    {
        VehicleCategory? category = VehicleCategories.TryParse(Vehicle?.Category, out var known) ? known : null;
        return view.Document?.TariffFor(regime == Policy.Verdicts.Regime.PedestrianZone.Code() ? Policy.Verdicts.Regime.PedestrianZone : Policy.Verdicts.Regime.ZeroEmissionZone, category);
    }

    private static Step StepOf(CaseView view, Officer officer, TakenByColleague? taken) => view.Row.State switch
    {
        CaseState.New or CaseState.Settling or CaseState.AwaitingEvidence or CaseState.RepeatPending => Step.Waiting,
        CaseState.Ready or CaseState.SecondOpinion when view.Case.FirstDecision?.By.UserId is { } first && first == officer.Actor.UserId && view.Case.Decision is null => Step.Decided,
        CaseState.Ready or CaseState.SecondOpinion when taken is not null => Step.Taken,
        CaseState.Ready or CaseState.SecondOpinion => LastRead(view, officer) is null && !view.Case.ReadBy.Contains(officer.Actor.UserId ?? default) ? Step.BlindRead : Step.Decide,
        _ => Step.Decided,
    };

    private static PlateRead? LastRead(CaseView view, Officer officer) => view.Events.OfType<PlateRead>().LastOrDefault(e => e.By.UserId == officer.Actor.UserId);

    private static PlateText PlateOf(string text, string country)
    {
        _ = CountryCode.TryParse(country, out var code);
        return PlateText.TryParse(text, code, out var plate) ? plate : default;
    }
}
