using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A part of a day in which a vehicle may enter, may not, or the register leaves it open.</summary>
/// <param name="From">First local moment.</param>
/// <param name="Until">Local moment at which it ends; midnight of the next day at the latest.</param>
/// <param name="Access">What holds.</param>
public sealed record AccessSpan(LocalDateTime From, LocalDateTime Until, Access Access);

/// <summary>One day in one zone.</summary>
public sealed record AccessDay(LocalDate Date, IReadOnlyList<AccessSpan> Spans)
{
    /// <summary>When the vehicle may enter.</summary>
    public IReadOnlyList<AccessSpan> Open => [.. Spans.Where(s => s.Access == Access.Yes)];

    /// <summary>When the open span that holds a moment ends; null when none holds it, or it lasts until the day does.</summary>
    public LocalDateTime? OpenUntil(LocalDateTime local) =>
        Open.FirstOrDefault(s => s.From <= local && local < s.Until)?.Until is { } until && until < Date.PlusDays(1).AtMidnight() ? until : null;
}

/// <summary>What a vehicle may do in a zone, day by day and over the years: the policy engine's allowances, as firms read them.</summary>
public static class VehicleAccess
{
    /// <summary>How far ahead is looked.</summary>
    public static readonly Period Ahead = Period.FromYears(5);

    /// <summary>The whole local day; stretches that say the same are one.</summary>
    public static AccessDay Day(PolicySet policies, PassageFacts vehicle, LocalDate date)
    {
        var spans = new List<AccessSpan>();
        foreach (var stretch in Allowances.Day(policies, vehicle, date))
        {
            if (spans.Count > 0 && spans[^1].Until == stretch.From && spans[^1].Access == stretch.Access) spans[^1] = spans[^1] with { Until = stretch.Until };
            else spans.Add(new AccessSpan(stretch.From, stretch.Until, stretch.Access));
        }

        return new AccessDay(date, spans);
    }

    /// <summary>When the vehicle may enter next, after a moment; null when it may not on that day and those after it.</summary>
    /// <param name="policies">All documents.</param>
    /// <param name="vehicle">In which zone, and what the vehicle is.</param>
    /// <param name="after">Local moment.</param>
    /// <param name="days">How many days are looked at, that of the moment included.</param>
    public static LocalDateTime? NextOpening(PolicySet policies, PassageFacts vehicle, LocalDateTime after, int days) =>
        Enumerable.Range(0, days).SelectMany(d => Day(policies, vehicle, after.Date.PlusDays(d)).Open).Select(s => (LocalDateTime?)s.From).FirstOrDefault(from => from > after);

    /// <summary>The coming years of the zero-emission rule, in the language of the request.</summary>
    public static IReadOnlyList<PeriodAllowance> Years(PolicySet policies, PassageFacts vehicle, LocalDate today) =>
        Allowances.Years(policies, vehicle, today, today + Ahead, Shared.Language.IsEnglish);

    /// <summary>
    /// The first day from which the vehicle may no longer enter at any hour; null when it may for as long as is looked ahead, or may not in the
    /// coming week either. Between two days on which a period, an exemption or a document begins or ends nothing changes: only those are asked.
    /// </summary>
    public static LocalDate? EndsOn(PolicySet policies, PassageFacts vehicle, LocalDate today)
    {
        if (!IsOpenInWeek(policies, vehicle, today)) return null;
        foreach (var date in ChangesAfter(policies, vehicle, today))
            if (!IsOpenInWeek(policies, vehicle, date)) return date;
        return null;
    }

    private static SortedSet<LocalDate> ChangesAfter(PolicySet policies, PassageFacts vehicle, LocalDate today)
    {
        var last = today + Ahead;
        var dates = new SortedSet<LocalDate>(Allowances.Years(policies, vehicle, today, last).Select(p => p.From));
        foreach (var document in policies.Documents)
        {
            if (document.Zone != vehicle.Zone) continue;
            dates.Add(document.Valid.From);
            if (document.Valid.Until is { } end) dates.Add(end);
        }

        foreach (var exemption in vehicle.Exemptions)
            if (exemption.Until is { } until && until.Date < last) dates.UnionWith([until.Date, until.Date.PlusDays(1)]);
        dates.RemoveWhere(date => date <= today || date >= last);
        return dates;
    }

    private static bool IsOpenInWeek(PolicySet policies, PassageFacts vehicle, LocalDate first)
    {
        for (int day = 0; day < 7; day++)
            if (Day(policies, vehicle, first.PlusDays(day)).Spans.Any(s => s.Access == Access.Yes)) return true;
        return false;
    }
}
