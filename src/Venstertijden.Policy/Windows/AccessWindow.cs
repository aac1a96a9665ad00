using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>
/// A span of one local day, half-open: the first minute belongs to it, the minute of its end does not. Minutes of the day, 0 to 1440.
/// </summary>
/// <param name="StartMinute">First minute, 0-1439.</param>
/// <param name="EndMinute">Minute at which it has ended, 1-1440.</param>
public readonly record struct AccessWindow(int StartMinute, int EndMinute)
{
    /// <summary>Minutes of a day: the end of a window that lasts till midnight.</summary>
    public const int MinutesPerDay = 24 * 60;

    /// <summary>True from the first instant up to, not including, the last.</summary>
    public bool Contains(LocalTime time) =>
        time.NanosecondOfDay >= StartMinute * NodaConstants.NanosecondsPerMinute && time.NanosecondOfDay < EndMinute * NodaConstants.NanosecondsPerMinute;

    /// <summary><c>07:00-12:00</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{StartMinute / 60:00}:{StartMinute % 60:00}-{EndMinute / 60:00}:{EndMinute % 60:00}");
}
