using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Tests.Windows;

public class WindowCalendarTests
{
    private static readonly HolidayCalendar Holidays = new("new-year", "easter-monday", "kings-day", "christmas-day");

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static WindowCalendar Compile(string text)
    {
        Assert.That(WindowCalendar.TryCompile(text, Holidays, out var calendar, out var error), error);
        return calendar!;
    }

    // One row = rule, date, the windows of that day. 2026-03-02 is a Monday.
    [TestCase("Mo-Sa 07:00-12:00", "2026-03-02", "07:00-12:00")]
    [TestCase("Mo-Sa 07:00-12:00", "2026-03-08", "")]
    [TestCase("Mo-Th 07:00-13:00,17:30-20:00; Fr 07:00-13:00; Sa 07:00-11:00", "2026-03-05", "07:00-13:00 17:30-20:00")]
    [TestCase("Mo-Th 07:00-13:00,17:30-20:00; Fr 07:00-13:00; Sa 07:00-11:00", "2026-03-06", "07:00-13:00")]
    [TestCase("Mo-Th 07:00-13:00,17:30-20:00; Fr 07:00-13:00; Sa 07:00-11:00", "2026-03-07", "07:00-11:00")]
    [TestCase("24/7", "2026-03-08", "00:00-24:00")]
    [TestCase("07:00-12:00", "2026-03-08", "07:00-12:00")]
    [TestCase("Mo,We,Fr 07:00-12:00", "2026-03-04", "07:00-12:00")]
    [TestCase("Mo,We,Fr 07:00-12:00", "2026-03-03", "")]
    [TestCase("Sa-Mo 07:00-12:00", "2026-03-08", "07:00-12:00")]
    [TestCase("Sa-Mo 07:00-12:00", "2026-03-03", "")]
    [TestCase("Mo-Fr 07:00-12:00; We off", "2026-03-04", "")]
    [TestCase("Mo-Fr 07:00-12:00; We 09:00-10:00", "2026-03-04", "09:00-10:00")]
    [TestCase("Mo-Fr 07:00-12:00, We 19:00-21:00", "2026-03-04", "07:00-12:00 19:00-21:00")]
    [TestCase("Mo-Sa 07:00-12:00; PH off", "2026-04-06", "")]
    [TestCase("Mo-Sa 07:00-12:00; PH 09:00-10:00", "2026-04-27", "09:00-10:00")]
    [TestCase("Mo-Sa 07:00-12:00; PH off", "2026-04-07", "07:00-12:00")]
    [TestCase("Su,PH 10:00-12:00", "2026-12-25", "10:00-12:00")]
    [TestCase("Fr 22:00-02:00", "2026-03-06", "22:00-24:00")]
    [TestCase("Fr 22:00-02:00", "2026-03-07", "00:00-02:00")]
    [TestCase("Fr 22:00-26:00", "2026-03-07", "00:00-02:00")]
    [TestCase("Mo-Su 22:00-02:00", "2026-03-04", "00:00-02:00 22:00-24:00")]
    [TestCase("Th[1] 18:00-21:00", "2026-03-05", "18:00-21:00")]
    [TestCase("Th[1] 18:00-21:00", "2026-03-12", "")]
    [TestCase("Fr[-1] 18:00-21:00", "2026-03-27", "18:00-21:00")]
    [TestCase("Fr[-1] 18:00-21:00", "2026-03-20", "")]
    [TestCase("Mo-Sa 07:00-12:00; Dec 24 07:00-16:00", "2026-12-24", "07:00-16:00")]
    [TestCase("Mo-Sa 07:00-12:00; 2026 Jun 06 off", "2026-06-06", "")]
    [TestCase("Mo-Sa 07:00-12:00; 2026 Jun 06 off", "2027-06-07", "07:00-12:00")]
    [TestCase("Mo-Sa 07:00-12:00; Dec 24 07:00-16:00", "2026-12-23", "07:00-12:00")]
    [TestCase("Mo-Sa 07:00-12:00; Dec 24 07:00-16:00", "2026-12-26", "07:00-12:00")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2026-05-01", "10:00-11:00")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2026-04-30", "")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2026-05-06", "")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2025-05-03", "")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2027-05-03", "")]
    [TestCase("2026 Dec 20-2027 Jan 05 10:00-11:00", "2027-01-05", "10:00-11:00")]
    [TestCase("2026 Dec 20-2027 Jan 05 10:00-11:00", "2027-01-06", "")]
    [TestCase("Dec 20-Jan 05 08:00-09:00", "2026-12-20", "08:00-09:00")]
    [TestCase("Dec 20-Jan 05 08:00-09:00", "2026-12-19", "")]
    [TestCase("Dec 20-Jan 05 08:00-09:00", "2027-01-03", "08:00-09:00")]
    [TestCase("Dec 20-Jan 05 08:00-09:00", "2027-01-06", "")]
    [TestCase("Jun-Aug Mo-Fr 05:00-09:00", "2026-07-06", "05:00-09:00")]
    [TestCase("Jun-Aug Mo-Fr 05:00-09:00", "2026-07-05", "")]
    [TestCase("2026 May 01-2026 May 05 10:00-11:00", "2026-05-05", "10:00-11:00")]
    [TestCase("2026-2027 Mo 10:00-11:00", "2027-03-01", "10:00-11:00")]
    [TestCase("2026-2027 Mo 10:00-11:00", "2028-03-06", "")]
    [TestCase("Feb 29 10:00-11:00", "2028-02-29", "10:00-11:00")]
    [TestCase("07:00-09:00,08:00-10:00", "2026-03-02", "07:00-10:00")]
    [TestCase("07:00-09:00,09:00-10:00", "2026-03-02", "07:00-10:00")]
    [TestCase("07:00-10:00,08:00-09:00", "2026-03-02", "07:00-10:00")]
    [TestCase("Mo-Su 22:00-24:00", "2026-03-04", "22:00-24:00")]
    public void The_windows_of_a_day(string rule, string date, string expected) =>
        Assert.That(string.Join(' ', Compile(rule).On(Date(date))), Is.EqualTo(expected));

    [Test]
    public void The_nth_weekday_of_a_month_is_counted_from_its_start_or_its_end()
    {
        string[] days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        for (var date = new LocalDate(2026, 1, 1); date.Year == 2026; date = date.PlusDays(1))
        {
            var month = Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)).Select(day => new LocalDate(date.Year, date.Month, day));
            var same = month.Where(other => other.DayOfWeek == date.DayOfWeek).ToList();
            for (var nth = 1; nth <= 5; nth++)
            {
                var day = days[(int)date.DayOfWeek - 1];
                Assert.That(Compile($"{day}[{nth}] 18:00-21:00").On(date).Length == 1, Is.EqualTo(same.IndexOf(date) == nth - 1), $"{day}[{nth}] {date}");
                Assert.That(Compile($"{day}[-{nth}] 18:00-21:00").On(date).Length == 1, Is.EqualTo(same.Count - same.IndexOf(date) == nth), $"{day}[-{nth}] {date}");
            }
        }
    }

    [TestCase("Tu 07:00-12:00", "2026-03-02", "2026-03-09", true)]
    [TestCase("Tu 07:00-12:00", "2026-03-02", "2026-03-03", false)]
    [TestCase("Tu 07:00-12:00", "2026-03-03", "2026-03-04", true)]
    [TestCase("2026 Jun 06 07:00-12:00", "2026-01-01", "2026-06-06", false)]
    [TestCase("Mo-Sa off", "2026-01-01", "2027-01-01", false)]
    public void A_calendar_opens_some_day_or_never(string rule, string first, string until, bool opens)
    {
        Assert.That(Compile(rule).EverOpens(Date(first), Date(until)), Is.EqualTo(opens));
        Assert.That((Compile(rule).Text, $"{Compile(rule)}"), Is.EqualTo((rule, rule)));
    }

    [TestCase("", "character 1", "where the text ends")]
    [TestCase("Mo-Sa", "a time hh:mm", "where the text ends")]
    [TestCase("Mo-Sa 07:00", "- and the end of the window", "character 12")]
    [TestCase("Mo-Sa 07:00+", "- and the end of the window", "'+'")]
    [TestCase("Mo-Sa 7:00-12:00", "a time hh:mm", "character 7")]
    [TestCase("Mo-Sa 24:00-25:00", "a start before 24:00", "24:00")]
    [TestCase("Mo-Sa 07:00-49:00", "a time hh:mm", "49:00")]
    [TestCase("Mo-Sa sunrise-12:00", "only words read", "sunrise")]
    [TestCase("SH 07:00-12:00", "only words read", "SH")]
    [TestCase("easter 07:00-12:00", "only words read", "easter")]
    [TestCase("Mo-Xx 07:00-12:00", "a day Mo, Tu", "Xx")]
    [TestCase("Mo[6] 07:00-12:00", "1 to 5 or -1 to -5", "character 4")]
    [TestCase("Feb 30 07:00-12:00", "a day that its month has", "Feb 30")]
    [TestCase("2026 Dec 20-2026 Dec 10 07:00-12:00", "does not end before it begins", "2026 Dec")]
    [TestCase("Dec 20-2026 Dec 31 07:00-12:00", "a year at both ends", "Dec 20")]
    [TestCase("Mo-Sa 07:00-12:00 || off", "; or , or the end", "||")]
    [TestCase("Mo-Sa 07:00-12:00 \"leveren\"", "; or , or the end", "leveren")]
    [TestCase("Mo-Sa 07:00-12:00;", "a time hh:mm", "where the text ends")]
    public void What_is_not_in_the_subset_is_refused_with_place_and_expectation(string rule, string expected, string found)
    {
        Assert.That(WindowCalendar.TryCompile(rule, Holidays, out _, out var error), Is.False);
        Assert.That(error, Does.Contain(expected).And.Contain(found));
    }

    [TestCase("06:59:59.999999999", false)]
    [TestCase("07:00:00", true)]
    [TestCase("11:59:59.999999999", true)]
    [TestCase("12:00:00", false)]
    public void A_window_is_half_open_to_the_nanosecond(string time, bool open)
    {
        var local = Date("2026-03-02") + LocalTimePattern.ExtendedIso.Parse(time).Value;
        Assert.That(Compile("Mo-Sa 07:00-12:00").IsOpen(local), Is.EqualTo(open));
        Assert.That(Compile("Mo-Sa 07:00-12:00; PH off").IsOpen(local), Is.EqualTo(open), "asked day by day");
    }

    [TestCase("06:58:59", false)]
    [TestCase("06:59:00", true)]
    [TestCase("12:01:00", true)]
    [TestCase("12:01:00.000000001", false)]
    public void A_tolerance_widens_a_window_at_both_ends(string time, bool open) =>
        Assert.That(Compile("Mo-Sa 07:00-12:00").IsOpen(Date("2026-03-02") + LocalTimePattern.ExtendedIso.Parse(time).Value, Duration.FromMinutes(1)), Is.EqualTo(open));

    [TestCase(2024, "2024-03-29", "good-friday")]
    [TestCase(2025, "2025-04-21", "easter-monday")]
    [TestCase(2038, "2038-04-26", "easter-monday")]
    [TestCase(2025, "2025-04-26", "kings-day")]
    [TestCase(2026, "2026-04-27", "kings-day")]
    [TestCase(2013, "2013-04-30", "kings-day")]
    [TestCase(2026, "2026-05-14", "ascension-day")]
    [TestCase(2026, "2026-05-25", "whit-monday")]
    [TestCase(2026, "2026-05-05", "liberation-day")]
    public void Dutch_holidays_fall_on_their_day(int year, string date, string name)
    {
        var calendar = new HolidayCalendar(HolidayCalendar.KnownNames);
        Assert.That(calendar.NameOf(Date(date)), Is.EqualTo(name));
        Assert.That(Enumerable.Range(0, 365).Count(day => new HolidayCalendar(name).IsHoliday(new LocalDate(year, 1, 1).PlusDays(day))), Is.EqualTo(1));
    }

    [TestCase("Mo-Sa 07:00-12:00", "ma-za 7-12 uur", "Mon-Sat 07:00-12:00")]
    [TestCase("Mo-Th 07:00-13:00,17:30-20:00; Fr 07:00-13:00; Sa 07:00-11:00", "ma-do 7-13 en 17.30-20 uur, vr 7-13 uur, za 7-11 uur",
        "Mon-Thu 07:00-13:00 and 17:30-20:00, Fri 07:00-13:00, Sat 07:00-11:00")]
    public void Windows_are_written_as_people_write_them(string rule, string dutch, string english) =>
        Assert.That((WindowText.Dutch(Compile(rule), Date("2026-03-04")), WindowText.English(Compile(rule), Date("2026-03-04"))), Is.EqualTo((dutch, english)));
}
