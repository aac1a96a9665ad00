using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Review;

/// <summary>What the officer chooses and affirms when a sanction follows.</summary>
/// <param name="Regime">One of the case's regimes.</param>
/// <param name="Finding">What he affirms of the pictures.</param>
/// <param name="ContradictionExplained">His written reason where make, class or colour contradict the register.</param>
public sealed record ApproveRequest(string Regime, Finding Finding, string? ContradictionExplained = null);

/// <summary>A sanction follows. Needs complete evidence, the plate read by the officer himself, and a day that is not too late.</summary>
public static class Approve
{
    public static Decided Decide(Case current, ReviewSituation situation, ApproveRequest request)
    {
        if (ReviewChecks.CanDecide(current, situation.Officer) is { } refusal)
            return refusal;
        if (situation.Guarded.Brake is { } brake)
            return new SanctionsHalted(brake.Kind, brake.Hits, brake.Band);
        if (current.WarningOnly)
            return new OnlyAWarning();
        if (situation.Today > situation.LegalLastDay)
            return new TooLate(situation.LegalLastDay);
        if (!ReviewChecks.HasRead(current, situation.Officer))
            return new PlateNotRead();
        if (!current.Regimes.Contains(request.Regime))
            return new RegimeNotBroken(current.Regimes);
        if (situation.Completeness.MissingFor(request.Regime) is { Count: > 0 } missing)
            return new EvidenceIncomplete(missing);
        if (ReviewChecks.FindingFault(request.Finding) is { } fault)
            return fault;
        if (situation.Completeness.Contradictions.Count > 0 && string.IsNullOrWhiteSpace(request.ContradictionExplained))
            return new ContradictionUnexplained(situation.Completeness.Contradictions);
        var approved = new CaseApproved(
            situation.Now, situation.Officer.Actor, situation.Officer.OfficerNumber, request.Regime, situation.Completeness.FactCode(request.Regime), request.Finding, request.ContradictionExplained?.Trim());
        string? second = situation.Guarded.SecondPair ?? (situation.Officer.Actor.UserId is { } me && current.SuppliedBy.Contains(me) ? Quality.Guarded.Known : null);
        return second is { } why && current.FirstDecision is null
            ? Decided.As(approved, new SecondPairNeeded(situation.Now, Audit.Actor.System("quality"), why))
            : Decided.As(approved);
    }
}
