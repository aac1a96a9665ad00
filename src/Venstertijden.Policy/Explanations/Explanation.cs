using System.Collections.Immutable;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Explanations;

/// <summary>One rule that was looked at.</summary>
/// <param name="Regime">The regime to which it belongs.</param>
/// <param name="Step">Short name: <c>window</c>, <c>exemption</c>, <c>emission-class</c>, <c>transition</c>, <c>statutory</c>, <c>applies</c>.</param>
/// <param name="Outcome">Met when this step opens the zone, broken when it does not, unknown when facts are missing.</param>
/// <param name="Text">What was found, in plain words.</param>
/// <param name="Source">Where the rule is written; null when it is an example.</param>
/// <param name="IsExample">True when the rule is not published.</param>
public sealed record RuleLine(Regime Regime, string Step, RuleOutcome Outcome, string Text, string? Source, bool IsExample);

/// <summary>Why a verdict is what it is, for officer, letter and firm. Made only when somebody asks.</summary>
/// <param name="Sentence">One or a few plain sentences.</param>
/// <param name="Rules">Every rule looked at, in order.</param>
public sealed record Explanation(string Sentence, ImmutableArray<RuleLine> Rules)
{
    /// <summary>Explains a verdict.</summary>
    /// <param name="document">The document that judged; null when there was none.</param>
    /// <param name="facts">The same facts that were judged.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="english">False for Dutch.</param>
    public static Explanation Of(PolicyDocument? document, PassageFacts facts, Verdict verdict, bool english = false)
    {
        var words = Wording.For(english);
        var sentence = SentenceOf(document, facts, verdict, english);
        return document is null
            ? new Explanation(sentence, [])
            : new Explanation(sentence, [.. PedestrianExplained.Rules(document, facts, words), .. ZeroEmissionExplained.Rules(document, facts, words)]);
    }

    /// <summary>The sentence alone.</summary>
    public static string SentenceOf(PolicyDocument? document, PassageFacts facts, Verdict verdict, bool english = false)
    {
        var words = Wording.For(english);
        return document is null
            ? words.NoDocument
            : string.Join(' ', Sentences(document, facts, verdict, words).Where(sentence => sentence.Length > 0));
    }

    private static IEnumerable<string> Sentences(PolicyDocument document, PassageFacts facts, Verdict verdict, Wording words)
    {
        var tractor = facts.Body is { } body && document.ZeroEmission?.IsTractor(body) == true;
        var vehicle = words.VehicleName(facts, tractor);
        var moment = words.Moment(facts.Time.Local);
        var zone = words.ZoneName(document);
        var pedestrian = verdict.Offences.Contains(Regime.PedestrianZone);
        yield return pedestrian && document.Pedestrian is { } rule
            ? words.OutsideWindow(vehicle, moment, zone, words.Windows(rule.Windows, facts.Time.Local.Date))
            : words.Drove(vehicle, moment, zone);
        if (verdict.Offences.Contains(Regime.ZeroEmissionZone))
            yield return ZeroEmissionExplained.Breach(document, facts, words);

        switch (verdict.Code)
        {
            case VerdictCode.Warning:
                yield return words.OnlyWarning;
                break;
            case VerdictCode.NotEnforceable:
                yield return words.NotEnforceable(verdict.Reason, facts.Plate.Country.Text);
                break;
            case VerdictCode.Undecided:
                yield return verdict.Reason == ReasonCode.RegisterUnknown ? words.Missing(Missing(facts, verdict)) : words.Undecided(verdict.Reason);
                break;
            case VerdictCode.Allowed:
                foreach (var sentence in Allowed(document, facts, verdict, words))
                    yield return sentence;
                break;
        }

        if (verdict.Cautions.HasFlag(Cautions.ExpiredExemption))
            yield return words.ExemptionEnded;
        if (verdict.Cautions.HasFlag(Cautions.Holiday))
            yield return words.Holiday;
    }

    private static IEnumerable<string> Allowed(PolicyDocument document, PassageFacts facts, Verdict verdict, Wording words)
    {
        if (verdict.Reason == ReasonCode.NotCovered)
        {
            yield return words.NotCovered;
            yield break;
        }

        yield return PedestrianExplained.Allowed(document, facts, verdict, words);
        if (document.ZeroEmission is not null && verdict.ZeroEmission == RuleOutcome.Met)
            yield return ZeroEmissionExplained.Allowed(document, facts, verdict, words);
    }

    internal static List<MissingFact> Missing(PassageFacts facts, Verdict verdict)
    {
        var missing = new List<MissingFact>();
        if (facts.Category is null)
            missing.Add(MissingFact.Category);
        if (PossibleClasses.Of(facts).Values.Length > 1)
            missing.Add(MissingFact.EmissionClass);
        if (verdict.ZeroEmission == RuleOutcome.Unknown && facts.FirstAdmission is null)
            missing.Add(MissingFact.FirstAdmission);
        if (verdict.ZeroEmission == RuleOutcome.Unknown && facts.Body is null)
            missing.Add(MissingFact.Body);
        // Outside the windows an unknown category alone decides; the class matters there only for an emission-free exemption.
        if (verdict.ZeroEmission != RuleOutcome.Unknown && facts.Category is null)
            missing.Remove(MissingFact.EmissionClass);
        return missing;
    }
}
