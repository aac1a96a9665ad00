using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Review;

/// <summary>A warning letter follows instead of a sanction.</summary>
public static class Warning
{
    public static Decided Decide(Case current, ReviewSituation situation, Finding finding)
    {
        if (ReviewChecks.CanDecide(current, situation.Officer) is { } refusal)
            return refusal;
        if (!ReviewChecks.HasRead(current, situation.Officer))
            return new PlateNotRead();
        return ReviewChecks.FindingFault(finding) is { } fault
            ? fault
            : Decided.As(new WarningDecided(situation.Now, situation.Officer.Actor, situation.Officer.OfficerNumber, finding));
    }
}

/// <summary>A colleague must look; the asker cannot be that colleague.</summary>
public static class SecondOpinion
{
    public static Decided Decide(Case current, ReviewSituation situation, string why)
    {
        if (current.State != CaseState.Ready)
            return new WrongState(current.State);
        return string.IsNullOrWhiteSpace(why) ? new ReasonMissing() : Decided.As(new SecondOpinionAsked(situation.Now, situation.Officer.Actor, why.Trim()));
    }
}

/// <summary>Takes a decision back, until it leaves the house.</summary>
public static class Undo
{
    public static Decided Decide(Case current, ReviewSituation situation, string why)
    {
        // Approved, and a colleague has not judged yet: to him this is no decision that he may know of.
        bool waits = current.Decision is null && current.FirstDecision?.By.UserId == situation.Officer.Actor.UserId && current.State is CaseState.Ready or CaseState.SecondOpinion;
        if (waits && current.FirstDecision is not null)
            return Decided.As(new DecisionUndone(situation.Now, situation.Officer.Actor, why.Trim()));
        if (current.State is not (CaseState.Approved or CaseState.Rejected or CaseState.WarningLetter) || current.Decision is not { } decision)
            return new WrongState(current.State);
        return decision.By.UserId != situation.Officer.Actor.UserId
            ? new NotYourDecision(decision.By.Name)
            : Decided.As(new DecisionUndone(situation.Now, situation.Officer.Actor, why.Trim()));
    }
}

/// <summary>The fining body refused the case: it is judged again, by whoever reads it anew.</summary>
public static class Reopen
{
    public static Decided Decide(Case current, ReviewSituation situation, string why)
    {
        if (current.State != CaseState.Refused)
            return new WrongState(current.State);
        if (situation.Officer.OfficerNumber.Length == 0)
            return new NoOfficerNumber();
        if (situation.Today > situation.LegalLastDay)
            return new TooLate(situation.LegalLastDay);
        return string.IsNullOrWhiteSpace(why) ? new ReasonMissing() : Decided.As(new CaseReopened(situation.Now, situation.Officer.Actor, why.Trim()));
    }
}

/// <summary>The fining body refused the case, and it stays so.</summary>
public static class CloseRefused
{
    public static Decided Decide(Case current, ReviewSituation situation)
    {
        if (current.State != CaseState.Refused)
            return new WrongState(current.State);
        return situation.Officer.OfficerNumber.Length == 0 ? new NoOfficerNumber() : Decided.As(new CaseClosed(situation.Now, situation.Officer.Actor, "refused"));
    }
}

/// <summary>What the rules say of the case under the plate that the officer read.</summary>
/// <param name="Verdict">Verdict code.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="Offence">Offence code; empty when there is none.</param>
/// <param name="Record">The verdict with its grounds, kept in the event.</param>
public sealed record Rejudged(string Verdict, string Reason, string Offence, Matching.VerdictRecord? Record = null)
{
    public bool IsHit => Verdict is "suspected" or "warning";
}

/// <summary>The machine misread: the officer's plate counts from now on, judged anew; without a breach the case lapses.</summary>
public static class CorrectPlate
{
    public static Decided Decide(Case current, ReviewSituation situation, string plate, string why, Rejudged rejudged)
    {
        if (current.State is not (CaseState.Ready or CaseState.SecondOpinion))
            return new WrongState(current.State);
        if (plate == current.Plate)
            return new SamePlate();
        if (string.IsNullOrWhiteSpace(why))
            return new ReasonMissing();
        var corrected = new PlateCorrected(
            situation.Now, situation.Officer.Actor, current.Plate, plate, why.Trim(), rejudged.Verdict, rejudged.Reason, rejudged.IsHit ? rejudged.Offence : current.Offence, rejudged.Record);
        return rejudged.IsHit ? Decided.As(corrected) : Decided.As(corrected, new CaseLapsed(situation.Now, situation.Officer.Actor, "plate-corrected"));
    }
}
