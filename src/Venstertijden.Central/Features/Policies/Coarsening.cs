using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>
/// After a day ends, a combination that was seen fewer than 5 times that month loses band and body: a rare lorry at one camera
/// could be somebody's. The combination is all that a fact says of vehicle and place; time and verdict do not make it rarer.
/// </summary>
public sealed class Coarsening(CentralDbs databases, IClock clock, ILogger<Coarsening> log)
{
    private const int AtOnce = 500;

    /// <summary>Does the days that ended since the last time, and days to which facts came late.</summary>
    /// <returns>How many facts lost band and body.</returns>
    public async Task<int> Run(SiteId site, CancellationToken ct)
    {
        var yesterday = DutchTime.Local(clock.GetCurrentInstant()).Date.PlusDays(-1);
        await using var db = databases.Open(site);
        var mark = await db.CoarsenedFacts.FirstOrDefaultAsync(ct);
        if (mark is not null && mark.Day >= yesterday)
            return 0;
        long greatest = await db.AnonymousFacts.MaxAsync(f => (long?)f.Id, ct) ?? 0, since = mark?.UpToId ?? 0;
        var end = yesterday.PlusDays(1).AtMidnight();
        var first = await db.AnonymousFacts.Where(f => f.Id > since && f.LocalQuarter < end).OrderBy(f => f.LocalQuarter).Select(f => (LocalDateTime?)f.LocalQuarter).FirstOrDefaultAsync(ct);
        var month = new[] { first?.Date ?? yesterday, mark?.Day.PlusDays(1) ?? yesterday }.Min();
        int changed = 0;
        for (var start = new LocalDate(month.Year, month.Month, 1); start <= yesterday; start = start.PlusMonths(1))
            changed += await Month(db, start, new[] { start.PlusMonths(1).AtMidnight(), end }.Min(), ct);
        if (mark is null)
            db.CoarsenedFacts.Add(new CoarsenedFacts { Day = yesterday, UpToId = greatest });
        else
            (mark.Day, mark.UpToId) = (yesterday, greatest);
        await db.SaveChangesAsync(ct);
        if (changed > 0)
            Log.Coarsened(log, changed, site.Value, yesterday.ToString("uuuu-MM-dd", null));
        return changed;
    }

    private static async Task<int> Month(CentralDb db, LocalDate start, LocalDateTime end, CancellationToken ct)
    {
        var first = start.AtMidnight();
        var seen = new Dictionary<object, (int Count, List<long> Ids)>();
        var facts = db.AnonymousFacts.Where(f => f.LocalQuarter >= first && f.LocalQuarter < end && (f.BodyGroup != "" || f.AdmissionBand != ""))
            .Select(f => new { f.Id, Combination = new { f.Zone, f.Camera, f.CountryGroup, f.Category, f.BodyGroup, f.EmissionClass, f.AdmissionBand, f.Statutory, f.ExemptionGroup } });
        await foreach (var fact in facts.AsAsyncEnumerable().WithCancellation(ct))
        {
            var (count, ids) = seen.GetValueOrDefault(fact.Combination, (0, []));
            if (count < SmallCount.Fewest)
                ids.Add(fact.Id);
            seen[fact.Combination] = (count + 1, ids);
        }

        long[] rare = [.. seen.Values.Where(s => s.Count < SmallCount.Fewest).SelectMany(s => s.Ids)];
        foreach (long[] some in rare.Chunk(AtOnce))
            await db.AnonymousFacts.Where(f => some.Contains(f.Id)).ExecuteUpdateAsync(s => s.SetProperty(f => f.BodyGroup, "").SetProperty(f => f.AdmissionBand, ""), ct);
        return rare.Length;
    }
}
