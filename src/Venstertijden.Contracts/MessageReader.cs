using System.Text.Json;
using System.Text.Unicode;

namespace Venstertijden.Contracts;

/// <summary>A message, or why it is none.</summary>
/// <typeparam name="T">The message's type.</typeparam>
/// <param name="Message">The message; null when refused.</param>
/// <param name="Reason">Why it was refused; meaningless when it was not.</param>
/// <param name="Detail">For people: which member, and what was expected. Holds no value of the message.</param>
public readonly record struct ReadResult<T>(T? Message, DeadLetterReason Reason, string Detail)
    where T : class
{
    /// <summary>Whether the payload is a sound message.</summary>
    public bool IsSound => Message is not null;
}

/// <summary>Reads payloads from outside. Never throws on what they hold.</summary>
public static class MessageReader
{
    /// <summary>Largest payload of a passage, gap, health or status message, bytes.</summary>
    public const int MaxPayload = 64 * 1024;

    /// <summary>Reads and checks a passage.</summary>
    public static ReadResult<PassageMessage> ReadPassage(ReadOnlySpan<byte> payload) => Read<PassageMessage>(payload, PassageChecks.FirstFault, m => m.Schema);

    /// <summary>Reads and checks a gap.</summary>
    public static ReadResult<GapMessage> ReadGap(ReadOnlySpan<byte> payload) => Read<GapMessage>(payload, PassageChecks.FirstFault, m => m.Schema);

    /// <summary>Reads and checks a health message.</summary>
    public static ReadResult<HealthMessage> ReadHealth(ReadOnlySpan<byte> payload) => Read<HealthMessage>(payload, HealthChecks.FirstFault, m => m.Schema);

    /// <summary>Reads and checks a status message.</summary>
    public static ReadResult<StatusMessage> ReadStatus(ReadOnlySpan<byte> payload) => Read<StatusMessage>(payload, HealthChecks.FirstFault, schemaOf: null);

    /// <summary>Reads and checks a command.</summary>
    public static ReadResult<CommandMessage> ReadCommand(ReadOnlySpan<byte> payload) => Read<CommandMessage>(payload, CommandChecks.FirstFault, schemaOf: null);

    private static ReadResult<T> Read<T>(ReadOnlySpan<byte> payload, Func<T, string?> firstFault, Func<T, int>? schemaOf)
        where T : class
    {
        if (payload.Length > MaxPayload)
            return new(null, DeadLetterReason.TooLarge, $"{payload.Length} bytes, expected at most {MaxPayload}");
        // A sound message is read once; only what is refused is looked at again, for its reason.
        var (message, fault) = Utf8.IsValid(payload) ? Deserialize<T>(payload) : default;
        if (message is not null && (schemaOf is null || schemaOf(message) == PassageMessage.CurrentSchema))
            return firstFault(message) is { } wrong ? new(null, DeadLetterReason.BadField, wrong) : new(message, default, "");
        return Refused<T>(payload, fault, hasSchema: schemaOf is not null);
    }

    private static ReadResult<T> Refused<T>(ReadOnlySpan<byte> payload, Exception? fault, bool hasSchema)
        where T : class
    {
        if (!IsObject(payload))
            return new(null, DeadLetterReason.BadJson, $"expected one JSON object in UTF-8, nested at most {WireJson.Options.MaxDepth} deep");
        try
        {
            if (hasSchema && SchemaFault(payload) is { } schemaFault)
                return new(null, schemaFault.Reason, schemaFault.Detail);
        }
        catch (InvalidOperationException e)
        {
            fault = e;
        }

        return fault switch
        {
            JsonException e => new(null, DeadLetterReason.BadField, $"at {Shown(e.Path)}: missing, given twice, or of a wrong type or form"),
            InvalidOperationException => new(null, DeadLetterReason.BadJson, "expected text without broken escapes"),
            _ => new(null, DeadLetterReason.BadField, "expected a known 'command'"),
        };
    }

    private static (T? Message, Exception? Fault) Deserialize<T>(ReadOnlySpan<byte> payload)
        where T : class
    {
        try
        {
            return (JsonSerializer.Deserialize<T>(payload, WireJson.Options), null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return (null, e);
        }
    }

    // Over the whole payload: what is cut off or not JSON at its end is no fault of a field.
    private static bool IsObject(ReadOnlySpan<byte> payload)
    {
        if (!Utf8.IsValid(payload))
            return false;
        var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = WireJson.Options.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A path may hold names that the sender chose.
    private static string Shown(string? path) =>
        path is { Length: > 1 and <= 60 } && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '.' or '[' or ']') ? path : "$";

    private static (DeadLetterReason Reason, string Detail)? SchemaFault(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSchema = reader.ValueTextEquals("schema"u8);
            reader.Read();
            if (!isSchema)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int schema))
                return (DeadLetterReason.BadField, "schema: expected a whole number");
            return schema == PassageMessage.CurrentSchema ? null : (DeadLetterReason.UnknownSchema, $"schema {schema}, expected {PassageMessage.CurrentSchema}");
        }

        return (DeadLetterReason.BadField, "schema: missing");
    }
}
