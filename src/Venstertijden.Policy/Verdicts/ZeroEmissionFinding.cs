using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

/// <summary>The zero-emission rule: emission-free, in the transition table, exempt by the register, or with an exemption of the national desk.</summary>
internal static class ZeroEmissionFinding
{
    internal static Finding Of(PolicyDocument document, PassageFacts facts, LocalDateTime local)
    {
        if (document.ZeroEmission is not { } rule)
            return new Finding(RuleOutcome.NotApplicable);
        if (facts.Category is { } known && !rule.Terms.AppliesTo.Contains(known))
            return new Finding(RuleOutcome.NotApplicable);

        var classes = PossibleClasses.Of(facts);
        var outcome = ByRegister(rule, facts, classes, local.Date);
        // The owner data of a foreign plate are not exchanged: what is unknown stays so, and speaks for the driver.
        if (outcome == RuleOutcome.Unknown && facts.Plate.Country.IsForeign)
            outcome = RuleOutcome.Met;
        if (outcome is RuleOutcome.Met or RuleOutcome.NotApplicable)
            return new Finding(outcome, InferredClass: classes.IsInferred);
        if (Has(document, facts, local, ended: false))
            return new Finding(RuleOutcome.Met, NeededExemption: true);
        return new Finding(outcome, ExpiredExemption: outcome == RuleOutcome.Broken && Has(document, facts, local, ended: true));
    }

    private static bool Has(PolicyDocument document, PassageFacts facts, LocalDateTime local, bool ended)
    {
        foreach (var exemption in facts.Exemptions)
        {
            if (document.RuleFor(exemption.Kind) is not { } kind || !kind.Opens.Contains(Regime.ZeroEmissionZone))
                continue;
            if (ended ? exemption.HasEndedAt(local, kind.AfterLastDay) && kind.Hours.IsOpen(local) : kind.Holds(exemption, local))
                return true;
        }

        return false;
    }

    private static RuleOutcome ByRegister(ZeroEmissionRule rule, PassageFacts facts, PossibleClasses classes, LocalDate date)
    {
        // Nothing to enumerate: the way of nearly every passage, and it leaves no garbage.
        if (facts is { Category: { } onlyCategory, FirstAdmission: { } onlyAdmission, Body: { } onlyBody } && classes.Values is [var onlyClass])
            return IsMet(rule, onlyCategory, onlyClass, onlyAdmission, onlyBody, date) ? RuleOutcome.Met : RuleOutcome.Broken;

        var possible = default(PossibleOutcomes);
        var admissions = Admissions(rule, facts, date);
        var bodies = Bodies(rule, facts);
        foreach (var category in PossibleCategories.Of(facts))
        {
            if (!rule.Terms.AppliesTo.Contains(category))
            {
                possible.Add(RuleOutcome.NotApplicable);
                continue;
            }

            foreach (var emissionClass in classes.Values)
                foreach (var admission in admissions)
                    foreach (var body in bodies)
                    {
                        possible.Add(IsMet(rule, category, emissionClass, admission, body, date) ? RuleOutcome.Met : RuleOutcome.Broken);
                        if (possible.IsSettled)
                            return RuleOutcome.Unknown;
                    }
        }

        return possible.Outcome;
    }

    private static bool IsMet(ZeroEmissionRule rule, VehicleCategory category, EmissionClass emissionClass, LocalDate admission, VehicleBody body, LocalDate date)
    {
        if (emissionClass == EmissionClass.Z)
            return true;
        if (rule.Table.RowFor(category, emissionClass, admission, rule.IsTractor(body)) is { } row && row.GivesAccessOn(date))
            return true;
        foreach (var statutory in rule.Statutory)
            if (statutory.Holds(category, admission, body, date))
                return true;
        return false;
    }

    /// <summary>The date of first admission, or one date for every stretch in which the rule does not change.</summary>
    private static ReadOnlySpan<LocalDate> Admissions(ZeroEmissionRule rule, PassageFacts facts, LocalDate date)
    {
        if (facts.FirstAdmission is { } known)
            return new[] { known };
        var longAgo = new LocalDate(1886, 1, 29);
        var dates = new SortedSet<LocalDate>(rule.Table.AdmissionBoundaries) { longAgo };
        foreach (var age in rule.Statutory.SelectMany(s => new[] { s.FromAge, s.YoungerThan }).OfType<int>())
            // The first day of admission whose birthday is still to come, also after a 29 February.
            dates.Add(date.PlusYears(-age).PlusDays(1));
        // A vehicle that drives was admitted.
        dates.RemoveWhere(d => d > date);
        return dates.ToArray();
    }

    /// <summary>The body, or one body for each way in which a body can matter.</summary>
    private static ReadOnlySpan<VehicleBody> Bodies(ZeroEmissionRule rule, PassageFacts facts) =>
        facts.Body is { } known ? new[] { known } : rule.BodiesThatMatter.AsSpan();
}
