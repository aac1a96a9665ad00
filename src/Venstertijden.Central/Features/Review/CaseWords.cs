using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Review;

/// <summary>How urgent something is: the text (under <c>due.</c>), the number in it, and the tone.</summary>
public sealed record Urgency(string Word, string Number, Tone Tone);

/// <summary>What states and times of a case mean to who reads them.</summary>
public static class CaseWords
{
    private static readonly Duration Soon = Duration.FromHours(24);

    public static Tone ToneOf(CaseState state) => state switch
    {
        CaseState.Ready or CaseState.SecondOpinion => Tone.Info,
        CaseState.Approved or CaseState.Exported or CaseState.Accepted or CaseState.Upheld => Tone.Ok,
        CaseState.Refused or CaseState.Annulled => Tone.Danger,
        CaseState.WarningLetter or CaseState.WithdrawalRequested => Tone.Warning,
        _ => Tone.Neutral,
    };

    /// <summary>Counted in whole hours within two days, then in calendar days.</summary>
    public static Urgency Due(Instant by, Instant now)
    {
        var left = by - now;
        if (left < Duration.Zero) return new Urgency("late", Written.Minute(by), Tone.Danger);
        int days = Period.DaysBetween(DutchTime.Local(now).Date, DutchTime.Local(by).Date);
        if (left <= Duration.FromHours(48))
            return new Urgency(left.TotalHours < 1 ? "now" : left.TotalHours < 2 ? "hour" : "hours", Written.Count((long)left.TotalHours), left <= Soon ? Tone.Warning : Tone.Neutral);
        return new Urgency("days", Written.Count(days), Tone.Neutral);
    }
}
