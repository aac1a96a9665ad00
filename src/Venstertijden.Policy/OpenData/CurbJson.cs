using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.OpenData;

/// <summary>Writes the JSON of CDS 1.0, member names and units as there: instants in milliseconds since 1970, times of day <c>HH:MM</c>.</summary>
public static class CurbJson
{
    /// <summary>The version of CDS that this is.</summary>
    public const string Version = "1.0.0";

    /// <summary>JSON Schema, draft 7, of <see cref="Policies"/>.</summary>
    public static string Schema { get; } = ReadSchema();

    private static readonly JsonWriterOptions Style = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer of <c>GET /curbs/policies</c>: <c>data.policies</c> within the members that every endpoint has.</summary>
    /// <param name="policies">What to publish.</param>
    /// <param name="lastUpdated">When the data last changed.</param>
    /// <param name="author">Who publishes: <c>Gemeente Assen</c>.</param>
    /// <param name="licence">Address of the licence.</param>
    public static byte[] Policies(IEnumerable<CurbPolicy> policies, Instant lastUpdated, string author, Uri licence) => Answer(lastUpdated, author, licence, json =>
    {
        json.WriteStartObject("data");
        json.WriteStartArray("policies");
        foreach (var policy in policies)
            Write(json, policy, policy.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The answer of <c>GET /curbs/policies/{id}</c>.</summary>
    public static byte[] One(CurbPolicy policy, Instant lastUpdated, string author, Uri licence) => Answer(lastUpdated, author, licence, json =>
    {
        json.WritePropertyName("data");
        Write(json, policy, policy.Id);
    });

    /// <summary>An error as CDS words it.</summary>
    /// <param name="error">Short name: <c>not_implemented</c>.</param>
    /// <param name="description">What was expected.</param>
    public static byte[] Error(string error, string description) => Written(json =>
    {
        json.WriteString("error", error);
        json.WriteString("error_description", description);
        json.WriteStartArray("error_details");
        json.WriteEndArray();
    });

    internal static byte[] Content(CurbPolicy policy)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Style))
            Write(json, policy, null);
        return bytes.WrittenSpan.ToArray();
    }

    private static byte[] Answer(Instant lastUpdated, string author, Uri licence, Action<Utf8JsonWriter> data) => Written(json =>
    {
        json.WriteString("version", Version);
        json.WriteString("time_zone", DutchTime.Zone.Id);
        json.WriteNumber("last_updated", lastUpdated.ToUnixTimeMilliseconds());
        json.WriteString("currency", "EUR");
        json.WriteString("author", author);
        json.WriteString("license_url", licence.AbsoluteUri);
        data(json);
    });

    private static byte[] Written(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Style))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, CurbPolicy policy, Guid? id)
    {
        json.WriteStartObject();
        if (id is { } known)
            json.WriteString("curb_policy_id", known);
        json.WriteNumber("published_date", policy.Published.ToUnixTimeMilliseconds());
        json.WriteNumber("priority", policy.Priority);
        json.WriteStartArray("rules");
        foreach (var rule in policy.Rules)
        {
            json.WriteStartObject();
            json.WriteString("activity", rule.Activity);
            Write(json, "user_classes", rule.UserClasses);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("time_spans");
        foreach (var span in policy.Spans)
            Write(json, span);
        json.WriteEndArray();
        Write(json, policy.About);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CurbTimeSpan span)
    {
        json.WriteStartObject();
        json.WriteNumber("start_date", DutchTime.StartOf(span.Dates.From).ToUnixTimeMilliseconds());
        if (span.Dates.Until is { } until)
            json.WriteNumber("end_date", DutchTime.StartOf(until).ToUnixTimeMilliseconds());
        if (!span.Days.IsEmpty)
            Write(json, "days_of_week", span.Days.Select(day => day.ToString()[..3].ToLowerInvariant()));
        // CDS: unspecified is midnight, at both ends. There is no 24:00.
        if (span.Window.StartMinute > 0)
            json.WriteString("time_of_day_start", Clock(span.Window.StartMinute));
        if (span.Window.EndMinute < AccessWindow.MinutesPerDay)
            json.WriteString("time_of_day_end", Clock(span.Window.EndMinute));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CurbAbout about)
    {
        json.WriteStartObject("x_venstertijden");
        json.WriteString("zone", about.Zone.Text);
        json.WriteString("zone_name", about.ZoneName);
        json.WriteString("document", about.Document);
        json.WriteString("topic", about.Topic);
        json.WriteString("source", about.Source);
        json.WriteBoolean("example", about.IsExample);
        if (about.WorkedOutUntil is { } until)
            json.WriteString("worked_out_until", LocalDatePattern.Iso.Format(until));
        if (about.Order is { } order)
            Write(json, order);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrafficOrder order)
    {
        json.WriteStartObject("traffic_order");
        json.WriteString("number", order.Number);
        json.WriteString("title", order.Title);
        json.WriteString("publication", order.Publication);
        json.WriteBoolean("example", order.IsExample);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string ReadSchema()
    {
        using var reader = new StreamReader(typeof(CurbJson).Assembly.GetManifestResourceStream("curb-policies.schema.json")!);
        return reader.ReadToEnd();
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
