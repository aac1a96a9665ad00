using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Rehearsal;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>How the next change of the clock went in rehearsal.</summary>
/// <param name="Date">Its local date.</param>
/// <param name="IsSpring">True when an hour is missing, false when an hour comes twice.</param>
/// <param name="DaysAhead">Days until then.</param>
/// <param name="Zones">What was rehearsed in each zone.</param>
public sealed record RehearsalOnScreen(LocalDate Date, bool IsSpring, int DaysAhead, IReadOnlyList<RehearsedZone> Zones)
{
    /// <summary>So long before the change a rehearsal that failed is a warning: time to hold back fines, or to mend.</summary>
    public const int WarnedDaysAhead = 14;

    /// <summary>True when system and sign would disagree somewhere.</summary>
    public bool Failed => Zones.Any(zone => zone.Differ > 0);

    public bool Warns => Failed && DaysAhead <= WarnedDaysAhead;

    /// <summary>Rehearses; null when the time zone data know of no further change, or the town has no zone.</summary>
    public static RehearsalOnScreen? Of(PolicySet documents, SiteId site, Instant now)
    {
        if (ClockChange.Next(now) is not { } change)
            return null;
        var zones = documents.Zones.Select(zone => (Zone: zone, Document: documents.On(zone, change.Date, now)))
            .Where(zone => zone.Document?.Site == site.Value)
            .Select(zone => RehearsedZone.Of(zone.Document!, ClockChangeRehearsal.Of(documents, zone.Zone, change))).ToList();
        return zones.Count == 0 ? null : new RehearsalOnScreen(change.Date, change.IsSpring, Period.DaysBetween(DutchTime.Local(now).Date, change.Date), zones);
    }
}

/// <summary>What was rehearsed in one zone.</summary>
/// <param name="Name">Its name on the screen.</param>
/// <param name="Passages">How many passages.</param>
/// <param name="Differ">In how many the system and a person at the sign would disagree: must be none.</param>
/// <param name="Forgotten">In how many a camera that misses the change would be wrong: to look at on the day.</param>
public sealed record RehearsedZone(string Name, int Passages, int Differ, int Forgotten)
{
    internal static RehearsedZone Of(PolicyDocument document, IReadOnlyCollection<RehearsedPassage> passages) => new(
        Shared.Written.Capital(Shared.Language.IsEnglish ? document.ZoneNameEnglish : document.ZoneName), passages.Count, passages.Count(p => p.Differs), passages.Count(p => p.NeedsTheChange));
}
