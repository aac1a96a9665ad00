using NodaTime;

namespace Venstertijden.Central.Features.Reports;

/// <summary>The length of a report.</summary>
public enum ReportPeriod
{
    Day,
    Month,
    Year,
}

/// <summary>A day, a month or a year of the calendar.</summary>
/// <param name="Period">Its length.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">The first day after it.</param>
public readonly record struct ReportSpan(ReportPeriod Period, LocalDate From, LocalDate Until)
{
    /// <summary>How its figures are named.</summary>
    public string Time => YearFigures.TimeOf(Period, From);

    /// <summary>The span in which a date lies.</summary>
    public static ReportSpan Of(ReportPeriod period, LocalDate date) => period switch
    {
        ReportPeriod.Day => new(period, date, date.PlusDays(1)),
        ReportPeriod.Month => new(period, new LocalDate(date.Year, date.Month, 1), new LocalDate(date.Year, date.Month, 1).PlusMonths(1)),
        _ => new(period, new LocalDate(date.Year, 1, 1), new LocalDate(date.Year + 1, 1, 1)),
    };

    /// <summary>How many of its days have begun.</summary>
    public int DaysBegun(LocalDate today) => Math.Max(0, NodaTime.Period.DaysBetween(From, LocalDate.Min(Until, today.PlusDays(1))));

    /// <summary>What it is fairly set beside: the same a year before, else the one before; a day beside the same day of the week before.</summary>
    public IEnumerable<ReportSpan> Before => Period switch
    {
        ReportPeriod.Day => [Of(Period, From.PlusDays(-7))],
        ReportPeriod.Month => [Of(Period, From.PlusYears(-1)), Of(Period, From.PlusMonths(-1))],
        _ => [Of(Period, From.PlusYears(-1))],
    };
}
