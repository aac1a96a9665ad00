using NodaTime;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What holds for a vehicle in a zone for the rest of today, as a firm reads it.</summary>
/// <param name="Zone">Name for people.</param>
/// <param name="Word">The text under <c>today.</c>.</param>
/// <param name="Clock">The time in it, such as "12.00"; empty where it has none.</param>
/// <param name="Tone">How it is meant.</param>
public sealed record Today(string Zone, string Word, string Clock, Tone Tone)
{
    // Today, and a week after it.
    private const int DaysAhead = 8;

    /// <summary>What holds now, and next.</summary>
    public static Today Of(PolicySet policies, ZoneAccess zone, Instant now)
    {
        var local = DutchTime.Local(now);
        if (zone.MayEnter && zone.Verdict.Reason == ReasonCode.NotCovered) return new Today(zone.ZoneName, "free", "", Tone.Ok);
        if (zone.Verdict.Code == VerdictCode.Undecided) return new Today(zone.ZoneName, "unknown", "", Tone.Warning);
        if (zone.MayEnter)
            return VehicleAccess.Day(policies, zone.Facts, local.Date).OpenUntil(local) is { } until
                ? new Today(zone.ZoneName, "until", Written.Clock(until.TimeOfDay), Tone.Ok)
                : new Today(zone.ZoneName, "now", "", Tone.Ok);
        if (VehicleAccess.NextOpening(policies, zone.Facts, local, DaysAhead) is not { } next) return new Today(zone.ZoneName, "never", "", Tone.Danger);
        return next.Date == local.Date
            ? new Today(zone.ZoneName, "from", Written.Clock(next.TimeOfDay), Tone.Info)
            : new Today(zone.ZoneName, "later", $"{Written.Day(next.Date)} {Written.Clock(next.TimeOfDay)}", Tone.Neutral);
    }
}
