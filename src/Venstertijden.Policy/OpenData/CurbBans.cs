using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.OpenData;

/// <summary>A kind of vehicle that the zero-emission rule keeps out from some day on.</summary>
/// <param name="UserClasses">A vehicle must have all of them.</param>
/// <param name="From">First local date without access; null since ever.</param>
/// <param name="Row">The row of the table that says so.</param>
internal sealed record CurbBan(ImmutableArray<string> UserClasses, LocalDate? From, TransitionRow Row);

/// <summary>
/// The transition table without its order. In the table the first row that fits counts; here each kind of vehicle stands once with what the first row says
/// of it, so that nobody who reads the feed needs the order.
/// </summary>
internal static class CurbBans
{
    private static readonly LocalDate LongAgo = new(1900, 1, 1);

    internal static IEnumerable<CurbBan> Of(ZeroEmissionRule rule)
    {
        foreach (var (name, categories) in UserClasses.Of(rule.Terms.AppliesTo))
        {
            var alike = categories.All(category => Bans(rule.Table, category).SequenceEqual(Bans(rule.Table, categories[0])));
            foreach (var (vehicle, category) in alike ? [(name, categories[0])] : categories.Select(c => (UserClasses.Named(c), c)))
                foreach (var (conditions, row) in Bans(rule.Table, category).Select(ban => (ban.Conditions, ban.Row)))
                    yield return new CurbBan([vehicle, .. conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.AccessUntil, row);
        }
    }

    private static List<(string Conditions, TransitionRow Row)> Bans(TransitionTable table, VehicleCategory category) =>
    [
        .. from emissionClass in Enum.GetValues<EmissionClass>()
           where emissionClass != EmissionClass.Z
           from ban in OfClass(table, category, emissionClass)
           select ($"{UserClasses.Of(emissionClass)} {ban.Conditions}", ban.Row),
    ];

    private static List<(string Conditions, TransitionRow Row)> OfClass(TransitionTable table, VehicleCategory category, EmissionClass emissionClass)
    {
        var (rigid, tractor) = (Bands(table, category, emissionClass, tractor: false), Bands(table, category, emissionClass, tractor: true));
        return rigid.SequenceEqual(tractor)
            ? rigid
            : [.. rigid.Select(ban => ($"rigid {ban.Conditions}", ban.Row)), .. tractor.Select(ban => ($"tractor_unit {ban.Conditions}", ban.Row))];
    }

    /// <summary>Bands of first admission between the boundaries of the table; neighbours that end alike are one band.</summary>
    private static List<(string Conditions, TransitionRow Row)> Bands(TransitionTable table, VehicleCategory category, EmissionClass emissionClass, bool tractor)
    {
        var bands = new List<(LocalDate? From, LocalDate? Before, TransitionRow Row)>();
        LocalDate?[] starts = [null, .. table.AdmissionBoundaries.Select(date => (LocalDate?)date)];
        for (var i = 0; i < starts.Length; i++)
        {
            // The reader refuses a table with a hole.
            var row = table.RowFor(category, emissionClass, starts[i] ?? LongAgo, tractor)!;
            var before = i + 1 < starts.Length ? starts[i + 1] : null;
            if (bands.Count > 0 && (bands[^1].Row.Always, bands[^1].Row.AccessUntil, bands[^1].Row.IsExample) == (row.Always, row.AccessUntil, row.IsExample))
                bands[^1] = bands[^1] with { Before = before };
            else
                bands.Add((starts[i], before, row));
        }

        return
        [
            .. bands.Where(band => !band.Row.Always).Select(band => (string.Join(' ', new[]
            {
                band.From is { } from ? UserClasses.AdmittedFrom(from) : "",
                band.Before is { } before ? UserClasses.AdmittedBefore(before) : "",
            }.Where(condition => condition.Length > 0)), band.Row)),
        ];
    }
}
