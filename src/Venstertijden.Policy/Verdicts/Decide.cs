using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// The verdict of one passage: pure, repeatable, each passage by itself. Order: suspected, warning, undecided, not-enforceable, allowed; a broken rule
/// wins over an unknown one.
/// </summary>
public static class Decide
{
    private static readonly VerdictCache WithoutDocument = new(PolicyVersion.None);

    /// <summary>Judges a passage by the document in force.</summary>
    /// <param name="policies">All documents.</param>
    /// <param name="facts">What is known of the passage.</param>
    /// <param name="context">What the camera adds.</param>
    /// <param name="knownAt">Only documents recorded by then, to replay an old verdict; null for all.</param>
    public static Verdict Judge(PolicySet policies, PassageFacts facts, PassageContext context, Instant? knownAt = null)
    {
        var document = policies.On(facts.Zone, facts.Time.Local.Date, knownAt);
        return document is null
            ? WithoutDocument.Get(VerdictCode.NotEnforceable, ReasonCode.ZoneNotReady, [], context.Cautions, RuleOutcome.NotApplicable, RuleOutcome.NotApplicable)
            : Judge(document, facts, context, policies, knownAt);
    }

    /// <summary>Judges a passage by a given document.</summary>
    public static Verdict Judge(PolicyDocument document, PassageFacts facts, PassageContext context) => Judge(document, facts, context, null, null);

    private static Verdict Judge(PolicyDocument document, PassageFacts facts, PassageContext context, PolicySet? policies, Instant? knownAt)
    {
        // A weak read or clock decides nothing only where every vehicle, or every moment within its error, has the same verdict.
        if (!context.ReadIsSure)
        {
            var anyVehicle = AtLocal(document, facts.WithUnknownVehicle(), context, facts.Time.Local);
            return anyVehicle.Code == VerdictCode.Allowed ? anyVehicle : Undecided(anyVehicle, document, ReasonCode.WeakRead, context.Cautions);
        }

        var verdict = AtLocal(document, facts, context, facts.Time.Local);
        if (!context.ClockIsUsable)
            return verdict.Reason == ReasonCode.NotCovered ? verdict : Undecided(verdict, document, ReasonCode.Clock, context.Cautions);
        if (context.ClockError > Duration.Zero && !ClockAgrees(verdict, document, facts, context, policies, knownAt))
            return Undecided(verdict, document, ReasonCode.Clock, context.Cautions);
        return verdict;
    }

    private static bool ClockAgrees(
        Verdict verdict, PolicyDocument document, PassageFacts facts, PassageContext context, PolicySet? policies, Instant? knownAt)
    {
        var first = DutchTime.Local(facts.Time.Instant - context.ClockError);
        var last = DutchTime.Local(facts.Time.Instant + context.ClockError);
        foreach (var moment in Edges.Between(document, facts, first, last, context.WindowTolerance))
        {
            var inForce = policies is null ? document : policies.On(facts.Zone, moment.Date, knownAt);
            if (inForce is null)
                return false;
            var other = AtLocal(inForce, facts, context, moment);
            if (other.Code != verdict.Code || !other.Offences.SequenceEqual(verdict.Offences))
                return false;
        }

        return true;
    }

    // What belongs to a hit goes: an undecided passage is none yet.
    private static Verdict Undecided(Verdict judged, PolicyDocument document, ReasonCode reason, Cautions given) =>
        document.Verdicts.Get(VerdictCode.Undecided, reason, [], given | (judged.Cautions & (Cautions.InferredClass | Cautions.TrailerPlate)), judged.Pedestrian, judged.ZeroEmission);

    /// <summary>The verdict at a local time, read and clock aside.</summary>
    internal static Verdict AtLocal(PolicyDocument document, PassageFacts facts, PassageContext context, LocalDateTime local)
    {
        var pedestrian = PedestrianFinding.Of(document, facts, local, context.WindowTolerance);
        var zeroEmission = ZeroEmissionFinding.Of(document, facts, local);
        var cautions = context.Cautions;
        if (facts.Category?.IsTrailer() == true)
            cautions |= Cautions.TrailerPlate;
        if (pedestrian.InferredClass || zeroEmission.InferredClass)
            cautions |= Cautions.InferredClass;

        var pedestrianFollows = Consequences.Of(Regime.PedestrianZone, pedestrian.Outcome, document, facts, context.Pedestrian);
        var zeroEmissionFollows = Consequences.Of(Regime.ZeroEmissionZone, zeroEmission.Outcome, document, facts, context.ZeroEmission);
        var strongest = (Consequence)Math.Max((int)pedestrianFollows.What, (int)zeroEmissionFollows.What);
        // "No rule broken and one unknown": an unknown rule beside one that is broken but not enforceable does not go to an official.
        if (strongest == Consequence.Ask && (pedestrianFollows.What == Consequence.Nothing || zeroEmissionFollows.What == Consequence.Nothing))
            strongest = Consequence.Nothing;

        var offences = strongest is Consequence.Fine or Consequence.Warn or Consequence.Nothing
            ? Offences(document, pedestrianFollows.What == strongest, zeroEmissionFollows.What == strongest)
            : [];
        if (strongest is Consequence.Fine or Consequence.Warn)
            cautions |= HitCautions(document, local, offences, pedestrian, zeroEmission);

        var (code, reason) = strongest switch
        {
            Consequence.Fine => (VerdictCode.Suspected, BrokenRule(offences[0])),
            Consequence.Warn => (VerdictCode.Warning, BrokenRule(offences[0])),
            Consequence.AskList => (VerdictCode.Undecided, ReasonCode.ListStale),
            Consequence.Ask => (VerdictCode.Undecided, ReasonCode.RegisterUnknown),
            Consequence.Nothing => (VerdictCode.NotEnforceable, (offences[0] == Regime.PedestrianZone ? pedestrianFollows : zeroEmissionFollows).WhyNot),
            _ => (VerdictCode.Allowed, WhyAllowed(pedestrian, zeroEmission)),
        };
        return document.Verdicts.Get(code, reason, offences, cautions, pedestrian.Outcome, zeroEmission.Outcome);
    }

    private static ReasonCode BrokenRule(Regime regime) => regime == Regime.PedestrianZone ? ReasonCode.OutsideWindow : ReasonCode.ZeroEmission;

    private static ReasonCode WhyAllowed(Finding pedestrian, Finding zeroEmission)
    {
        if (pedestrian.NeededExemption || zeroEmission.NeededExemption)
            return ReasonCode.Exemption;
        return pedestrian.Outcome == RuleOutcome.NotApplicable && zeroEmission.Outcome == RuleOutcome.NotApplicable
            ? ReasonCode.NotCovered
            : ReasonCode.InsideWindow;
    }

    private static ImmutableArray<Regime> Offences(PolicyDocument document, bool pedestrian, bool zeroEmission) => (pedestrian, zeroEmission) switch
    {
        (true, true) => document.OffenceOrder.Value,
        (true, false) => Only.Pedestrian,
        (false, true) => Only.ZeroEmission,
        _ => [],
    };

    private static Cautions HitCautions(
        PolicyDocument document, LocalDateTime local, ImmutableArray<Regime> offences, Finding pedestrian, Finding zeroEmission)
    {
        var cautions = Cautions.None;
        if (document.Holidays.Value.IsHoliday(local.Date) && document.Pedestrian?.Windows.On(local.Date).Length > 0)
            cautions |= Cautions.Holiday;
        if (document.CombinedSigns.Value)
            cautions |= Cautions.CombinedSigns;
        foreach (var offence in offences)
            if ((offence == Regime.PedestrianZone ? pedestrian : zeroEmission).ExpiredExemption)
                cautions |= Cautions.ExpiredExemption;
        return cautions;
    }

    private static class Only
    {
        internal static readonly ImmutableArray<Regime> Pedestrian = [Regime.PedestrianZone];
        internal static readonly ImmutableArray<Regime> ZeroEmission = [Regime.ZeroEmissionZone];
    }
}
