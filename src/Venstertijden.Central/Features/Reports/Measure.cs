using System.Collections.Immutable;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Reports;

/// <summary>What is counted. What each is, in plain words, stands on the page under <c>means.</c>.</summary>
public enum Measure
{
    Passages,
    Kept,
    Broken,
    Undecided,
    Flagged,
    NotEnforceable,

    Cases,
    Pending,
    Lapsed,
    Rejected,
    Warned,
    Approved,
    Waiting,
    Refused,
    Sent,
    Unanswered,
    Accepted,
    Stands,
    Contested,
    Upheld,
    Amended,
    WithdrawalAsked,
    Wrong,
    Annulled,
    Withdrawn,

    ToProsecutor,
    ToCourt,
    ToHighCourt,
}

/// <summary>How measures follow from each other, and from what is stored.</summary>
public static class Measures
{
    /// <summary>Of vehicles that passed, by verdict.</summary>
    public static ImmutableArray<Measure> OfPassages { get; } = [Measure.Passages, Measure.Kept, Measure.Broken, Measure.Undecided, Measure.Flagged, Measure.NotEnforceable];

    /// <summary>Of cases, by how they stand now.</summary>
    public static ImmutableArray<Measure> OfCases { get; } = [.. Enum.GetValues<Measure>().Where(m => m >= Measure.Cases)];

    private static readonly Dictionary<Measure, Measure[]> Parts = new()
    {
        [Measure.Passages] = [Measure.Kept, Measure.Broken, Measure.Undecided],
        [Measure.Broken] = [Measure.Flagged, Measure.NotEnforceable],
        [Measure.Cases] = [Measure.Pending, Measure.Lapsed, Measure.Rejected, Measure.Warned, Measure.Approved],
        [Measure.Approved] = [Measure.Waiting, Measure.Refused, Measure.Sent],
        [Measure.Sent] = [Measure.Unanswered, Measure.Accepted],
        [Measure.Accepted] = [Measure.Stands, Measure.Contested, Measure.Upheld, Measure.Amended, Measure.WithdrawalAsked, Measure.Wrong],
        [Measure.Wrong] = [Measure.Annulled, Measure.Withdrawn],
    };

    /// <summary>Measures that add up to this one; empty for one that is counted itself.</summary>
    public static IReadOnlyList<Measure> PartsOf(Measure measure) => Parts.GetValueOrDefault(measure, []);

    /// <summary>The measures that a thing of this one counts in: itself, and each of which it is a part.</summary>
    public static IEnumerable<Measure> WithWholes(Measure measure)
    {
        for (Measure? at = measure; at is { } one; at = Parts.Where(p => p.Value.Contains(one)).Select(p => (Measure?)p.Key).FirstOrDefault())
            yield return one;
    }

    /// <summary>The measure of a verdict's code.</summary>
    public static Measure OfVerdict(string verdict) => verdict switch
    {
        "allowed" => Measure.Kept,
        "undecided" => Measure.Undecided,
        "suspected" or "warning" => Measure.Flagged,
        _ => Measure.NotEnforceable,
    };

    /// <summary>The measure of a case, from what its row still says when its personal data is gone.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="isRejected">It has a reason for rejection.</param>
    /// <param name="isApproved">An officer decided on a sanction.</param>
    /// <param name="isSent">The fining body said that it sent the sanction.</param>
    public static Measure OfCase(CaseState state, bool isRejected, bool isApproved, bool isSent) => state switch
    {
        CaseState.Lapsed => Measure.Lapsed,
        CaseState.Rejected => Measure.Rejected,
        CaseState.WarningLetter => Measure.Warned,
        CaseState.Approved => Measure.Waiting,
        CaseState.Exported => Measure.Unanswered,
        CaseState.Accepted => Measure.Stands,
        CaseState.Refused => Measure.Refused,
        CaseState.AppealProsecutor or CaseState.AppealCourt or CaseState.AppealHighCourt => Measure.Contested,
        CaseState.Upheld => Measure.Upheld,
        CaseState.Amended => Measure.Amended,
        CaseState.Annulled => Measure.Annulled,
        CaseState.WithdrawalRequested => Measure.WithdrawalAsked,
        CaseState.Withdrawn => Measure.Withdrawn,
        CaseState.Closed => isRejected ? Measure.Rejected : !isApproved ? Measure.Warned : isSent ? Measure.Stands : Measure.Refused,
        _ => Measure.Pending,
    };

    /// <summary>The measure of a request that came to that stage.</summary>
    public static Measure OfStage(AppealStage stage) => stage switch
    {
        AppealStage.Prosecutor => Measure.ToProsecutor,
        AppealStage.Court => Measure.ToCourt,
        _ => Measure.ToHighCourt,
    };
}
