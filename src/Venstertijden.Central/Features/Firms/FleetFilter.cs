using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace Venstertijden.Central.Features.Firms;

/// <summary>In which order a fleet is shown.</summary>
public enum FleetOrder
{
    /// <summary>What asks for something first: soonest end, then what may not enter, then by plate.</summary>
    Warnings,

    /// <summary>By plate.</summary>
    Plate,

    /// <summary>By the firm's own name.</summary>
    Name,

    /// <summary>By group.</summary>
    Group,

    /// <summary>By what ends first.</summary>
    End,
}

/// <summary>Which vehicles of a fleet are shown, as the address says: a link can be shared within the firm.</summary>
public sealed record FleetFilter
{
    /// <summary>Vehicles on one page.</summary>
    public const int PageSize = 50;

    /// <summary>A right that ends within so many days asks for something.</summary>
    public const int SoonDays = 90;

    private static readonly Dictionary<Light, string> LightWords = new()
    {
        [Firms.Light.Now] = "nu", [Firms.Light.Later] = "later", [Firms.Light.Unknown] = "onbekend", [Firms.Light.Partly] = "deels", [Firms.Light.Never] = "niet",
    };

    private static readonly Dictionary<FleetOrder, string> OrderWords = new()
    {
        [FleetOrder.Warnings] = "waarschuwingen", [FleetOrder.Plate] = "kenteken", [FleetOrder.Name] = "naam", [FleetOrder.Group] = "groep", [FleetOrder.End] = "einde",
    };

    /// <summary>Part of plate or name; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>Group; null for all, empty for those without.</summary>
    public string? Group { get; init; }

    /// <summary>Traffic light; null for all.</summary>
    public Light? Light { get; init; }

    /// <summary>Only those of which a right ends within <see cref="SoonDays"/>.</summary>
    public bool EndsSoon { get; init; }

    /// <summary>The order.</summary>
    public FleetOrder Order { get; init; }

    /// <summary>Page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>All on one page, to be printed.</summary>
    public bool Print { get; init; }

    /// <summary>Nothing is left out.</summary>
    public bool IsAll => Text.Length == 0 && Group is null && Light is null && !EndsSoon;

    /// <summary>The word of a light in addresses.</summary>
    public static string Word(Light light) => LightWords[light];

    /// <summary>The word of an order in addresses.</summary>
    public static string Word(FleetOrder order) => OrderWords[order];

    /// <summary>Reads an address; what it does not know counts for nothing.</summary>
    public static FleetFilter Of(IQueryCollection query)
    {
        string? light = query["staat"], order = query["volgorde"];
        return new FleetFilter
        {
            Text = query["zoek"].ToString().Trim() is { Length: <= FirmVehicle.MaxText } text ? text : "",
            Group = query.ContainsKey("groep") && query["groep"] != "*" ? query["groep"].ToString() : null,
            Light = LightWords.Where(w => w.Value == light).Select(w => (Light?)w.Key).FirstOrDefault(),
            EndsSoon = query["eindigt"] == SoonDays.ToString(CultureInfo.InvariantCulture),
            Order = OrderWords.FirstOrDefault(w => w.Value == order).Key,
            Page = int.TryParse(query["bladzijde"], NumberStyles.None, CultureInfo.InvariantCulture, out int page) && page > 0 ? page : 1,
            Print = query["afdruk"] == "ja",
        };
    }

    /// <summary>The address of a list under this filter.</summary>
    public string Address(string path)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        if (Text.Length > 0) parts.Add(new("zoek", Text));
        if (Group is not null) parts.Add(new("groep", Group));
        if (Light is { } light) parts.Add(new("staat", LightWords[light]));
        if (EndsSoon) parts.Add(new("eindigt", SoonDays.ToString(CultureInfo.InvariantCulture)));
        if (Order != FleetOrder.Warnings) parts.Add(new("volgorde", OrderWords[Order]));
        if (Page > 1) parts.Add(new("bladzijde", Page.ToString(CultureInfo.InvariantCulture)));
        if (Print) parts.Add(new("afdruk", "ja"));
        return QueryHelpers.AddQueryString(path, parts);
    }

    /// <summary>The vehicles that it lets through, in its order. Pure.</summary>
    public IReadOnlyList<FleetVehicle> Apply(IEnumerable<FleetVehicle> fleet, LocalDate today)
    {
        string bare = Bare(Text);
        var found = fleet.Where(v =>
            (Text.Length == 0 || (bare.Length > 0 && v.Row.Plate.Contains(bare, StringComparison.Ordinal)) || v.Row.Nickname?.Contains(Text, StringComparison.CurrentCultureIgnoreCase) == true)
            && (Group is null || (v.Row.Group ?? "") == Group)
            && (Light is null || v.Light == Light)
            && (!EndsSoon || IsSoon(v, today)));
        return [.. Order switch
        {
            FleetOrder.Plate => found.OrderBy(v => v.Row.Plate, StringComparer.Ordinal),
            FleetOrder.Name => found.OrderBy(v => v.Row.Nickname is null).ThenBy(v => v.Row.Nickname, StringComparer.CurrentCultureIgnoreCase).ThenBy(v => v.Row.Plate, StringComparer.Ordinal),
            FleetOrder.Group => found.OrderBy(v => v.Row.Group is null).ThenBy(v => v.Row.Group, StringComparer.CurrentCultureIgnoreCase).ThenBy(v => v.Row.Plate, StringComparer.Ordinal),
            FleetOrder.End => found.OrderBy(v => v.NextEnd is null).ThenBy(v => v.NextEnd?.EndsOn).ThenBy(v => v.Row.Plate, StringComparer.Ordinal),
            _ => found.OrderBy(v => !IsSoon(v, today)).ThenBy(v => IsSoon(v, today) ? v.NextEnd?.EndsOn : null).ThenByDescending(v => v.Light is Firms.Light.Never or Firms.Light.Partly or Firms.Light.Unknown ? (int)v.Light : 0).ThenBy(v => v.Row.Plate, StringComparer.Ordinal),
        }];
    }

    /// <summary>A right of it ends within <see cref="SoonDays"/>.</summary>
    public static bool IsSoon(FleetVehicle vehicle, LocalDate today) => vehicle.NextEnd is { } end && end.EndsOn <= today.PlusDays(SoonDays);

    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
