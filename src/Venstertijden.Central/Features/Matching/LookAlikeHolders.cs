using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// Plates that a reader may take for the one that it read, and that hold an exemption where this one breaks a rule: perhaps it is the
/// holder who drove (M5). The officer is told; the kenteken stays as read.
/// </summary>
public static class LookAlikeHolders
{
    /// <summary>Whether such a holder exists for what the verdict says is broken. Asked for hits only.</summary>
    public static bool HoldWhatIsBroken(Verdict verdict, PolicyDocument? document, PlateText plate, PassageMessage message, Facts facts, LocalDateTime local) =>
        document is not null && verdict.Code is VerdictCode.Suspected or VerdictCode.Warning
        && Plates(plate, message).Any(other => facts.Exemptions(other).Any(e => Opens(document, verdict, e, local)));

    /// <summary>The plates that may be taken for this one: confusable neighbours, and what the reader itself doubted between.</summary>
    public static IEnumerable<string> Plates(PlateText plate, PassageMessage message)
    {
        if (plate.Kenteken is not { } kenteken)
            return [];
        var doubted = (message.Plate?.Alternatives ?? []).Select(a => a.Text).Where(text => Kenteken.TryParse(text, out _));
        return LookAlikes.Neighbours(kenteken).Select(k => k.Text).Concat(doubted).Where(text => text != kenteken.Text).Distinct(StringComparer.Ordinal);
    }

    private static bool Opens(PolicyDocument document, Verdict verdict, Exemptions.Exemption held, LocalDateTime local) =>
        (held.Zone is null || held.Zone == document.Zone.Text)
        && ExemptionKinds.TryParse(held.Kind, out var kind) && document.RuleFor(kind) is { } rule
        && verdict.Offences.Any(rule.Opens.Contains)
        && rule.Holds(new Exemption(kind, held.From, held.Until, held.WholeDays), local);
}
