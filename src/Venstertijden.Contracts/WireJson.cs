using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
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
        options.Converters.Add(new InstantConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Writes milliseconds always, reads any fraction. What is written as it writes itself is read without making a text of it.</summary>
    private sealed class InstantConverter : JsonConverter<Instant>
    {
        private static readonly InstantPattern Written = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");
        private static readonly int WrittenLength = "2026-03-02T06:31:04.120Z".Length;

        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException("expected a moment");
            if (!reader.HasValueSequence && reader.ValueSpan.Length == WrittenLength && reader.ValueSpan[^1] == 'Z' && reader.TryGetDateTimeOffset(out var moment))
                return Instant.FromDateTimeOffset(moment);
            var parsed = InstantPattern.ExtendedIso.Parse(reader.GetString()!);
            return parsed.Success ? parsed.Value : throw new JsonException("expected a moment in UTC");
        }

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(Written.Format(value));
    }
}
