using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Review;

/// <summary>Who judges: the person, and the number under which he is sworn in (empty when he is not).</summary>
public sealed record Officer(Actor Actor, string OfficerNumber);

/// <summary>What every decision knows besides the case itself.</summary>
/// <param name="Officer">Who decides.</param>
/// <param name="Now">When.</param>
/// <param name="Completeness">The completeness list of the case.</param>
/// <param name="LegalLastDay">Last day on which a decision may be sent.</param>
/// <param name="Today">Local date.</param>
public sealed record ReviewSituation(Officer Officer, Instant Now, Completeness Completeness, LocalDate LegalLastDay, LocalDate Today)
{
    /// <summary>A brake that is on, or why a second officer must judge as well.</summary>
    public Quality.Guarded Guarded { get; init; } = new(null, null);
}

/// <summary>Checks that several decisions share.</summary>
internal static class ReviewChecks
{
    internal static Refusal? CanDecide(Case current, Officer officer)
    {
        if (current.State is not (CaseState.Ready or CaseState.SecondOpinion))
            return new WrongState(current.State);
        if (officer.OfficerNumber.Length == 0)
            return new NoOfficerNumber();
        if (current.FirstDecision?.By.UserId is { } first && first == officer.Actor.UserId)
            return new ColleagueJudges();
        return current.State == CaseState.SecondOpinion && current.SecondOpinionAskedBy == officer.Actor.UserId ? new NotYourOwnSecondOpinion() : null;
    }

    internal static bool HasRead(Case current, Officer officer) => officer.Actor.UserId is { } id && current.ReadBy.Contains(id);

    internal static Refusal? FindingFault(Finding finding)
    {
        var missing = new List<string>();
        if (!finding.PlateReadByMe)
            missing.Add("plate-read-by-me");
        if (!finding.SignSeen)
            missing.Add("sign-seen");
        if (!finding.Driving)
            missing.Add("driving");
        if (!finding.NoLoadingSeen)
            missing.Add("no-loading-seen");
        return missing.Count == 0 ? null : new FindingIncomplete(missing);
    }
}
