using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>A day with its windows.</summary>
/// <param name="Date">The day.</param>
/// <param name="Holiday">Its name in the document; null on other days.</param>
/// <param name="Windows">In order; empty when closed.</param>
public sealed record DayTimes(LocalDate Date, string? Holiday, IReadOnlyList<AccessWindow> Windows);

/// <summary>When anybody may load and unload in a zone: this week, and on the holidays that come.</summary>
/// <param name="Document">The rules of today.</param>
/// <param name="Week">Today and the six days after.</param>
/// <param name="Holidays">The next ones.</param>
public sealed record ZoneTimes(PolicyDocument Document, IReadOnlyList<DayTimes> Week, IReadOnlyList<DayTimes> Holidays)
{
    private const int MostHolidays = 4;

    /// <param name="zone">Which zone; it has rules today.</param>
    /// <param name="set">All documents: a day to come may have another.</param>
    /// <param name="today">Local date.</param>
    public static ZoneTimes Of(PolicyDocument zone, PolicySet set, LocalDate today)
    {
        DayTimes On(LocalDate date) => set.On(zone.Zone, date) is { } document
            ? new DayTimes(date, document.Holidays.Value.NameOf(date), document.Pedestrian?.Windows.On(date) ?? [])
            : new DayTimes(date, null, []);
        return new ZoneTimes(zone, [.. Enumerable.Range(0, 7).Select(d => On(today.PlusDays(d)))],
            [.. Enumerable.Range(0, 366).Select(d => On(today.PlusDays(d))).Where(d => d.Holiday is not null).Take(MostHolidays)]);
    }
}
