using System.Text.Json;
using System.Text.Json.Serialization;

namespace Venstertijden.Central.Features.Api;

/// <summary>Members of an enum as words: <c>not-covered</c>.</summary>
public sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
