using NodaTime;
using NodaTime.TimeZones;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Rehearsal;

/// <summary>A moment at which the Dutch clock is put forward or back.</summary>
/// <param name="At">The instant of the change.</param>
/// <param name="Before">Offset from UTC until then.</param>
/// <param name="After">Offset from then on.</param>
public sealed record ClockChange(Instant At, Offset Before, Offset After)
{
    /// <summary>True in spring: an hour is missing. False in autumn: an hour comes twice.</summary>
    public bool IsSpring => After > Before;

    /// <summary>The local date of the change.</summary>
    public LocalDate Date => DutchTime.Local(At).Date;

    /// <summary>The first change after an instant; null when the time zone data know of none.</summary>
    public static ClockChange? Next(Instant after)
    {
        ZoneInterval now = DutchTime.Zone.GetZoneInterval(after);
        while (now.HasEnd)
        {
            var next = DutchTime.Zone.GetZoneInterval(now.End);
            // A new name or rule alone moves no clock.
            if (next.WallOffset != now.WallOffset)
                return new ClockChange(now.End, now.WallOffset, next.WallOffset);
            now = next;
        }

        return null;
    }
}
