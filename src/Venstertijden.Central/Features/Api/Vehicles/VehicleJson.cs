using System.Text.Json.Serialization;
using NodaTime;
using Venstertijden.Central.Features.Firms;

namespace Venstertijden.Central.Features.Api.Vehicles;

/// <summary>A right that ends.</summary>
/// <param name="Zone">In which zone.</param>
/// <param name="Right"><c>access</c>, or the kind of an exemption.</param>
/// <param name="EndsOn">First day without it.</param>
public sealed record EndingRight(string Zone, string Right, LocalDate EndsOn)
{
    internal static EndingRight Of(RightEnd end) => new(end.Zone.Text, end.Right, end.EndsOn);
}

/// <summary>Addresses about a vehicle.</summary>
public sealed record VehicleLinks(string Self, string Allowances);

/// <summary>A vehicle of the firm.</summary>
/// <param name="Id">By which it is named in addresses and webhooks; a plate never is.</param>
/// <param name="Plate">Without dashes.</param>
/// <param name="Nickname">What the firm calls it; null for nothing.</param>
/// <param name="Group">The firm's own grouping; null for none.</param>
/// <param name="HiredUntil">Last day on which it is the firm's; null without end.</param>
/// <param name="AddedAt">When it came into the fleet.</param>
/// <param name="ElsewhereSince">Since when another firm has the plate too; null when none has.</param>
/// <param name="Access">What it may do now in all zones together.</param>
/// <param name="NextEnd">What of its rights ends first; null when no end is known.</param>
/// <param name="Links">Where to go on.</param>
public sealed record VehicleJson(
    Guid Id, string Plate, string? Nickname, string? Group, LocalDate? HiredUntil, Instant AddedAt, LocalDate? ElsewhereSince,
    [property: JsonConverter(typeof(KebabEnum<Light>))] Light Access, EndingRight? NextEnd, VehicleLinks Links)
{
    internal static string AddressOf(Guid id) => $"{ApiFeature.Root}/vehicles/{id}";

    internal static VehicleJson Of(FleetVehicle v) => new(
        v.Row.Id, v.Plate.Text, v.Row.Nickname, v.Row.Group, v.Row.HiredUntil, v.Row.AddedAt, v.ElsewhereSince, v.Light, v.NextEnd is { } end ? EndingRight.Of(end) : null,
        new VehicleLinks(AddressOf(v.Row.Id), AddressOf(v.Row.Id) + "/allowances"));
}

/// <summary>A part of the fleet.</summary>
/// <param name="Vehicles">By plate.</param>
/// <param name="Total">How many fit what was asked, on all pages.</param>
/// <param name="Links">The pages around this one.</param>
public sealed record VehicleListJson(IReadOnlyList<VehicleJson> Vehicles, int Total, PageLinks Links);

/// <summary>A vehicle to add.</summary>
/// <param name="Plate">Dutch, with or without dashes. Required.</param>
/// <param name="Nickname">At most 60 characters.</param>
/// <param name="Group">At most 60 characters.</param>
/// <param name="HiredUntil">ISO date, today or later.</param>
public sealed record NewVehicle(string? Plate = null, string? Nickname = null, string? Group = null, string? HiredUntil = null);

/// <summary>All of a vehicle that can be changed; what is left out becomes empty.</summary>
/// <param name="Nickname">At most 60 characters.</param>
/// <param name="Group">At most 60 characters.</param>
/// <param name="HiredUntil">ISO date, today or later.</param>
public sealed record VehicleChange(string? Nickname = null, string? Group = null, string? HiredUntil = null);
