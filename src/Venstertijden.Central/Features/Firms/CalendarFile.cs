using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A whole-day event.</summary>
/// <param name="Key">What it is about, the same as long as it is about that; its UID is made from it.</param>
/// <param name="On">The day.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">What to do.</param>
public sealed record CalendarEvent(string Key, LocalDate On, string Summary, string Description);

/// <summary>Writes a calendar as programs subscribe to it (iCalendar, RFC 5545): whole days only, so no time zones are needed.</summary>
public static class CalendarFile
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    private const int LongestLine = 75;
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The whole file.</summary>
    /// <param name="name">Of the calendar.</param>
    /// <param name="events">In the order in which they are written.</param>
    /// <param name="now">When it is written.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events, Instant now)
    {
        var file = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//VenstertijdenHandhaving//Voertuigen//NL");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("X-WR-CALNAME:" + Escaped(name));
        Line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
        Line("X-PUBLISHED-TTL:PT12H");
        foreach (var one in events)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{UidOf(one.Key)}");
            Line("DTSTAMP:" + Stamp.Format(now));
            Line("DTSTART;VALUE=DATE:" + Day.Format(one.On));
            Line("DTEND;VALUE=DATE:" + Day.Format(one.On.PlusDays(1)));
            Line("SUMMARY:" + Escaped(one.Summary));
            Line("DESCRIPTION:" + Escaped(one.Description));
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return file.ToString();

        // A line is 75 bytes at most; the rest goes on the next one behind a space. No character is cut in two.
        void Line(string text)
        {
            int bytes = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if (bytes + rune.Utf8SequenceLength > LongestLine)
                {
                    file.Append("\r\n ");
                    bytes = 1;
                }

                file.Append(rune);
                bytes += rune.Utf8SequenceLength;
            }

            file.Append("\r\n");
        }
    }

    private static string UidOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32] + "@venstertijden";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");
}
