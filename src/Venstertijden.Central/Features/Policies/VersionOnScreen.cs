using System.Globalization;
using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>What a version is at the moment that is looked at.</summary>
public enum VersionState
{
    Now,

    /// <summary>It starts later.</summary>
    Later,
    Past,

    /// <summary>A later record holds for that day.</summary>
    Replaced,

    /// <summary>It had not been recorded yet at the moment of knowing.</summary>
    Unknown,
}

/// <summary>A stored version beside the moment that is looked at.</summary>
/// <param name="Row">As stored.</param>
/// <param name="Document">As read; null when the text cannot be read any more.</param>
/// <param name="State">What it is then.</param>
public sealed record VersionOnScreen(StoredPolicy Row, PolicyDocument? Document, VersionState State)
{
    public string Address => AddressOf(Row);

    public static string AddressOf(StoredPolicy row) => string.Create(CultureInfo.InvariantCulture, $"/regels/versie/{row.DocumentId}/{row.Number}");
}

/// <summary>One zone at the moment that is looked at.</summary>
public sealed record ZoneRules(ZoneId Zone, string Name, PolicyDocument? InForce, IReadOnlyList<VersionOnScreen> Versions, ZoneTimeline Timeline)
{
    public StoredPolicy? RowInForce => Versions.FirstOrDefault(v => v.State == VersionState.Now)?.Row;

    /// <summary>Every zone that has a document, as of a day, by what was recorded then.</summary>
    public static IReadOnlyList<ZoneRules> Of(IReadOnlyList<StoredPolicy> stored, LocalDate date, Instant? knownAt, LocalDate today)
    {
        var read = stored.ToDictionary(s => s.Id, s => PolicyReader.ReadDocument(s.FileName, s.Yaml, out _));
        var set = new PolicySet(read.Values.OfType<PolicyDocument>());
        return [.. stored.GroupBy(s => s.Zone).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var zone = ZoneId.Parse(g.Key);
            var inForce = set.On(zone, date, knownAt);
            var versions = g.OrderByDescending(s => s.ValidFrom).ThenByDescending(s => s.RecordedAt).Select(s => new VersionOnScreen(s, read[s.Id], StateOf(s, inForce, date, knownAt))).ToList();
            string name = (inForce ?? read[versions[0].Row.Id]) is { } any ? (Shared.Language.IsEnglish ? any.ZoneNameEnglish : any.ZoneName) : g.Key;
            return new ZoneRules(zone, Shared.Written.Capital(name), inForce, versions, ZoneTimeline.Of(versions, date, today));
        })];
    }

    private static VersionState StateOf(StoredPolicy row, PolicyDocument? inForce, LocalDate date, Instant? knownAt) => row switch
    {
        _ when knownAt is { } known && row.RecordedAt > known => VersionState.Unknown,
        _ when row.VersionName == inForce?.Version => VersionState.Now,
        { ValidFrom: var from } when from > date => VersionState.Later,
        { ValidUntil: { } until } when until <= date => VersionState.Past,
        _ => VersionState.Replaced,
    };
}

/// <summary>A drawing of when each version holds: shares of the width, from 0 to 100.</summary>
public sealed record ZoneTimeline(IReadOnlyList<ZoneTimeline.Bar> Bars, IReadOnlyList<(decimal At, int Year)> Years, decimal Moment)
{
    private const int YearsBack = 4;
    private const int YearsAhead = 4;

    public sealed record Bar(decimal From, decimal Width, VersionState State, int Row);

    public static ZoneTimeline Of(IReadOnlyList<VersionOnScreen> versions, LocalDate date, LocalDate today)
    {
        var first = new LocalDate(Math.Min(date.Year, today.Year) - YearsBack, 1, 1);
        var last = new LocalDate(Math.Max(date.Year, today.Year) + YearsAhead, 1, 1);
        var shown = versions.Where(v => v.Row.ValidFrom < last && (v.Row.ValidUntil is not { } until || until > first)).Reverse().ToList();
        return new ZoneTimeline(
            [.. shown.Select((v, row) => new Bar(At(v.Row.ValidFrom), At(v.Row.ValidUntil ?? last) - At(v.Row.ValidFrom), v.State, row))],
            [.. Enumerable.Range(first.Year, last.Year - first.Year).Select(year => (At(new LocalDate(year, 1, 1)), year))],
            At(date));

        decimal At(LocalDate day) => Math.Round(100m * Math.Clamp(Period.DaysBetween(first, day), 0, Period.DaysBetween(first, last)) / Period.DaysBetween(first, last), 2);
    }
}
