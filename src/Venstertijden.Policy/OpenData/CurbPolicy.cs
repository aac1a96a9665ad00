using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Policy.OpenData;

/// <summary>
/// A rule of a zone as open data: the Policy object of the Curb Data Specification 1.0 (CDS, Open Mobility Foundation, <c>curbs/README.md</c>). Of all
/// policies of a zone that apply to a vehicle at a time, the one with the lowest <paramref name="Priority"/> tells what it may do.
/// </summary>
/// <param name="Priority">Unique within the zone and document; lower goes first.</param>
/// <param name="Published">When the document was recorded.</param>
/// <param name="Rules">Who and what; no two rules share a user class.</param>
/// <param name="Spans">When; any of them is enough.</param>
/// <param name="About">What CDS has no member for.</param>
public sealed record CurbPolicy(int Priority, Instant Published, ImmutableArray<CurbRule> Rules, ImmutableArray<CurbTimeSpan> Spans, CurbAbout About)
{
    /// <summary><c>curb_policy_id</c>: made of the content, so the same rule keeps its id for ever and another rule never gets it (UUID version 5).</summary>
    public Guid Id => NamedUuid.Of(CurbJson.Content(this));
}

/// <summary>Who may do, or may not do, what.</summary>
/// <param name="Activity">One of the activities of CDS: <c>loading</c>, <c>travel</c>, <c>no travel</c>.</param>
/// <param name="UserClasses">A vehicle must have all of them.</param>
public sealed record CurbRule(string Activity, ImmutableArray<string> UserClasses);

/// <summary>A stretch of time that may come back: days of the week and a time of day, within dates. Half-open; local time of Europe/Amsterdam.</summary>
/// <param name="Dates">Local dates.</param>
/// <param name="Days">Days of the week; empty is every day.</param>
/// <param name="Window">Minutes of the day.</param>
public sealed record CurbTimeSpan(Documents.DateSpan Dates, ImmutableArray<IsoDayOfWeek> Days, Windows.AccessWindow Window);

/// <summary>What our documents say and CDS has no member for; published as the extension <c>x_venstertijden</c>.</summary>
/// <param name="Zone">Zone.</param>
/// <param name="ZoneName">Its Dutch name.</param>
/// <param name="Document">Document and version, <c>assen-brink-2023-01-01/1</c>.</param>
/// <param name="Topic"><c>zone</c>, <c>window</c>, <c>exemption</c>, <c>zero-emission</c> or <c>statutory-exemption</c>.</param>
/// <param name="Source">Where the values are published; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when the values are not published by the city: examples, not law.</param>
/// <param name="Order">The traffic order of the rule; null when none is known.</param>
/// <param name="WorkedOutUntil">Set when the hours depend on dates: they are worked out day by day up to this date, and later dates are not in the feed.</param>
public sealed record CurbAbout(
    Documents.ZoneId Zone, string ZoneName, string Document, string Topic, string? Source, bool IsExample, Documents.TrafficOrder? Order, LocalDate? WorkedOutUntil);
