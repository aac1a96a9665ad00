using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Api.Allowances;

/// <summary>Of which moment and days it is asked what vehicles may do, and where.</summary>
/// <param name="At">Local moment.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Zone">One zone; null for all.</param>
public sealed record AllowanceTime(LocalDateTime At, LocalDate Until, ZoneId? Zone)
{
    /// <summary>Days after the first, at most.</summary>
    public const int MostDays = 31;

    private static readonly LocalDateTimePattern[] Moments = [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), LocalDateTimePattern.GeneralIso];

    /// <summary>All days, the first included.</summary>
    public IEnumerable<LocalDate> Days => Enumerable.Range(0, Period.DaysBetween(At.Date, Until) + 1).Select(At.Date.PlusDays);

    /// <summary>Reads what was sent; null, with what is wrong added, when it cannot be answered.</summary>
    /// <param name="at">Local moment; empty for now.</param>
    /// <param name="until">Last day; empty for the day of <paramref name="at"/>.</param>
    /// <param name="zone">Empty for all.</param>
    /// <param name="now">The present.</param>
    /// <param name="zones">Those with rules.</param>
    /// <param name="field">Says of a field what was expected.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal static AllowanceTime? Read(string? at, string? until, string? zone, Instant now, IReadOnlyList<PolicyDocument> zones, Func<string, string, FieldProblem> field, ICollection<FieldProblem> problems)
    {
        var local = DutchTime.Local(now).With(TimeAdjusters.TruncateToMinute);
        int before = problems.Count;
        var moment = string.IsNullOrWhiteSpace(at) ? local : Moments.Select(m => m.Parse(at.Trim())).Where(r => r.Success).Select(r => (LocalDateTime?)r.Value).FirstOrDefault();
        if (moment is null || moment.Value.Date <= local.Date.PlusYears(-EntryQuestion.YearsAround) || moment.Value.Date >= local.Date.PlusYears(EntryQuestion.YearsAround))
            problems.Add(field("at", "expected a local time within six years, such as 2026-03-02T10:30"));
        var last = string.IsNullOrWhiteSpace(until) ? moment?.Date : LocalDatePattern.Iso.Parse(until.Trim()) is { Success: true, Value: var day } ? day : null;
        if (moment is { } first && (last is null || last < first.Date || Period.DaysBetween(first.Date, last.Value) > MostDays))
            problems.Add(field("until", $"expected a date such as 2026-03-08, at most {MostDays} days after the moment asked"));
        var one = string.IsNullOrEmpty(zone) ? null : zones.Where(z => z.Zone.Text == zone).Select(z => (ZoneId?)z.Zone).FirstOrDefault();
        if (!string.IsNullOrEmpty(zone) && one is null)
            problems.Add(field("zone", $"expected one of {string.Join(", ", zones.Select(z => z.Zone.Text))}"));
        return problems.Count == before ? new AllowanceTime(moment!.Value, last!.Value, one) : null;
    }
}
