using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// When a hit may be decided. A day exemption may be bought afterwards: a zero-emission hit settles until 06:00 of the next day plus the delay of the
/// list, with a list fetched after that.
/// </summary>
public static class Settling
{
    /// <summary>First instant from which a list may decide; null when the hit settles at once.</summary>
    /// <param name="document">The document that judged.</param>
    /// <param name="regime">The offence.</param>
    /// <param name="act">When the act was.</param>
    public static Instant? EndsAt(PolicyDocument document, Regime regime, PassageTime act)
    {
        if (document.Terms(regime) is not { SettleUntil: { } until } terms)
            return null;
        var morning = act.Local.Date.PlusDays(1) + until.Value;
        return DutchTime.Zone.AtLeniently(morning).ToInstant() + terms.ListDelay.Value;
    }

    /// <summary>True when the hit is settled: the time has come, and the list was fetched after it.</summary>
    /// <param name="endsAt">Answer of <see cref="EndsAt"/>.</param>
    /// <param name="now">Now.</param>
    /// <param name="listFetchedAt">When the exemption list was last fetched; null never.</param>
    public static bool IsOver(Instant? endsAt, Instant now, Instant? listFetchedAt) =>
        endsAt is not { } end || (now >= end && listFetchedAt is { } fetched && fetched >= end);
}
