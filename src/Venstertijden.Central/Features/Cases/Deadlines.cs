using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Cases;

/// <summary>The days that bind a case. All terms come from the policy document in force at the act.</summary>
/// <param name="ActDate">Local date of the act.</param>
/// <param name="LegalLastDay">Last day on which the decision may be sent (Wahv 4-2): clamped to the month's end, not moved by weekends or holidays.</param>
/// <param name="InternalLastDay">The day to which the city holds itself.</param>
public sealed record Deadlines(LocalDate ActDate, LocalDate LegalLastDay, LocalDate InternalLastDay)
{
    public static Deadlines Of(LocalDate actDate, Period legalTerm, int internalMarginDays)
    {
        var legal = actDate.Plus(legalTerm);
        return new Deadlines(actDate, legal, legal.PlusDays(-internalMarginDays));
    }

    public static Deadlines Of(Instant act, PolicyDocument document) => Of(DutchTime.Local(act).Date, document.LegalTerm.Value, document.InternalMarginDays.Value);

    /// <summary>Until when a breach settles: a late exemption may still be on its way to the list. Null when the regime decides at once.</summary>
    public static Instant? SettlesAt(Instant act, PolicyDocument document, Regime regime)
    {
        if (document.Terms(regime) is not { SettleUntil: { } until } terms)
            return null;
        var morning = DutchTime.Local(act).Date.PlusDays(1).At(until.Value);
        return DutchTime.InstantsOf(morning) is [.., var last] ? last + terms.ListDelay.Value : throw new InvalidDataException($"Settling ends at {until.Value}, which clocks skip in spring.");
    }
}
