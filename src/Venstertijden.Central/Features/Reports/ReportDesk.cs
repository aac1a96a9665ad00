using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Reports;

/// <summary>A report for the council: what a page, a file and a document show. Counts only.</summary>
public sealed record CouncilReport
{
    /// <summary>Of which day, month or year.</summary>
    public required ReportSpan Span { get; init; }

    /// <summary>Of which zone; empty for all.</summary>
    public required string Zone { get; init; }

    /// <summary>Zones that can be chosen, with their names.</summary>
    public required IReadOnlyDictionary<string, string> ZoneNames { get; init; }

    public required IReadOnlyDictionary<string, string> CameraNames { get; init; }
    public required LocalDate Today { get; init; }

    /// <summary>When cases were counted.</summary>
    public required Instant CasesAt { get; init; }

    public required IReadOnlyDictionary<int, YearFigures> Years { get; init; }
    public required IReadOnlyList<CameraAvailability> Availability { get; init; }

    /// <summary>False when the availability of cameras is unproven.</summary>
    public required bool IsAvailabilityProven { get; init; }

    public required IReadOnlyList<RuleEffect> Effects { get; init; }

    /// <summary>Of a day: passages by hour in tens, so that they tell nothing about a small count of the month; else empty.</summary>
    public required IReadOnlyList<(string Hour, long Tens)> Hours { get; init; }

    public YearFigures Figures => Years[Span.From.Year];

    /// <summary>A figure of this report's time and zone.</summary>
    public Figure Of(Measure measure, TallyKind? kind = null, string value = "") => In(Span, measure, kind, value);

    /// <summary>A figure of this report's zone in another time.</summary>
    public Figure In(ReportSpan span, Measure measure, TallyKind? kind = null, string value = "") =>
        Years.TryGetValue(span.From.Year, out var year) ? year.Of(new FigureKey(span.Time, Zone, measure, kind, value)) : default;

    /// <summary>Share of the passages with an answer that kept the rules, 0 to 1; null where it may not be seen or there are none.</summary>
    public static double? Share(Figure passages, Figure broken, Figure undecided) => passages.Seen - undecided.Seen is > 0 and var decided && broken.Seen is { } few ? (double)(decided - few) / decided : null;
}

/// <summary>Makes reports.</summary>
public sealed class ReportDesk(CentralDb db, ReportShelf shelf, ICameraFacts cameras, LivePolicies policies, IClock clock)
{
    private const int MostEffects = 2;

    /// <summary>The zone asked for, when there is one of that name; else all.</summary>
    public async Task<CouncilReport> Of(ReportPeriod period, LocalDate date, string? zone, CancellationToken ct)
    {
        var (span, today, rules) = (ReportSpan.Of(period, date), DutchTime.Local(clock.GetCurrentInstant()).Date, policies.Current);
        var years = new Dictionary<int, YearFigures>();
        async Task Need(int year) => years[year] = years.TryGetValue(year, out var has) ? has : await shelf.Of(db, year, ct);
        await Need(span.From.Year);
        var names = rules.Zones.ToDictionary(z => z.Text, z => rules.Documents.First(d => d.Zone == z) is var latest && Language.IsEnglish ? latest.ZoneNameEnglish : latest.ZoneName);
        foreach (string other in years[span.From.Year].Zones)
            names.TryAdd(other, other);
        string chosen = zone is not null && names.ContainsKey(zone) ? zone : "";
        foreach (var before in span.Before)
            await Need(before.From.Year);
        var changes = RuleEffect.ChangesOf(rules, chosen.Length > 0 ? [chosen] : names.Keys, LocalDate.Min(span.Until.PlusDays(-1), today)).Where(c => c.On >= span.Until.PlusYears(-1)).ToList();
        foreach (var (_, on) in changes)
            foreach (var month in RuleEffect.MonthsAround(on, today) is var around ? around.Before.Concat(around.After) : [])
                await Need(month.Year);
        return new CouncilReport
        {
            Span = span, Zone = chosen, ZoneNames = names, Today = today, Years = years,
            CameraNames = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera.Value, c => c.DisplayName, ct),
            CasesAt = await db.ReportMarks.AsNoTracking().Select(m => (Instant?)m.CasesAt).FirstOrDefaultAsync(ct) ?? clock.GetCurrentInstant(),
            Availability = [.. (await cameras.Availability(db, span.From, span.Until, ct)).Where(c => chosen.Length == 0 || c.Zone == chosen)], IsAvailabilityProven = cameras.IsProven,
            Effects = [.. changes.Select(c => RuleEffect.Of(c.Zone, c.On, today, year => years[year])).OfType<RuleEffect>().Take(MostEffects)],
            Hours = period == ReportPeriod.Day ? await Hours(date, chosen, ct) : [],
        };
    }

    private async Task<IReadOnlyList<(string, long)>> Hours(LocalDate day, string zone, CancellationToken ct)
    {
        const long ten = 10;
        var mark = await db.ReportMarks.AsNoTracking().FirstOrDefaultAsync(ct);
        var hours = (await shelf.Tallies(db, mark, day, day.PlusDays(1), ct)).Where(t => t.Key.Kind == TallyKind.Hour && (zone.Length == 0 || t.Key.Zone == zone)).ToLookup(t => t.Key.Value, t => t.Value);
        return [.. Enumerable.Range(0, 24).Select(h => h.ToString("00", CultureInfo.InvariantCulture)).Select(h => (h, (hours[h].Sum() + (ten / 2)) / ten * ten))];
    }
}
