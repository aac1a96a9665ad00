using NodaTime;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Central.Features.Api.Zones;

/// <summary>A window of a day.</summary>
/// <param name="From">Local, <c>HH:mm</c>.</param>
/// <param name="Until">Local, half-open; <c>24:00</c> for midnight.</param>
public sealed record WindowJson(string From, string Until);

/// <summary>A day with its windows.</summary>
/// <param name="Date">The day.</param>
/// <param name="Holiday">Its name; null on other days.</param>
/// <param name="Windows">When anybody may load and unload; empty when closed.</param>
public sealed record DayJson(LocalDate Date, string? Holiday, IReadOnlyList<WindowJson> Windows)
{
    internal static DayJson Of(DayTimes day) => new(day.Date, day.Holiday, [.. day.Windows.Select(w => w.ToString().Split('-')).Select(w => new WindowJson(w[0], w[1]))]);
}

/// <summary>A row of the zero-emission rule: the first that fits a vehicle counts.</summary>
/// <param name="Categories">Vehicle categories, such as N1.</param>
/// <param name="EmissionClasses">Emission classes, such as 5; empty for every class.</param>
/// <param name="Body">any, rigid or tractor.</param>
/// <param name="AdmittedFrom">First admission on or after; null from the beginning.</param>
/// <param name="AdmittedBefore">First admission before; null without end.</param>
/// <param name="AccessUntil">First day without access; null when there is none at all, or without end.</param>
/// <param name="Always">Access without end.</param>
public sealed record TransitionJson(
    IReadOnlyList<string> Categories, IReadOnlyList<string> EmissionClasses, string Body, LocalDate? AdmittedFrom, LocalDate? AdmittedBefore, LocalDate? AccessUntil, bool Always)
{
    internal static TransitionJson Of(TransitionRow row) => new(
        [.. row.Categories.Select(c => c.ToString())], [.. row.Classes.Select(c => c.ToString())], Data.Kebab.Name(row.Body), row.AdmittedFrom, row.AdmittedBefore, row.AccessUntil, row.Always);
}

/// <summary>Addresses about a zone.</summary>
/// <param name="Self">This.</param>
/// <param name="CurbPolicies">All of its rules in the Curb Data Specification.</param>
/// <param name="OpenData">What open data there is, on what terms.</param>
public sealed record ZoneLinks(string Self, string CurbPolicies, string OpenData);

/// <summary>A zone and its rules of today.</summary>
/// <param name="Id">Its short name.</param>
/// <param name="Name">For people, Dutch.</param>
/// <param name="NameEnglish">For people, English.</param>
/// <param name="Policy">Document and version.</param>
/// <param name="ValidFrom">First day of these rules.</param>
/// <param name="ValidUntil">First day after them; null without end.</param>
/// <param name="IsExample">The city did not publish all of the values: examples, not law.</param>
/// <param name="Windows">The windows in the syntax of OpenStreetMap's <c>opening_hours</c>; null when there are none.</param>
/// <param name="Week">Today and the six days after.</param>
/// <param name="Holidays">The next ones.</param>
/// <param name="ZeroEmission">Who may still enter until when; null when the zone has no such rule.</param>
/// <param name="ExemptionKinds">Kinds of exemption that it honours.</param>
/// <param name="Geometry">GeoJSON geometry of its outline; null, because none is published.</param>
/// <param name="Links">Where to go on.</param>
public sealed record ZoneJson(
    string Id, string Name, string NameEnglish, string Policy, LocalDate ValidFrom, LocalDate? ValidUntil, bool IsExample, string? Windows, IReadOnlyList<DayJson> Week, IReadOnlyList<DayJson> Holidays,
    IReadOnlyList<TransitionJson>? ZeroEmission, IReadOnlyList<string> ExemptionKinds, object? Geometry, ZoneLinks Links)
{
    internal static ZoneJson Of(PolicyDocument d, PolicySet set, LocalDate today, IEnumerable<Guid> policies)
    {
        var times = ZoneTimes.Of(d, set, today);
        return new ZoneJson(
            d.Zone.Text, d.ZoneName, d.ZoneNameEnglish, d.Version.ToString(), d.Valid.From, d.Valid.Until, d.Pedestrian?.IsExample == true || d.ZeroEmission?.Table.Rows.Any(r => r.IsExample) == true,
            d.Pedestrian?.Windows.Text, [.. times.Week.Select(DayJson.Of)], [.. times.Holidays.Select(DayJson.Of)], d.ZeroEmission is { } ze ? [.. ze.Table.Rows.Select(TransitionJson.Of)] : null,
            [.. d.ExemptionRules.Select(r => Venstertijden.Policy.Exemptions.ExemptionKinds.Code(r.Kind))], null,
            new ZoneLinks($"{ApiFeature.Root}/zones/{d.Zone.Text}", $"/curbs/policies?ids={string.Join(',', policies)}", "/open-data"));
    }
}

/// <summary>All zones.</summary>
/// <param name="Zones">Those with rules today.</param>
/// <param name="Licence">Terms of these data.</param>
public sealed record ZoneListJson(IReadOnlyList<ZoneJson> Zones, string Licence);
