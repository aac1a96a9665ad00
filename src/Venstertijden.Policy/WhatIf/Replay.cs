using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.WhatIf;

/// <summary>
/// Judges an anonymous fact again, by the rules alone. Exact for whatever documents differ in at quarters of an hour and at the band boundaries; ages of
/// statutory exemptions are those of the document of the day.
/// </summary>
public static class Replay
{
    private static readonly PlateText Foreign = CountryCode.TryParse("XK", out var country) && PlateText.TryParse("AA00", country, out var plate) ? plate : default;
    private static readonly ImmutableArray<Exemption> Kinds = [.. ExemptionKinds.All.Select(kind => new Exemption(kind))];

    /// <summary>The verdict under the given documents; null when none is in force.</summary>
    public static Verdict? Judge(PolicySet policies, AnonymousFact fact)
    {
        var document = policies.On(fact.Zone, fact.LocalQuarter.Date);
        return document is null ? null : Decide.AtLocal(document, FactsOf(document, fact), PassageContext.RulesAlone, fact.LocalQuarter);
    }

    private static PassageFacts FactsOf(PolicyDocument document, AnonymousFact fact) => new()
    {
        Zone = fact.Zone,
        // The rules are asked at the local quarter itself.
        Time = default,
        Plate = fact.IsForeign ? Foreign : default,
        Category = fact.Category,
        EmissionClass = fact.EmissionClass,
        FirstAdmission = Admission(document, fact),
        Body = fact.Body is null ? null : BodyFor(document, fact),
        Exemptions = fact.Exemptions.IsEmpty ? [] : [.. fact.Exemptions.Select(kind => Kinds[(int)kind])],
    };

    private static LocalDate? Admission(PolicyDocument document, AnonymousFact fact)
    {
        var date = fact.LocalQuarter.Date;
        if (fact.Admitted is not { } band)
            return null;
        foreach (var name in fact.Statutory)
            if (document.ZeroEmission?.Statutory.FirstOrDefault(s => s.Name == name) is { FromAge: { } age })
                return date.PlusYears(-age);
        return band.Representative(date);
    }

    private static VehicleBody BodyFor(PolicyDocument document, AnonymousFact fact)
    {
        if (document.ZeroEmission is not { } rule)
            return VehicleBody.Plain;
        if (fact.Statutory.IsEmpty)
            return fact.Body == BodyOfFact.Tractor ? VehicleBody.Of(rule.TractorTokens.Take(1)) : VehicleBody.Plain;
        var tokens = rule.Statutory.Where(s => fact.Statutory.Contains(s.Name) && s.BodyTokens.Length > 0).Select(s => s.BodyTokens[0]);
        return VehicleBody.Of([.. tokens, .. fact.Body == BodyOfFact.Tractor ? rule.TractorTokens.Take(1) : []]);
    }
}
