using System.Runtime.CompilerServices;
using System.Text;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>
/// The mark of a rule as road users meet it: traffic order, signs, windows and who it is for. A document that says the same for another year has the same mark.
/// The national transition table is no part: the municipality does not ask approval for it.
/// </summary>
public static class RuleMark
{
    private static readonly ConditionalWeakTable<PolicyDocument, Marks> Known = [];

    /// <summary>Lower-case hex, 64 characters; empty when the zone does not have the regime.</summary>
    public static string Of(PolicyDocument document, Regime regime) => Known.GetValue(document, static d => new Marks(d)).Of(regime);

    private static string Make(PolicyDocument document, Regime regime)
    {
        if (document.Terms(regime) is not { } terms)
            return "";
        var text = new StringBuilder();
        text.Append(document.Zone.Text).Append('\n').Append(regime.Code()).Append('\n').Append(terms.AppliesTo.ToString()).Append('\n').Append(terms.TrafficOrder?.Number).Append('\n');
        foreach (var sign in terms.Signs)
            text.Append(sign.Code).Append(' ').Append(sign.Text).Append('\n');
        if (regime == Regime.PedestrianZone)
            text.Append(document.Pedestrian!.Windows.Text);
        return Signing.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private sealed class Marks(PolicyDocument document)
    {
        private readonly string _pedestrian = Make(document, Regime.PedestrianZone);
        private readonly string _zeroEmission = Make(document, Regime.ZeroEmissionZone);

        public string Of(Regime regime) => regime == Regime.PedestrianZone ? _pedestrian : _zeroEmission;
    }
}
