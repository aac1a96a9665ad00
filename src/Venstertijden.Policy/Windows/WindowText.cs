using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>Windows as people write them.</summary>
public static class WindowText
{
    private static readonly string[] DutchDays = ["ma", "di", "wo", "do", "vr", "za", "zo"];
    private static readonly string[] EnglishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The windows of the week in which the date lies: <c>ma-za 7-12 uur</c>; days with the same windows are taken together.</summary>
    public static string Dutch(WindowCalendar calendar, LocalDate date) =>
        string.Join(", ", Groups(calendar, date).Select(group => $"{Days(group, DutchDays)} {Join(group.Windows, Dutch, "en")} uur"));

    /// <summary>The same in English: <c>Mon-Sat 07:00-12:00</c>.</summary>
    public static string English(WindowCalendar calendar, LocalDate date) =>
        string.Join(", ", Groups(calendar, date).Select(group => $"{Days(group, EnglishDays)} {Join(group.Windows, window => window.ToString(), "and")}"));

    private static string Dutch(AccessWindow window) => $"{DutchClock(window.StartMinute)}-{DutchClock(window.EndMinute)}";

    private static string DutchClock(int minute) => minute % 60 == 0
        ? (minute / 60).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{minute / 60}.{minute % 60:00}");

    private static string Join(ImmutableArray<AccessWindow> windows, Func<AccessWindow, string> write, string and) => windows.Length == 1
        ? write(windows[0])
        : string.Join(", ", windows[..^1].Select(write)) + $" {and} {write(windows[^1])}";

    private static string Days((int First, int Last, ImmutableArray<AccessWindow> Windows) group, string[] names) =>
        group.First == group.Last ? names[group.First] : $"{names[group.First]}-{names[group.Last]}";

    private static List<(int First, int Last, ImmutableArray<AccessWindow> Windows)> Groups(WindowCalendar calendar, LocalDate date)
    {
        var monday = date.PlusDays(1 - (int)date.DayOfWeek);
        var groups = new List<(int First, int Last, ImmutableArray<AccessWindow> Windows)>();
        for (var day = 0; day < 7; day++)
        {
            var windows = calendar.On(monday.PlusDays(day));
            if (windows.IsEmpty)
                continue;
            if (groups.Count > 0 && groups[^1].Last == day - 1 && groups[^1].Windows.SequenceEqual(windows))
                groups[^1] = groups[^1] with { Last = day };
            else
                groups.Add((day, day, windows));
        }

        return groups;
    }
}
