using System.Globalization;
using NodaTime;

namespace Venstertijden.Central.Features.Shared;

/// <summary>Times, dates, sums and counts as people here write them, in the language of the request.</summary>
public static class Written
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    private static readonly string[] DutchDays = ["ma", "di", "wo", "do", "vr", "za", "zo"];
    private static readonly string[] DutchMonths = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    private static readonly string[] EnglishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] EnglishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>"ma 2 mrt 2026 13.04.07"; in the hour that autumn repeats it also says which of the two.</summary>
    public static string Second(Instant moment) => $"{Date(Local(moment).Date)} {Clock(Local(moment).TimeOfDay)}{Sep}{Local(moment).Second:00}{WhichHour(moment)}";

    /// <summary>"ma 2 mrt 2026 13.04".</summary>
    public static string Minute(Instant moment) => $"{Date(Local(moment).Date)} {Clock(Local(moment).TimeOfDay)}{WhichHour(moment)}";

    /// <summary>"13.04.07".</summary>
    public static string ClockSecond(Instant moment) => $"{Clock(Local(moment).TimeOfDay)}{Sep}{Local(moment).Second:00}{WhichHour(moment)}";

    /// <summary>"ma 2 mrt 2026".</summary>
    public static string Date(LocalDate date) => $"{Day(date)} {date.Day} {(Language.IsEnglish ? EnglishMonths : DutchMonths)[date.Month - 1]} {date.Year}";

    /// <summary>"ma".</summary>
    public static string Day(LocalDate date) => (Language.IsEnglish ? EnglishDays : DutchDays)[(int)date.DayOfWeek - 1];

    /// <summary>"7.00", without a leading zero on the hour.</summary>
    public static string Clock(LocalTime time) => $"{time.Hour}{Sep}{time.Minute:00}";

    public static LocalDate LocalDateOf(Instant moment) => Local(moment).Date;

    /// <summary>"€ 120,00" with a space that does not break.</summary>
    public static string Euro(decimal amount) =>
        "€\u00a0" + amount.ToString("N2", CultureInfo.GetCultureInfo(Language.IsEnglish ? "en-GB" : "nl-NL"));

    /// <summary>"1.234".</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>"12,4".</summary>
    public static string Tenths(double number) => number.ToString("0.0", CultureInfo.CurrentCulture);

    /// <summary>"98 %" of a share between 0 and 1; rounded down, so that only a sure thing is 100 %.</summary>
    public static string Percent(double share) => $"{Math.Floor(share * 100 + 1e-9):0}\u00a0%";

    /// <summary>With a capital in front.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    private static char Sep => Language.IsEnglish ? ':' : '.';

    private static LocalDateTime Local(Instant moment) => moment.InZone(Zone).LocalDateTime;

    private static string WhichHour(Instant moment)
    {
        var zoned = moment.InZone(Zone);
        if (Zone.MapLocal(zoned.LocalDateTime).Count < 2) return "";
        bool summer = zoned.IsDaylightSavingTime();
        return Language.IsEnglish ? (summer ? " (summer time)" : " (winter time)") : (summer ? " (zomertijd)" : " (wintertijd)");
    }
}
