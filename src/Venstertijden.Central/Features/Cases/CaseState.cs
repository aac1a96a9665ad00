namespace Venstertijden.Central.Features.Cases;

/// <summary>Where a case stands. The kebab-case names are the labels of the metric <c>vth_cases</c>.</summary>
public enum CaseState
{
    New,
    Settling,
    AwaitingEvidence,
    Ready,

    /// <summary>Waits beside <see cref="Ready"/> for the repeat term after an earlier sanction.</summary>
    RepeatPending,

    Approved,
    Rejected,
    SecondOpinion,
    WarningLetter,
    Exported,
    Accepted,
    Refused,
    AppealProsecutor,
    AppealCourt,
    AppealHighCourt,
    Upheld,
    Amended,
    Annulled,
    Closed,

    /// <summary>Ended without a decision, with the reason in its last event.</summary>
    Lapsed,

    WithdrawalRequested,
    Withdrawn,
}
