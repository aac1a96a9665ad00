using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Venstertijden.Policy.Windows;

/// <summary>
/// An <c>opening_hours</c> text, compiled once and asked often, by local time. Spans are half-open. The subset that is read is written down at
/// <see cref="OpeningHoursParser"/> and in the policy schema.
/// </summary>
public sealed class WindowCalendar
{
    private readonly ImmutableArray<OpeningRule> _rules;
    private readonly HolidayCalendar _holidays;

    // Index 0 is Monday; null when a rule depends on the date, so that each day must be asked anew.
    private readonly ImmutableArray<AccessWindow>[]? _week;

    private WindowCalendar(string text, ImmutableArray<OpeningRule> rules, HolidayCalendar holidays)
    {
        Text = text;
        _rules = rules;
        _holidays = holidays;
        if (rules.Any(rule => rule.DependsOnDate))
            return;
        var monday = new LocalDate(2024, 1, 1);
        _week = [.. Enumerable.Range(0, 7).Select(day => Compute(monday.PlusDays(day)))];
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>True when not every week is the same.</summary>
    public bool DependsOnDate => _week is null;

    /// <summary>Compiles a text.</summary>
    /// <param name="text">In the subset of <c>opening_hours</c>.</param>
    /// <param name="holidays">What <c>PH</c> stands for.</param>
    /// <param name="calendar">The calendar, on success.</param>
    /// <param name="error">What was expected and where, on failure.</param>
    public static bool TryCompile(string text, HolidayCalendar holidays, [NotNullWhen(true)] out WindowCalendar? calendar, [NotNullWhen(false)] out string? error)
    {
        calendar = OpeningHoursParser.TryParse(text, out var rules, out error) ? new WindowCalendar(text, rules, holidays) : null;
        return calendar is not null;
    }

    /// <summary>True inside a window.</summary>
    public bool IsOpen(LocalDateTime local)
    {
        if (_week is null)
            return IsOpenByRules(local);
        var time = local.TimeOfDay;
        foreach (var window in _week[(int)local.DayOfWeek - 1])
            if (window.Contains(time))
                return true;
        return false;
    }

    /// <summary>
    /// True inside a window, or closer to one than the tolerance: before its start or after its end.
    /// </summary>
    public bool IsOpen(LocalDateTime local, Duration tolerance)
    {
        if (IsOpen(local))
            return true;
        if (tolerance == Duration.Zero)
            return false;
        var early = local.PlusNanoseconds((long)tolerance.TotalNanoseconds);
        // Late by exactly the tolerance is still within it: the last instant of the window lies just before its end.
        var late = local.PlusNanoseconds(-(long)tolerance.TotalNanoseconds - 1);
        return IsOpen(early) || IsOpen(late);
    }

    /// <summary>The windows of one local day in order, clipped to it; what reaches over midnight appears on both days.</summary>
    public ImmutableArray<AccessWindow> On(LocalDate date) => _week is null ? Compute(date) : _week[(int)date.DayOfWeek - 1];

    /// <summary>True when some day from the first up to, not including, the last has a window.</summary>
    public bool EverOpens(LocalDate first, LocalDate until)
    {
        for (var date = first; date < until; date = date.PlusDays(1))
            if (On(date).Length > 0)
                return true;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private bool IsOpenByRules(LocalDateTime local)
    {
        var time = local.TimeOfDay;
        foreach (var window in Compute(local.Date))
            if (window.Contains(time))
                return true;
        return false;
    }

    private ImmutableArray<AccessWindow> Compute(LocalDate date)
    {
        var spans = new List<AccessWindow>();
        Collect(date, 0, spans);
        Collect(date.PlusDays(-1), -AccessWindow.MinutesPerDay, spans);
        return Joined(spans);
    }

    private void Collect(LocalDate date, int shift, List<AccessWindow> into)
    {
        // A later rule replaces the earlier ones on its days, unless it adds to them.
        var first = 0;
        for (var i = 0; i < _rules.Length; i++)
            if (!_rules[i].Adds && _rules[i].Covers(date, _holidays))
                first = i;
        for (var i = first; i < _rules.Length; i++)
        {
            if (!_rules[i].Covers(date, _holidays))
                continue;
            foreach (var span in _rules[i].Spans)
            {
                var clipped = new AccessWindow(Math.Max(0, span.StartMinute + shift), Math.Min(AccessWindow.MinutesPerDay, span.EndMinute + shift));
                if (clipped.StartMinute < clipped.EndMinute)
                    into.Add(clipped);
            }
        }
    }

    private static ImmutableArray<AccessWindow> Joined(List<AccessWindow> spans)
    {
        var joined = ImmutableArray.CreateBuilder<AccessWindow>(spans.Count);
        foreach (var span in spans.OrderBy(s => s.StartMinute))
        {
            if (joined.Count > 0 && span.StartMinute <= joined[^1].EndMinute)
                joined[^1] = joined[^1] with { EndMinute = Math.Max(joined[^1].EndMinute, span.EndMinute) };
            else
                joined.Add(span);
        }

        return joined.ToImmutable();
    }
}
