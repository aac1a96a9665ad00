using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Verdicts;

/// <summary>The dates by which a case must be sent.</summary>
public static class LegalTerm
{
    /// <summary>
    /// Last day on which the decision may be sent: the local date of the act plus four months, clamped to the month's end, moved by no weekend or holiday
    /// (Wahv 4-2; terms over three months are outside the Algemene termijnenwet).
    /// </summary>
    public static LocalDate LastDay(PolicyDocument document, LocalDate act) => act.Plus(document.LegalTerm.Value);

    /// <summary>The day by which the city wants it sent.</summary>
    public static LocalDate InternalLastDay(PolicyDocument document, LocalDate act) => LastDay(document, act).PlusDays(-document.InternalMarginDays.Value);
}
