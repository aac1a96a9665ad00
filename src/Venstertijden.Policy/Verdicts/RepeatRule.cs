using NodaTime;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Verdicts;

/// <summary>How far an earlier case for the same kenteken, regime and zone has come.</summary>
public enum EarlierState
{
    /// <summary>Open: its decision has not been sent.</summary>
    Open,

    /// <summary>Its decision was sent as a sanction.</summary>
    Sent,

    /// <summary>It ended unsent for a reason of its own (rejected, lapsed): it no longer leads.</summary>
    Ended,

    /// <summary>It ended with a warning letter, which is not a sent sanction.</summary>
    Warned,
}

/// <summary>An earlier case for the same kenteken, regime and zone.</summary>
/// <param name="Act">When its act was.</param>
/// <param name="State">How far it has come.</param>
/// <param name="SentOn">Local date on which its decision was sent, by the return message; null while not sent.</param>
public sealed record EarlierCase(Instant Act, EarlierState State, LocalDate? SentOn);

/// <summary>What an earlier case means for a later passage.</summary>
public enum RepeatAnswer
{
    /// <summary>Nothing: the passage may be sanctioned.</summary>
    Free,

    /// <summary>An earlier case is still open: this one waits (<c>repeat-pending</c>).</summary>
    Pending,

    /// <summary>An earlier sanction covers it: nothing may follow (reason <c>repeat</c>).</summary>
    Repeat,
}

/// <summary>
/// The next sanction for the same kenteken, regime and zone only for a passage after the day on which the earlier decision was sent plus the repeat
/// term: who was not told yet could not have changed (GHARL:2023:1663).
/// </summary>
public static class RepeatRule
{
    /// <summary>Asks about one passage.</summary>
    /// <param name="passage">When the passage was.</param>
    /// <param name="earlier">Cases for the same kenteken, regime and zone, in any order; later acts and the passage's own case are ignored.</param>
    /// <param name="repeatTermDays">Whole days, from the document.</param>
    public static RepeatAnswer For(Instant passage, IEnumerable<EarlierCase> earlier, int repeatTermDays)
    {
        var day = DutchTime.Local(passage).Date;
        var answer = RepeatAnswer.Free;
        foreach (var lead in earlier.Where(lead => lead.Act < passage))
        {
            if (lead is { State: EarlierState.Sent, SentOn: { } sent } && day <= sent.PlusDays(repeatTermDays))
                return RepeatAnswer.Repeat;
            if (lead.State == EarlierState.Open || lead is { State: EarlierState.Sent, SentOn: null })
                answer = RepeatAnswer.Pending;
        }

        return answer;
    }
}
