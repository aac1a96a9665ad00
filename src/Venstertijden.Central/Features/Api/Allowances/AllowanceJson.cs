using System.Text.Json.Serialization;
using NodaTime;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Api.Allowances;

/// <summary>What is asked of many plates at once.</summary>
/// <param name="Plates">Dutch, with or without dashes; 1 to 500. Required.</param>
/// <param name="At">Local moment, such as 2026-03-02T10:30; now when left out.</param>
/// <param name="Until">Last local day of a period, 31 days after <paramref name="At"/> at most; the day of <paramref name="At"/> alone when left out.</param>
/// <param name="Zone">One zone; all when left out.</param>
public sealed record AllowanceQuestion(IReadOnlyList<string?>? Plates = null, string? At = null, string? Until = null, string? Zone = null);

/// <summary>On what an answer rests.</summary>
[JsonConverter(typeof(KebabEnum<AllowanceBasis>))]
public enum AllowanceBasis
{
    /// <summary>A vehicle of the firm: with its exemptions, as the firm's pages say.</summary>
    WithExemptions,

    /// <summary>Any other: rules and register alone, as the public check says. Whoever holds an exemption may have more.</summary>
    RulesAndRegister,
}

/// <summary>A stretch of local time, half-open.</summary>
public sealed record Stretch(LocalDateTime From, LocalDateTime Until);

/// <summary>What a vehicle may do in one zone.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Name">Its Dutch name.</param>
/// <param name="Answer">At the moment asked, in one word.</param>
/// <param name="Until">Where it may enter: until when; null when no end lies on that day.</param>
/// <param name="From">Where it may later: from when.</param>
/// <param name="OnlyToLoad">Inside a window only loading and unloading is allowed.</param>
/// <param name="ZeroEmission">Not on account of the hour: the vehicle is not clean enough.</param>
/// <param name="AccessEndsOn">First day from which it may enter no more; null when none is known.</param>
/// <param name="Open">When it may enter, on the day or days asked.</param>
/// <param name="Policy">Document and version of the rules; null when there are none.</param>
public sealed record ZoneAllowance(
    string Zone, string Name, [property: JsonConverter(typeof(KebabEnum<EntryWord>))] EntryWord Answer, LocalDateTime? Until, LocalDateTime? From, bool OnlyToLoad, bool ZeroEmission,
    LocalDate? AccessEndsOn, IReadOnlyList<Stretch> Open, string? Policy);

/// <summary>The answer about one plate.</summary>
/// <param name="Plate">Without dashes; as it was sent, when it is none.</param>
/// <param name="VehicleId">Of a vehicle of the firm; null for any other.</param>
/// <param name="Basis">On what it rests; null when <paramref name="Error"/> is told.</param>
/// <param name="Zones">Zone by zone.</param>
/// <param name="Error">What was expected of the plate; null when it is one.</param>
public sealed record PlateAllowance(
    string Plate, Guid? VehicleId, AllowanceBasis? Basis, IReadOnlyList<ZoneAllowance> Zones, string? Error);

/// <summary>The answers, in the order in which the plates were sent.</summary>
/// <param name="At">The local moment asked.</param>
/// <param name="Until">Last local day asked.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="RegisterRetrievedAt">Age of the register's copy; null when there is none.</param>
/// <param name="Allowances">One for each plate.</param>
/// <param name="Note">What to know about every answer.</param>
public sealed record AllowanceListJson(LocalDateTime At, LocalDate Until, Instant AnsweredAt, Instant? RegisterRetrievedAt, IReadOnlyList<PlateAllowance> Allowances, string Note);

/// <summary>A period of the zero-emission rule.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it; null for as far as is known.</param>
/// <param name="Access">Whether that rule lets the vehicle in.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record YearSpan(LocalDate From, LocalDate? Until, [property: JsonConverter(typeof(KebabEnum<Access>))] Access Access, string Reason);

/// <summary>The coming years of a vehicle in one zone.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Periods">By the zero-emission rule, soonest first.</param>
/// <param name="Ends">What of its rights ends, soonest first.</param>
public sealed record ZoneYears(string Zone, IReadOnlyList<YearSpan> Periods, IReadOnlyList<EndingRight> Ends);

/// <summary>What one vehicle of the firm may do, at a moment or in a period and in the coming years.</summary>
/// <param name="Vehicle">Its id.</param>
/// <param name="At">The local moment asked.</param>
/// <param name="Until">Last local day asked.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="RegisterRetrievedAt">Age of the register's copy; null when there is none.</param>
/// <param name="Zones">Zone by zone.</param>
/// <param name="Years">The coming years, zone by zone.</param>
public sealed record VehicleAllowancesJson(
    Guid Vehicle, LocalDateTime At, LocalDate Until, Instant AnsweredAt, Instant? RegisterRetrievedAt, IReadOnlyList<ZoneAllowance> Zones, IReadOnlyList<ZoneYears> Years);
