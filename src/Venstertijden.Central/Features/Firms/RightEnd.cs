using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A right of a vehicle in a zone that ends on a known day.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="ZoneName">For people, Dutch.</param>
/// <param name="Right"><see cref="Access"/>, or the kind of an exemption.</param>
/// <param name="EndsOn">First day without it.</param>
/// <param name="Since">Day on which it began; null for long ago.</param>
public sealed record RightEnd(ZoneId Zone, string ZoneName, string Right, LocalDate EndsOn, LocalDate? Since)
{
    /// <summary>The right to enter at all.</summary>
    public const string Access = "access";

    /// <summary>False for an exemption.</summary>
    public bool IsAccess => Right == Access;

    /// <summary>
    /// What ends in the coming years, soonest first: access by the rules, and each exemption that holds now, that the zone honours and that
    /// no other of its kind takes over from.
    /// </summary>
    public static IReadOnlyList<RightEnd> Of(PolicySet policies, ZoneAccess zone, LocalDate today)
    {
        var ends = new List<RightEnd>();
        if (VehicleAccess.EndsOn(policies, zone.Facts, today) is { } access) ends.Add(new RightEnd(zone.Zone, zone.ZoneName, Access, access, null));
        foreach (var exemption in zone.Facts.Exemptions)
        {
            if (exemption.Until is not { } until || zone.Document?.RuleFor(exemption.Kind) is null) continue;
            var day = FirstDayWithout(until);
            if (day <= today || day > today + VehicleAccess.Ahead || exemption.From?.Date > today) continue;
            bool renewed = zone.Facts.Exemptions.Any(other => other != exemption && other.Kind == exemption.Kind && !(other.From > until) && !(other.Until <= until));
            if (!renewed) ends.Add(new RightEnd(zone.Zone, zone.ZoneName, ExemptionKinds.Code(exemption.Kind), day, exemption.From?.Date));
        }

        return [.. ends.OrderBy(e => e.EndsOn).ThenBy(e => e.Right, StringComparer.Ordinal)];
    }

    /// <summary>Of a right that holds until a local moment.</summary>
    internal static LocalDate FirstDayWithout(LocalDateTime until) => until.TimeOfDay == LocalTime.Midnight ? until.Date : until.Date.PlusDays(1);
}
