using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>The earlier cases of a kenteken, as the repeat rule asks for them: from the rows alone, without opening a case.</summary>
public static class EarlierCases
{
    /// <summary>Earlier acts of the same kenteken in the same zone that are about one of the same regimes, with the number of each.</summary>
    /// <param name="db">Where they are kept.</param>
    /// <param name="row">The case that is asked about.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<IReadOnlyList<(string Number, EarlierCase Case)>> Of(CentralDb db, CaseRow row, CancellationToken ct)
    {
        if (row.PlateIndex is null)
            return [];
        var rows = await db.Cases.AsNoTracking()
            .Where(c => c.PlateIndex == row.PlateIndex && c.Zone == row.Zone && c.FirstSeen < row.FirstSeen && c.Id != row.Id && !c.WarningOnly)
            .OrderBy(c => c.FirstSeen).ToListAsync(ct);
        return [.. rows.Where(earlier => RegimesOf(earlier).Overlaps(RegimesOf(row))).Select(earlier => (earlier.Number, new EarlierCase(earlier.FirstSeen, StateOf(earlier), earlier.SentOn)))];
    }

    /// <summary>The regime that was decided for; before that, every one that may be.</summary>
    private static HashSet<string> RegimesOf(CaseRow row) =>
        row.Regime is { } decided ? [decided] : row.Offence.Split('+', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>What was sent counts as sent, also when a judge or the city took it back later: the person had been told.</summary>
    private static EarlierState StateOf(CaseRow row) => row.State switch
    {
        _ when row.SentOn is not null => EarlierState.Sent,
        CaseState.WarningLetter => EarlierState.Warned,
        CaseState.Rejected or CaseState.Lapsed or CaseState.Closed or CaseState.Annulled or CaseState.Withdrawn => EarlierState.Ended,
        _ => EarlierState.Open,
    };
}
