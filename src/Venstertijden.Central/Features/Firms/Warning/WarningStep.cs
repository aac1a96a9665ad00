using NodaTime;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>When a firm is warned that a right ends.</summary>
public static class WarningStep
{
    /// <summary>Days before the end, first to last.</summary>
    public static readonly IReadOnlyList<int> All = [90, 30, 7];

    /// <summary>
    /// The step that a right has reached; null before the first, after its end, and for one that lasts shorter than the step itself: of a permit of one
    /// week nobody needs to be warned a month before.
    /// </summary>
    public static int? Of(RightEnd end, LocalDate today)
    {
        int left = Period.DaysBetween(today, end.EndsOn);
        if (left < 1) return null;
        int? reached = All.Where(step => left <= step).Select(step => (int?)step).LastOrDefault();
        return reached is { } step && (end.Since is not { } since || Period.DaysBetween(since, end.EndsOn) > step) ? step : null;
    }

    /// <summary>How long after so many failures a mail is offered again: a minute, five, twenty-five, then every six hours at most.</summary>
    public static Duration AfterFailure(int attempts) => Duration.Min(Duration.FromMinutes(Math.Pow(5, Math.Min(attempts, 5) - 1)), Duration.FromHours(6));
}
