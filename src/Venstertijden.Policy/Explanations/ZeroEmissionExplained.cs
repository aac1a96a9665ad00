using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.Explanations;

internal static class ZeroEmissionExplained
{
    internal static string Breach(PolicyDocument document, PassageFacts facts, Wording words) =>
        $"{NotEmissionFree(document, facts, words)} {words.WasNotExempt}";

    private static string NotEmissionFree(PolicyDocument document, PassageFacts facts, Wording words)
    {
        var rows = Rows(document.ZeroEmission!, facts);
        // Several classes may be possible: a date is named only when all of them lead to it.
        var ended = rows.Select(row => row.AccessUntil).Distinct().ToList() is [{ } only] ? only : (LocalDate?)null;
        var admittedFrom = rows.All(row => row is { AccessUntil: null, Classes.IsEmpty: true }) ? rows.FirstOrDefault()?.AdmittedFrom : null;
        return words.NotEmissionFree(facts.EmissionClass?.Text(), ended, admittedFrom);
    }

    internal static string Allowed(PolicyDocument document, PassageFacts facts, Verdict verdict, Wording words)
    {
        if (verdict.ZeroEmission != RuleOutcome.Met)
            return "";
        var rule = document.ZeroEmission!;
        var classes = PossibleClasses.Of(facts);
        if (!classes.CanBeDirty)
            return words.EmissionFree(classes.IsInferred);
        if (StatutoryHolding(rule, facts) is { } statutory)
            return words.Statutory(statutory.Name);
        if (PedestrianExplained.HeldKinds(document, facts, Regime.ZeroEmissionZone).FirstOrDefault() is { } kind
            && !Rows(rule, facts).Exists(row => row.GivesAccessOn(facts.Time.Local.Date)))
            return words.ByExemption(words.Kind(kind.Kind));
        if (facts.Plate.Country.IsForeign && Rows(rule, facts).Count == 0)
            return words.MetForeign;
        var dates = Rows(rule, facts).Select(row => row.AccessUntil).Distinct().ToList();
        return words.Access(dates is [{ } until] ? until : null);
    }

    internal static IEnumerable<RuleLine> Rules(PolicyDocument document, PassageFacts facts, Wording words)
    {
        if (document.ZeroEmission is not { } rule)
            yield break;
        var order = rule.Terms.TrafficOrder;
        if (facts.Category is { } category && !rule.Terms.AppliesTo.Contains(category))
        {
            yield return new RuleLine(Regime.ZeroEmissionZone, "applies", RuleOutcome.NotApplicable, words.ZeroEmissionDoesNotApply, order?.Publication, order is null);
            yield break;
        }

        var date = facts.Time.Local.Date;
        var classes = PossibleClasses.Of(facts);
        yield return new RuleLine(Regime.ZeroEmissionZone, "emission-class",
            !classes.CanBeFree ? RuleOutcome.Broken : classes.CanBeDirty ? RuleOutcome.Unknown : RuleOutcome.Met,
            classes.CanBeDirty ? facts.EmissionClass is { } known ? known.Text() : words.Missing([MissingFact.EmissionClass]) : words.EmissionFree(classes.IsInferred),
            order?.Publication, order is null);
        if (!classes.CanBeDirty)
            yield break;
        foreach (var row in Rows(rule, facts))
            yield return new RuleLine(Regime.ZeroEmissionZone, "transition", row.GivesAccessOn(date) ? RuleOutcome.Met : RuleOutcome.Broken,
                row.AccessUntil is null && !row.Always ? NotEmissionFree(document, facts, words) : words.Access(row.AccessUntil), row.Source, row.IsExample);
        if (StatutoryHolding(rule, facts) is { } statutory)
            yield return new RuleLine(Regime.ZeroEmissionZone, "statutory", RuleOutcome.Met, words.Statutory(statutory.Name), statutory.Source, statutory.IsExample);
        foreach (var line in PedestrianExplained.ExemptionLines(document, facts, Regime.ZeroEmissionZone, words))
            yield return line;
    }

    /// <summary>The rows of the table that the vehicle may have; none while category or first admission is unknown.</summary>
    private static List<TransitionRow> Rows(ZeroEmissionRule rule, PassageFacts facts)
    {
        if (facts.Category is not { } category || facts.FirstAdmission is not { } admission)
            return [];
        var tractor = facts.Body is { } body && rule.IsTractor(body);
        return [.. PossibleClasses.Of(facts).Values
            .Where(c => c != EmissionClass.Z)
            .Select(c => rule.Table.RowFor(category, c, admission, tractor))
            .OfType<TransitionRow>()
            .Distinct()];
    }

    private static StatutoryExemption? StatutoryHolding(ZeroEmissionRule rule, PassageFacts facts) =>
        facts.Category is { } category && facts.FirstAdmission is { } admission
            ? rule.Statutory.FirstOrDefault(s => s.Holds(category, admission, facts.Body ?? VehicleBody.Plain, facts.Time.Local.Date))
            : null;
}
