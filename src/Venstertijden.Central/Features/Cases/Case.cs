using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Central.Features.Cases;

/// <summary>A case as its events make it. Immutable; <see cref="Apply"/> gives the next.</summary>
public sealed record Case
{
    public required CaseState State { get; init; }
    public required string Zone { get; init; }

    /// <summary>The plate that counts: the machine's read, or what an officer corrected it to. Without dashes.</summary>
    public required string Plate { get; init; }

    public required string MachinePlate { get; init; }
    public required string Country { get; init; }

    /// <summary>Broken regimes joined by <c>+</c>, the one to send first in front.</summary>
    public required string Offence { get; init; }

    public required string Reason { get; init; }
    public required bool WarningOnly { get; init; }
    public required Instant? SettlesAt { get; init; }
    public ImmutableList<PassageJoined> Passages { get; init; } = [];
    public ImmutableList<EvidenceReceived> Pictures { get; init; } = [];

    /// <summary>Who read the plate blind and typed the plate that counts.</summary>
    public ImmutableHashSet<Guid> ReadBy { get; init; } = [];

    /// <summary>Who added what the passage lacked, before it became a case: his reading is not blind.</summary>
    public ImmutableHashSet<Guid> SuppliedBy { get; init; } = [];

    /// <summary>The officer who asked for a second opinion, which he cannot give himself.</summary>
    public Guid? SecondOpinionAskedBy { get; init; }

    /// <summary>The decision that stands: approved, rejected or warning.</summary>
    public CaseEvent? Decision { get; init; }

    /// <summary>Local date on which the sanction went to the person, by the fining body's word; null while it has not.</summary>
    public LocalDate? SentOn { get; init; }

    /// <summary>What the first of two officers decided; the second judges without seeing it. Null when one officer is enough.</summary>
    public CaseEvent? FirstDecision { get; init; }

    /// <summary>Where the case goes back to when the decision is undone.</summary>
    public CaseState BeforeDecision { get; init; }

    /// <summary>Where the case goes back to when the prosecutor leaves the sanction as it was.</summary>
    public CaseState BeforeWithdrawal { get; init; }

    /// <summary>The regimes that an officer can choose from.</summary>
    public IReadOnlyList<string> Regimes => Offence.Split('+', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="InvalidDataException">The events are those of no case.</exception>
    public static Case Fold(IEnumerable<CaseEvent> events)
    {
        Case? current = null;
        foreach (var happened in events)
            current = current is null ? Start(happened) : current.Apply(happened);
        return current ?? throw new InvalidDataException("A case has at least one event.");
    }

    public static Case Start(CaseEvent first) => first is CaseOpened opened
        ? new Case
        {
            State = opened.SettlesAt is null ? CaseState.New : CaseState.Settling,
            Zone = opened.Zone,
            Plate = opened.Plate,
            MachinePlate = opened.Plate,
            Country = opened.Country,
            Offence = opened.Offence,
            Reason = opened.Reason,
            WarningOnly = opened.WarningOnly,
            SettlesAt = opened.SettlesAt,
        }
        : throw new InvalidDataException($"A case begins with case-opened, not {first.Kind}.");

    /// <summary>Facts are not argued with: which event may follow which is decided before, in <see cref="CaseMoves"/> and Review.</summary>
    public Case Apply(CaseEvent happened) => happened switch
    {
        PassageJoined e => this with { Passages = Passages.Add(e), WarningOnly = WarningOnly && e.Verdict != "suspected" },
        EvidenceRequested => this with { State = State is CaseState.New or CaseState.Settling or CaseState.Ready ? CaseState.AwaitingEvidence : State },
        EvidenceReceived e => this with { Pictures = Pictures.Add(e) },
        CaseReady => this with { State = CaseState.Ready },
        PlateRead { Equal: true, By.UserId: { } reader } => this with { ReadBy = ReadBy.Add(reader) },
        PlateRead => this,
        FactsSupplied e => this with { SuppliedBy = SuppliedBy.Union(e.Facts.Select(f => f.By).Append(e.By).Append(e.Read?.By ?? e.By).Select(a => a.UserId).OfType<Guid>()) },
        PlateCorrected e => this with { Plate = e.To, Offence = e.Offence, Reason = e.Reason, ReadBy = e.By.UserId is { } corrector ? [corrector] : [], FirstDecision = null },
        SecondOpinionAsked e => this with { State = CaseState.SecondOpinion, SecondOpinionAskedBy = e.By.UserId },
        CaseApproved => Decided(happened, CaseState.Approved),
        CaseRejected => Decided(happened, CaseState.Rejected),
        WarningDecided => Decided(happened, CaseState.WarningLetter),
        SecondPairNeeded => this with { State = CaseState.Ready, FirstDecision = Decision, Decision = null },
        // The second decision taken back leaves the first; the first taken back leaves none.
        DecisionUndone => this with { State = BeforeDecision, Decision = null, FirstDecision = Decision is null ? null : FirstDecision },
        CaseLapsed => this with { State = CaseState.Lapsed },
        CaseRejudged e => this with
        {
            Offence = e.Offence, Reason = e.Reason, WarningOnly = e.WarningOnly,
            State = CaseMoves.DecidedUnsent.Contains(State) ? CaseState.Ready : State, Decision = CaseMoves.DecidedUnsent.Contains(State) ? null : Decision, FirstDecision = null,
        },
        LetterMade { LetterKind: "warning" } or WarningCovered => this with { State = CaseState.Closed },
        LetterMade => this,
        WithdrawalRequested => this with { State = CaseState.WithdrawalRequested, BeforeWithdrawal = State },
        CaseWithdrawn => this with { State = CaseState.Withdrawn },
        // An answer of the fining body may have come in the meantime.
        WithdrawalRefused => this with { State = BeforeWithdrawal == CaseState.Exported && SentOn is not null ? CaseState.Accepted : BeforeWithdrawal },
        AppealFiled e => this with { State = Data.Kebab.Value<CaseState>("appeal-" + e.Stage) },
        AppealDecided e => this with { State = Data.Kebab.Value<CaseState>(e.Outcome) },
        RepeatWaits => this with { State = CaseState.RepeatPending },
        RepeatOver => this with { State = CaseState.Ready },
        CaseExported => this with { State = CaseState.Exported },
        // Withdrawn while it was under way: that stands, whatever the answer.
        CaseAccepted e => this with { State = State == CaseState.Exported ? CaseState.Accepted : State, SentOn = e.SentOn },
        // Of a case that the city asks back nothing is left to withdraw: no sanction was laid.
        CaseRefused => this with { State = State switch { CaseState.Exported => CaseState.Refused, CaseState.WithdrawalRequested => CaseState.Closed, _ => State } },
        CaseReopened => this with { State = CaseState.Ready, Decision = null, FirstDecision = null, ReadBy = [] },
        CaseClosed => this with { State = CaseState.Closed },
        PersonCommented => this,
        _ => throw new InvalidDataException($"{happened.Kind} cannot follow the opening of a case."),
    };

    private Case Decided(CaseEvent decision, CaseState state) => this with { State = state, Decision = decision, BeforeDecision = State };
}

/// <summary>Which states may follow which (design section 7), for the page, the tests and the diagram.</summary>
public static class CaseMoves
{
    /// <summary>Sent: only the city's own withdrawal, or a judge, takes it back.</summary>
    public static IReadOnlyList<CaseState> Sent { get; } =
        [CaseState.Exported, CaseState.Accepted, CaseState.AppealProsecutor, CaseState.AppealCourt, CaseState.AppealHighCourt, CaseState.Upheld, CaseState.Amended];

    private static readonly Dictionary<CaseState, CaseState[]> Next = new()
    {
        [CaseState.New] = [CaseState.Settling, CaseState.AwaitingEvidence, CaseState.Lapsed],
        [CaseState.Settling] = [CaseState.AwaitingEvidence, CaseState.Lapsed],
        [CaseState.AwaitingEvidence] = [CaseState.Ready, CaseState.Lapsed],
        [CaseState.Ready] = [CaseState.AwaitingEvidence, CaseState.RepeatPending, CaseState.Approved, CaseState.Rejected, CaseState.SecondOpinion, CaseState.WarningLetter, CaseState.Lapsed],
        [CaseState.RepeatPending] = [CaseState.Ready, CaseState.Lapsed],
        [CaseState.SecondOpinion] = [CaseState.Approved, CaseState.Rejected, CaseState.WarningLetter, CaseState.Lapsed],
        [CaseState.Approved] = [CaseState.Ready, CaseState.SecondOpinion, CaseState.Exported, CaseState.Lapsed],
        [CaseState.Rejected] = [CaseState.Ready, CaseState.SecondOpinion, CaseState.Closed],
        [CaseState.WarningLetter] = [CaseState.Ready, CaseState.SecondOpinion, CaseState.Closed, CaseState.Lapsed],
        [CaseState.Exported] = [CaseState.Accepted, CaseState.Refused, CaseState.WithdrawalRequested],
        [CaseState.Accepted] = [CaseState.AppealProsecutor, CaseState.WithdrawalRequested, CaseState.Closed],
        [CaseState.Refused] = [CaseState.Ready, CaseState.Closed, CaseState.Lapsed],
        [CaseState.AppealProsecutor] = [CaseState.AppealCourt, CaseState.Upheld, CaseState.Amended, CaseState.Annulled, CaseState.WithdrawalRequested],
        [CaseState.AppealCourt] = [CaseState.AppealHighCourt, CaseState.Upheld, CaseState.Amended, CaseState.Annulled, CaseState.WithdrawalRequested],
        [CaseState.AppealHighCourt] = [CaseState.Upheld, CaseState.Amended, CaseState.Annulled, CaseState.WithdrawalRequested],
        [CaseState.Upheld] = [CaseState.AppealCourt, CaseState.AppealHighCourt, CaseState.WithdrawalRequested, CaseState.Closed],
        [CaseState.Amended] = [CaseState.AppealCourt, CaseState.AppealHighCourt, CaseState.WithdrawalRequested, CaseState.Closed],
        [CaseState.Annulled] = [CaseState.Closed],
        [CaseState.WithdrawalRequested] = [CaseState.Withdrawn, .. Sent, CaseState.Closed],
        [CaseState.Withdrawn] = [CaseState.Closed],
        [CaseState.Lapsed] = [],
        // Only of a case that was sent: a paid sanction is refunded.
        [CaseState.Closed] = [CaseState.WithdrawalRequested],
    };

    /// <summary>States in which nobody decided yet: passages of the visit still join, and the case may lapse.</summary>
    public static IReadOnlyList<CaseState> Undecided { get; } =
        [CaseState.New, CaseState.Settling, CaseState.AwaitingEvidence, CaseState.Ready, CaseState.RepeatPending, CaseState.SecondOpinion];

    /// <summary>Decided that something follows, and not sent: a later truth takes it back.</summary>
    public static IReadOnlyList<CaseState> DecidedUnsent { get; } = [CaseState.Approved, CaseState.WarningLetter];

    /// <summary>Nothing is decided or sent any more: what is kept is kept for its term only.</summary>
    public static IReadOnlyList<CaseState> Ended { get; } = [CaseState.Lapsed, CaseState.Rejected, CaseState.Closed, CaseState.WarningLetter, CaseState.Annulled, CaseState.Withdrawn];

    public static bool MayFollow(CaseState from, CaseState to) => Next[from].Contains(to);

    public static IReadOnlyList<CaseState> After(CaseState state) => Next[state];
}
