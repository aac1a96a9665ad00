using System.Collections.Immutable;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Verdicts;

/// <summary>What the rules say of a passage. Immutable; equal judgements of one document share one instance.</summary>
public sealed class Verdict
{
    internal Verdict(
        VerdictCode code, ReasonCode reason, ImmutableArray<Regime> offences, Cautions cautions, RuleOutcome pedestrian, RuleOutcome zeroEmission, PolicyVersion policy) =>
        (Code, Reason, Offences, Cautions, Pedestrian, ZeroEmission, Policy) = (code, reason, offences, cautions, pedestrian, zeroEmission, policy);

    /// <summary>The verdict.</summary>
    public VerdictCode Code { get; }

    /// <summary>Why.</summary>
    public ReasonCode Reason { get; }

    /// <summary>
    /// The rules that a sanction, warning or count is about, the one to send first in front; empty for undecided and allowed.
    /// </summary>
    public ImmutableArray<Regime> Offences { get; }

    /// <summary>What to look at twice.</summary>
    public Cautions Cautions { get; }

    /// <summary>What the pedestrian rule says.</summary>
    public RuleOutcome Pedestrian { get; }

    /// <summary>What the zero-emission rule says.</summary>
    public RuleOutcome ZeroEmission { get; }

    /// <summary>The document that judged; <see cref="PolicyVersion.None"/> when there was none.</summary>
    public PolicyVersion Policy { get; }

    /// <summary>The fixed text of <see cref="Offences"/>, joined by <c>+</c>.</summary>
    public string OffenceCode => Offences switch
    {
        [] => "",
        [var only] => only.Code(),
        _ => string.Join('+', Offences.Select(offence => offence.Code())),
    };

    /// <summary>What one rule says.</summary>
    public RuleOutcome Outcome(Regime regime) => regime == Regime.PedestrianZone ? Pedestrian : ZeroEmission;

    /// <inheritdoc/>
    public override string ToString() => $"{Code.Code()}/{Reason.Code()} {OffenceCode}".TrimEnd();
}
