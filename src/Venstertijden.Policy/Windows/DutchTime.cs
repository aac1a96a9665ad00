using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>
/// The time by which the rules are written: Europe/Amsterdam. In autumn's repeated hour both instants have the same local time, and rules are asked
/// by local time only, so a passage that is allowed at either instant is allowed.
/// </summary>
public static class DutchTime
{
    /// <summary>Europe/Amsterdam of the time zone data that travels with NodaTime.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    /// <summary>The local time of an instant.</summary>
    public static LocalDateTime Local(Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>The first instant of a local date.</summary>
    public static Instant StartOf(LocalDate date) => Zone.AtStartOfDay(date).ToInstant();

    /// <summary>The instants at which the clock shows a local time: none for spring's missing hour, two for autumn's repeated hour.</summary>
    public static IReadOnlyList<Instant> InstantsOf(LocalDateTime local)
    {
        var mapping = Zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => [],
            1 => [mapping.Single().ToInstant()],
            _ => [mapping.First().ToInstant(), mapping.Last().ToInstant()],
        };
    }
}
