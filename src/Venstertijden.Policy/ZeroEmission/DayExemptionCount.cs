using NodaTime;
using Venstertijden.Policy.Exemptions;

namespace Venstertijden.Policy.ZeroEmission;

/// <summary>
/// Day exemptions used per vehicle, municipality and calendar year, across firms. Shown only: granting is the national desk's, and one on the list is honoured.
/// </summary>
public static class DayExemptionCount
{
    private static readonly LocalTime EndOfNight = new(6, 0);

    /// <summary>How many days of the year the day exemptions of one vehicle in one municipality cover; a day granted twice counts once.</summary>
    public static int Used(IEnumerable<Exemption> ofOneVehicle, int year)
    {
        var days = new HashSet<LocalDate>();
        foreach (var exemption in ofOneVehicle.Where(e => e is { Kind: ExemptionKind.ZeDay, From: not null, Until: not null }))
        {
            var last = exemption.Until!.Value.PlusNanoseconds(-1).Date;
            // Given with hours, the morning till 06:00 belongs to the day before.
            if (!exemption.WholeDays && exemption.Until.Value.TimeOfDay > LocalTime.Midnight && exemption.Until.Value.TimeOfDay <= EndOfNight && last > exemption.From!.Value.Date)
                last = last.PlusDays(-1);
            var first = LocalDate.Max(exemption.From!.Value.Date, new LocalDate(year, 1, 1));
            for (var day = first; day <= last && day.Year == year; day = day.PlusDays(1))
                days.Add(day);
        }

        return days.Count;
    }
}
