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
    /// <summary>What holds now, and next.</summary>
    public static Today Of(PolicySet policies, ZoneAccess zone, Instant now)
    {
        var local = DutchTime.Local(now);
        if (zone.MayEnter && zone.Verdict.Reason == ReasonCode.NotCovered) return new Today(zone.ZoneName, "free", "", Tone.Ok);
        if (zone.Verdict.Code == VerdictCode.Undecided) return new Today(zone.ZoneName, "unknown", "", Tone.Warning);
        var day = VehicleAccess.Day(policies, zone.Facts, local.Date);
        if (zone.MayEnter)
        {
            var until = day.Open.FirstOrDefault(s => s.From <= local && local < s.Until)?.Until;
            return until is null || until == local.Date.PlusDays(1).AtMidnight()
                ? new Today(zone.ZoneName, "now", "", Tone.Ok)
                : new Today(zone.ZoneName, "until", Written.Clock(until.Value.TimeOfDay), Tone.Ok);
        }

        if (day.Open.FirstOrDefault(s => s.From > local) is { } next) return new Today(zone.ZoneName, "from", Written.Clock(next.From.TimeOfDay), Tone.Info);
        var later = Enumerable.Range(1, 7).Select(d => VehicleAccess.Day(policies, zone.Facts, local.Date.PlusDays(d))).FirstOrDefault(d => d.Open.Count > 0);
        return later is null
            ? new Today(zone.ZoneName, "never", "", Tone.Danger)
            : new Today(zone.ZoneName, "later", $"{Written.Day(later.Date)} {Written.Clock(later.Open[0].From.TimeOfDay)}", Tone.Neutral);
    }
}
