using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;

namespace Venstertijden.Contracts;

/// <summary>JSON as it goes over the wire: UTF-8, camelCase, unknown members ignored, instants in UTC with milliseconds.</summary>
public static class WireJson
{
    /// <summary>The one set of options for all messages.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The exact bytes to publish, hash and sign.</summary>
    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // The signature covers the bytes: two readers must not see different values in them.
            AllowDuplicateProperties = false,
            MaxDepth = 16,
        };
        options.Converters.Add(new NodaPatternConverter<Instant>(new InstantText()));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Writes milliseconds always, reads any fraction.</summary>
    private sealed class InstantText : IPattern<Instant>
    {
        private static readonly InstantPattern Written = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

        public ParseResult<Instant> Parse(string text) => InstantPattern.ExtendedIso.Parse(text);

        public string Format(Instant value) => Written.Format(value);

        public System.Text.StringBuilder AppendFormat(Instant value, System.Text.StringBuilder builder) => Written.AppendFormat(value, builder);
    }
}
