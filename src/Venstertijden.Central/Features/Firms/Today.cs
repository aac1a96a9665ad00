using NodaTime;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What holds for a vehicle in a zone for the rest of today, as a firm reads it.</summary>
/// <param name="Zone">Name for people.</param>
/// <param name="Word">The text under <c>today.</c>.</param>
/// <param name="Clock">The time in it, such as "12.00"; empty where it has none.</param>
/// <param name="EndsOn">First day from which it may no longer enter; null when none is known.</param>
public sealed record Today(string Zone, string Word, string Clock, Tone Tone, LocalDate? EndsOn)
{
    public static Today Of(VehicleAccess access, ZoneAccess zone, Instant now)
    {
        var local = DutchTime.Local(now);
        var day = access.Day(zone.Zone, local.Date);
        var ends = access.EndsOn(zone.Zone, local.Date);
        if (zone.MayEnter)
        {
            if (zone.Verdict.Reason == ReasonCode.NotCovered) return new Today(zone.ZoneName, "free", "", Tone.Ok, null);
            var until = day.Open.FirstOrDefault(s => s.From <= local && local < s.Until)?.Until;
            return until is null || until == local.Date.PlusDays(1).AtMidnight()
                ? new Today(zone.ZoneName, "now", "", Tone.Ok, ends)
                : new Today(zone.ZoneName, "until", Written.Clock(until.Value.TimeOfDay), Tone.Ok, ends);
        }

        if (zone.Verdict.Code == VerdictCode.Undecided) return new Today(zone.ZoneName, "unknown", "", Tone.Warning, ends);
        var next = day.Open.FirstOrDefault(s => s.From > local);
        if (next is not null) return new Today(zone.ZoneName, "from", Written.Clock(next.From.TimeOfDay), Tone.Info, ends);
        var tomorrow = Enumerable.Range(1, 7).Select(d => access.Day(zone.Zone, local.Date.PlusDays(d))).FirstOrDefault(d => d.Open.Count > 0);
        return tomorrow is null
            ? new Today(zone.ZoneName, "never", "", Tone.Danger, ends)
            : new Today(zone.ZoneName, "later", $"{Written.Day(tomorrow.Date)} {Written.Clock(tomorrow.Open[0].From.TimeOfDay)}", Tone.Neutral, ends);
    }
}
