using System.Collections.Immutable;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>A passage as it was judged and as it would be judged now.</summary>
/// <param name="Passage">The message's id.</param>
/// <param name="Old">The verdict that stands, with its grounds.</param>
/// <param name="New">The verdict with what is known now.</param>
public sealed record LatePassage(Guid Passage, VerdictRecord Old, VerdictRecord New)
{
    public bool Differs => (Old.Verdict, Old.Reason, Old.Offence) != (New.Verdict, New.Reason, New.Offence) || !Old.Cautions.SequenceEqual(New.Cautions);
}

/// <summary>What a late truth does to one case. Pure: from the passages judged twice and the state of the case.</summary>
public sealed record LateFinding(LateEffect Effect, VerdictRecord Before, VerdictRecord After, string Causes, ImmutableArray<LatePassage> Passages)
{
    /// <summary>Null when nothing differs, or nothing that matters to a case in this state.</summary>
    public static LateFinding? Of(CaseState state, ImmutableArray<LatePassage> passages)
    {
        if (!passages.Any(p => p.Differs))
            return null;
        var act = passages.FirstOrDefault(p => IsHit(p.Old)) ?? passages[0];
        var hit = passages.FirstOrDefault(p => IsHit(p.New));
        var after = hit?.New ?? passages.Select(p => p.New).FirstOrDefault(v => v.Verdict == VerdictCode.Undecided.Code()) ?? act.New;
        bool sent = CaseMoves.Sent.Contains(state);
        // What was sent stands or falls by what it was about; a caution more is for the officers who come after.
        if (sent && hit is not null && (act.Old.Verdict, act.Old.Offence) == (after.Verdict, after.Offence))
            return null;
        var effect = sent ? LateEffect.ProposesWithdrawal
            : hit is not null ? LateEffect.Changes
            : after.Verdict == VerdictCode.Undecided.Code() ? LateEffect.AsksOfficer
            : LateEffect.Lapses;
        return new LateFinding(effect, act.Old, after, CausesOf(passages), passages);
    }

    /// <summary>A verdict in the words of its columns.</summary>
    public static string Said(VerdictRecord verdict) => $"{verdict.Verdict} {verdict.Reason} {verdict.Offence}".TrimEnd();

    private static bool IsHit(VerdictRecord verdict) => verdict.Verdict is "suspected" or "warning";

    private static string CausesOf(ImmutableArray<LatePassage> passages)
    {
        var causes = new List<string>();
        foreach (var (_, old, now) in passages.Where(p => p.Differs))
        {
            if (old.PolicyVersion != now.PolicyVersion) causes.Add("policy");
            if (!RegisterFacts.SayTheSame(old.Vehicle, now.Vehicle)) causes.Add("register");
            if (!old.ExemptionVersions.SequenceEqual(now.ExemptionVersions) || old.Circumstances.LookAlike != now.Circumstances.LookAlike) causes.Add("exemption");
            if (old.Circumstances.Marked != now.Circumstances.Marked) causes.Add("mark");
            if (old.Camera != now.Camera) causes.Add(LateTruth.Papers);
        }

        return causes.Count == 0 ? "list" : string.Join(';', causes.Distinct().Order(StringComparer.Ordinal));
    }
}
