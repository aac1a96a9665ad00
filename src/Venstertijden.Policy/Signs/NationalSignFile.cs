using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Venstertijden.Policy.Signs;

/// <summary>What was read, or why nothing was.</summary>
/// <param name="Signs">Signs that stand there now (status <c>PLACED</c>) and begin, repeat or end a zone, or carry times.</param>
/// <param name="Refused">A line for each sign that could not be read: the others are.</param>
/// <param name="Fault">Set when the file as a whole is not what was expected; then there are no signs.</param>
public sealed record NationalSignReading(ImmutableArray<NationalSign> Signs, ImmutableArray<string> Refused, string? Fault);

/// <summary>
/// Reads the GeoJSON of the Dutch national traffic sign file: NDW, <c>static-road-data/traffic-signs/v4/current-state</c>. Member names and codes as in
/// NDW's own client (github.com/ndwnu/nls-accessibility-map, <c>TrafficSignPropertiesDto</c>, <c>TextSignType</c>, <c>ZoneCodeType</c>): <c>rvvCode</c>,
/// <c>zoneCode</c> (ZB begin, ZH repeat, ZE end, ZO unknown), <c>status</c>, <c>textSigns</c> with <c>type</c> (TIJD is a time) and <c>text</c>,
/// <c>roadName</c>, <c>townName</c>, <c>countyName</c> (the municipality), <c>lastSeenOn</c>.
/// </summary>
public static class NationalSignFile
{
    /// <summary>Reads a file's text.</summary>
    /// <param name="json">GeoJSON, a FeatureCollection.</param>
    /// <param name="municipality">Only signs of it, by <c>countyName</c>; signs that name none are taken too. Null for all.</param>
    public static NationalSignReading Read(string json, string? municipality)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "type") != "FeatureCollection" || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
                return Nothing("expected GeoJSON of the national sign file: an object with \"type\": \"FeatureCollection\" and a list \"features\"");
            var (signs, refused) = (ImmutableArray.CreateBuilder<NationalSign>(), ImmutableArray.CreateBuilder<string>());
            var number = 0;
            foreach (var feature in features.EnumerateArray())
            {
                number++;
                if (Read(feature, municipality, out var sign) is { } fault)
                    refused.Add(string.Create(CultureInfo.InvariantCulture, $"features[{number - 1}]: {fault}"));
                else if (sign is not null)
                    signs.Add(sign);
            }

            return new NationalSignReading(signs.ToImmutable(), refused.ToImmutable(), null);
        }
        catch (JsonException broken)
        {
            return Nothing(string.Create(CultureInfo.InvariantCulture, $"expected JSON, found a mistake in line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"));
        }
    }

    private static NationalSignReading Nothing(string fault) => new([], [], fault);

    /// <summary>Null with or without a sign (one that has gone, or is not about access at set times), else what is wrong.</summary>
    private static string? Read(JsonElement feature, string? municipality, out NationalSign? sign)
    {
        sign = null;
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return "expected an object with \"properties\"";
        if (Text(properties, "rvvCode") is not { Length: > 0 } code || !char.IsAsciiLetter(code[0]))
            return "properties.rvvCode: expected an RVV code such as G7";
        if (properties.TryGetProperty("textSigns", out var texts) && texts.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            return "properties.textSigns: expected a list";
        if (Text(properties, "status") is { } status && status != "PLACED")
            return null;
        if (municipality is not null && Text(properties, "countyName") is { Length: > 0 } county && !county.Equals(municipality, StringComparison.OrdinalIgnoreCase))
            return null;
        List<JsonElement> times = texts.ValueKind == JsonValueKind.Array ? [.. texts.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Object && Text(t, "type") == "TIJD")] : [];
        string? zone = Text(properties, "zoneCode");
        if (zone is not ("ZB" or "ZH" or "ZE") && times.Count == 0 && !SignKey.Of(code).IsEnd)
            return null;
        string place = string.Join(", ", new[] { Text(properties, "roadName"), Text(properties, "townName") }.Where(part => !string.IsNullOrEmpty(part)));
        sign = new NationalSign(
            Text(feature, "id") ?? "", SignKey.Of(code, zone == "ZE"), [.. times.Select(t => Text(t, "text") ?? "")], times.Select(t => Text(t, "openingHours")).FirstOrDefault(hours => !string.IsNullOrEmpty(hours)),
            place, Text(properties, "lastSeenOn"));
        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
