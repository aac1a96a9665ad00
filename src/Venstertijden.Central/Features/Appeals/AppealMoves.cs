using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>Which way a case goes before prosecutor and judges. Pure.</summary>
public static class AppealMoves
{
    /// <summary>Where a case stands while that stage has it.</summary>
    public static CaseState StateOf(AppealStage stage) => stage switch
    {
        AppealStage.Prosecutor => CaseState.AppealProsecutor,
        AppealStage.Court => CaseState.AppealCourt,
        AppealStage.HighCourt => CaseState.AppealHighCourt,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Say where a case stands at this stage."),
    };

    /// <summary>Where a case stands after a decision.</summary>
    public static CaseState StateOf(AppealOutcome outcome) => outcome switch
    {
        AppealOutcome.Upheld => CaseState.Upheld,
        AppealOutcome.Amended => CaseState.Amended,
        AppealOutcome.Annulled => CaseState.Annulled,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Say where a case stands after this."),
    };

    /// <summary>A request about a case can be entered: the case is at that stage, or may come to it.</summary>
    public static bool MayEnter(CaseState state, AppealStage stage) => state == StateOf(stage) || CaseMoves.MayFollow(state, StateOf(stage));
}
