using System.Text.Json;
using System.Text.Json.Serialization;

namespace Venstertijden.Contracts;

/// <summary>Writes an enum as the wire does: <c>NoPlate</c> is <c>no-plate</c>. Numbers are refused.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class KebabCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
