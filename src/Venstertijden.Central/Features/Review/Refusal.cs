using NodaTime;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Review;

/// <summary>Why a decision cannot be taken. A closed family: the page has a text for each, under the record's name.</summary>
public abstract record Refusal
{
    private protected Refusal()
    {
    }
}

/// <summary>No such case in this municipality, or its data was erased.</summary>
public sealed record CaseNotFound : Refusal;

/// <summary>The case stands elsewhere than this decision needs.</summary>
public sealed record WrongState(CaseState State) : Refusal;

/// <summary>A colleague has the case open.</summary>
public sealed record TakenByColleague(string Name, Instant Until) : Refusal;

/// <summary>Somebody saved a change since the page was shown.</summary>
public sealed record ChangedMeanwhile : Refusal;

/// <summary>The officer has not typed the plate that he reads.</summary>
public sealed record PlateNotRead : Refusal;

/// <summary>What was typed is no plate.</summary>
public sealed record NotAPlate(string Country) : Refusal;

/// <summary>Lines of the completeness list that are red.</summary>
public sealed record EvidenceIncomplete(IReadOnlyList<string> Missing) : Refusal;

/// <summary>The officer did not affirm what a sanction needs.</summary>
public sealed record FindingIncomplete(IReadOnlyList<string> Missing) : Refusal;

/// <summary>Make, class or colour contradict the register: a written reason is asked for.</summary>
public sealed record ContradictionUnexplained(IReadOnlyList<string> Cautions) : Refusal;

/// <summary>Only a warning letter may follow here.</summary>
public sealed record OnlyAWarning : Refusal;

/// <summary>That regime is not among those broken.</summary>
public sealed record RegimeNotBroken(IReadOnlyList<string> Expected) : Refusal;

/// <summary>The last day has passed.</summary>
public sealed record TooLate(LocalDate LastDay) : Refusal;

/// <summary>An officer's number is needed under a decision.</summary>
public sealed record NoOfficerNumber : Refusal;

/// <summary>A second opinion is another officer's.</summary>
public sealed record NotYourOwnSecondOpinion : Refusal;

/// <summary>This officer judged it already: now a colleague does.</summary>
public sealed record ColleagueJudges : Refusal;

/// <summary>More cases come than is normal: no sanction until a senior officer has looked.</summary>
public sealed record SanctionsHalted(Quality.BrakeKind Kind, int Hits, int Band) : Refusal;

/// <summary>The reason is none of the list.</summary>
public sealed record UnknownReason(IReadOnlyList<string> Expected) : Refusal;

/// <summary>A written reason is needed here.</summary>
public sealed record ReasonMissing : Refusal;

/// <summary>Only the one who decided can take it back.</summary>
public sealed record NotYourDecision(string Name) : Refusal;

/// <summary>The plate typed is the one that the case already has.</summary>
public sealed record SamePlate : Refusal;

/// <summary>What a decision function gives: events to append, or why not.</summary>
public sealed record Decided(IReadOnlyList<CaseEvent> Events, Refusal? Refusal)
{
    public static Decided As(params CaseEvent[] events) => new(events, null);

    public static Decided Not(Refusal refusal) => new([], refusal);

    public static implicit operator Decided(Refusal refusal) => Not(refusal);
}
