using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Venstertijden.Contracts.Tests;

/// <summary>Whatever comes in, the reader says what it is or why it is nothing; it never throws.</summary>
public class BadMessageTests
{
    private static readonly string Good = Encoding.UTF8.GetString(Golden.All.Single(m => m.Name == "passage-read").Payload);

    // What is done to a good passage (a JSON value for a member, or a whole payload), and what it is then.
    private static readonly TestCaseData[] Changes =
    [
        Member("schema", "2", DeadLetterReason.UnknownSchema, "a later schema"),
        Member("schema", "0", DeadLetterReason.UnknownSchema),
        Member("schema", null, DeadLetterReason.BadField, "no schema"),
        Member("schema", "\"1\"", DeadLetterReason.BadField),
        Member("schema", "1.0", DeadLetterReason.BadField),
        Member("schema", "99999999999", DeadLetterReason.BadField),
        Member("schema", "null", DeadLetterReason.BadField),
        Member("id", null, DeadLetterReason.BadField),
        Member("id", "\"x\"", DeadLetterReason.BadField),
        Member("id", "\"00000000-0000-0000-0000-000000000000\"", DeadLetterReason.BadField),
        Member("kind", "\"seen\"", DeadLetterReason.BadField),
        Member("kind", "\"\"", DeadLetterReason.BadField),
        Member("kind", "0", DeadLetterReason.BadField),
        Member("kind", "\"read,unread\"", DeadLetterReason.BadField),
        Member("kind", "\"Read\"", DeadLetterReason.BadField),
        Member("site", "\"Assen\"", DeadLetterReason.BadField),
        Member("site", "\"\"", DeadLetterReason.BadField),
        Member("site", "null", DeadLetterReason.BadField),
        Member("camera", "\"a/b\"", DeadLetterReason.BadField),
        Member("camera", "\"" + new string('a', 41) + "\"", DeadLetterReason.BadField, "41 characters"),
        Member("chain", "\"00000000-0000-0000-0000-000000000000\"", DeadLetterReason.BadField),
        Member("seq", "0", DeadLetterReason.BadField),
        Member("seq", "-1", DeadLetterReason.BadField),
        Member("seq", "1.5", DeadLetterReason.BadField),
        Member("seq", "9223372036854775807", DeadLetterReason.BadField),
        Member("seq", "1e400", DeadLetterReason.BadField),
        Member("seq", new string('9', 5000), DeadLetterReason.BadField, "5000 digits"),
        Member("previousHash", "\"" + new string('0', 63) + "\"", DeadLetterReason.BadField, "63 digits"),
        Member("previousHash", "\"" + new string('A', 64) + "\"", DeadLetterReason.BadField, "upper case"),
        Member("seenFrom", "\"2026-03-02\"", DeadLetterReason.BadField),
        Member("seenFrom", "\"2026-03-02T06:31:04\"", DeadLetterReason.BadField, "no zone"),
        Member("seenFrom", "\"-5000-01-01T00:00:00Z\"", DeadLetterReason.BadField, "before 1970"),
        Member("seenFrom", "\"99999-01-01T00:00:00Z\"", DeadLetterReason.BadField, "after all time"),
        Member("seenFrom", "1772433064120", DeadLetterReason.BadField),
        Member("seenTo", "\"2026-03-02T06:31:04.119Z\"", DeadLetterReason.BadField, "before seenFrom"),
        Member("direction", "\"north\"", DeadLetterReason.BadField),
        Member("plate", "null", DeadLetterReason.BadField, "read, but no plate"),
        Member("plate", "[]", DeadLetterReason.BadField),
        Member("plate", """{"text":"","confidence":1,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"ae123b","confidence":1,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE-123-B","confidence":1,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":null,"confidence":1,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1.01,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":"NaN","agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1e999,"agreeing":1}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1}""", DeadLetterReason.BadField, "agreeing is missing"),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"characters":null}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"characters":[2]}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"characters":[null]}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"alternatives":[null]}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"alternatives":[{"text":null,"confidence":0}]}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"country":"nl"}""", DeadLetterReason.BadField),
        Member("plate", """{"text":"AE123B","confidence":1,"agreeing":1,"secondReader":"?"}""", DeadLetterReason.BadField),
        Member("vehicle", """{"class":"van"}""", DeadLetterReason.BadField, "confidence is missing"),
        Member("vehicle", """{"confidence":-0.1}""", DeadLetterReason.BadField),
        Member("evidence", null, DeadLetterReason.BadField),
        Member("evidence", "null", DeadLetterReason.BadField),
        Member("evidence", "[null]", DeadLetterReason.BadField),
        Member("evidence", "[{}]", DeadLetterReason.BadField),
        Member("evidence", "[" + string.Join(",", Enumerable.Repeat($$"""{"kind":"plate","sha256":"{{new string('0', 64)}}","mediaType":"image/jpeg","bytes":1}""", 21)) + "]", DeadLetterReason.BadField, "21 pictures"),
        Member("clock", "null", DeadLetterReason.BadField),
        Member("clock", """{"offsetMs":1e999,"source":"ntp","synchronised":true,"tzdb":"2026a"}""", DeadLetterReason.BadField),
        Member("clock", """{"offsetMs":1,"source":null,"synchronised":true,"tzdb":"2026a"}""", DeadLetterReason.BadField),
        Member("clock", """{"offsetMs":1,"source":"ntp","synchronised":true}""", DeadLetterReason.BadField, "tzdb is missing"),
        Member("models", """{"detector":"d","reader":null}""", DeadLetterReason.BadField),
        Member("software", "\"" + new string('x', 121) + "\"", DeadLetterReason.BadField, "121 characters"),
        Member("site", "\"\\ud800\"", DeadLetterReason.BadField, "half a character"),
        Payload("", DeadLetterReason.BadJson),
        Payload(" ", DeadLetterReason.BadJson),
        Payload("null", DeadLetterReason.BadJson),
        Payload("1", DeadLetterReason.BadJson),
        Payload("[]", DeadLetterReason.BadJson),
        Payload("\"passage\"", DeadLetterReason.BadJson),
        Payload("{}", DeadLetterReason.BadField),
        Payload("{", DeadLetterReason.BadJson),
        Payload(Good[..^1], DeadLetterReason.BadJson, "cut off at the end"),
        Payload(Good[..200], DeadLetterReason.BadJson, "cut off within a member"),
        Payload(Good + "x", DeadLetterReason.BadJson, "more behind it"),
        Payload(Good + Good, DeadLetterReason.BadJson, "two in one"),
        Payload("\uFEFF" + Good, DeadLetterReason.BadJson, "a byte order mark"),
        Payload(Good.Replace("\"seq\":2", "\"seq\":2,\"seq\":3", StringComparison.Ordinal), DeadLetterReason.BadField, "a member twice"),
        Payload(Good.Replace("\"seq\":2", "'seq':2", StringComparison.Ordinal), DeadLetterReason.BadJson, "single quotes"),
        Payload(Good.Replace("\"seq\":2", "\"seq\":02", StringComparison.Ordinal), DeadLetterReason.BadJson, "a leading zero"),
        Payload(Good.Replace("{\"schema\"", "{/* */\"schema\"", StringComparison.Ordinal), DeadLetterReason.BadJson, "a comment"),
        Payload(Good[..^1] + ",\"more\":" + new string('[', 100) + new string(']', 100) + "}", DeadLetterReason.BadJson, "nested 100 deep"),
        Payload("{\"more\":" + new string('[', 60_000), DeadLetterReason.BadJson, "nested 60,000 deep"),
        Payload("{\"\\ud800\":1," + Good[1..], DeadLetterReason.BadJson, "half a character in a name"),
        Payload(Good[..^1] + ",\"more\":\"" + new string('x', MessageReader.MaxPayload) + "\"}", DeadLetterReason.TooLarge, "too large"),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_bad_passage_has_its_reason(string payload, DeadLetterReason reason)
    {
        var read = MessageReader.ReadPassage(Encoding.UTF8.GetBytes(payload));

        Assert.That((read.IsSound, read.Reason), Is.EqualTo((false, reason)), read.Detail);
        Assert.That(read.Detail, Is.Not.Empty.And.Length.LessThan(300));
    }

    [Test]
    public void Text_that_is_not_utf8_is_bad_json()
    {
        byte[] payload = Encoding.UTF8.GetBytes(Good.Replace("\"white\"", "\"wh\u00A7te\"", StringComparison.Ordinal));
        payload[Array.IndexOf(payload, (byte)0xC2)] = 0xFF;

        Assert.That(MessageReader.ReadPassage(payload).Reason, Is.EqualTo(DeadLetterReason.BadJson));
    }

    [Test]
    public void Members_that_we_do_not_know_are_ignored()
    {
        var read = MessageReader.ReadPassage(Encoding.UTF8.GetBytes(Good[..^1] + ",\"weather\":{\"rain\":[1,2]}}"));

        Assert.That(read.IsSound, read.Detail);
        Assert.That(WireJson.Write(read.Message), Is.EqualTo(Encoding.UTF8.GetBytes(Good)));
    }

    [Test]
    public void Members_may_come_in_any_order()
    {
        var members = JsonNode.Parse(Good)!.AsObject().Reverse().ToList();
        string reversed = "{" + string.Join(",", members.Select(m => $"\"{m.Key}\":{m.Value?.ToJsonString() ?? "null"}")) + "}";

        Assert.That(MessageReader.ReadPassage(Encoding.UTF8.GetBytes(reversed)).IsSound);
    }

    [TestCase("""{"chain":"3f1c2a5e-7d84-4b0a-9c56-2f4de1a08b77","upTo":4,"command":"acknowledge"}""", true)]
    [TestCase("""{"chain":"3f1c2a5e-7d84-4b0a-9c56-2f4de1a08b77","upTo":4}""", false)]
    [TestCase("""{"command":"self-destruct"}""", false)]
    [TestCase("""{"command":1}""", false)]
    [TestCase("""{"command":null}""", false)]
    [TestCase("""{"command":"acknowledge","chain":"3f1c2a5e-7d84-4b0a-9c56-2f4de1a08b77","upTo":-1}""", false)]
    [TestCase("""{"command":"resend","chain":"3f1c2a5e-7d84-4b0a-9c56-2f4de1a08b77","from":5,"to":4}""", false)]
    [TestCase("""{"command":"send-evidence","passage":"019cacfb-7d38-7a41-9d2e-6b1f0c3a5e72","sha256":[null]}""", false)]
    [TestCase("""{"command":"send-evidence","passage":"019cacfb-7d38-7a41-9d2e-6b1f0c3a5e72","sha256":null}""", false)]
    [TestCase("""{"command":"discard-evidence","passages":[null]}""", false)]
    public void A_command_is_read_or_refused(string payload, bool sound) =>
        Assert.That(MessageReader.ReadCommand(Encoding.UTF8.GetBytes(payload)).IsSound, Is.EqualTo(sound));

    [Test]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 400].Sample(ReadAll, iter: 10_000);

    [Test]
    public void Golden_messages_with_bytes_changed_added_or_cut_never_throw() =>
        Gen.Select(Gen.Int[0, Golden.All.Count - 1], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5000], Gen.Byte).Array[1, 6]).Sample(
            (which, harms) => ReadAll(harms.Aggregate(Golden.All[which].Payload, Harm)), iter: 10_000);

    [Test]
    public void Golden_messages_with_any_value_put_in_any_place_never_throw()
    {
        string[] values =
        [
            "null", "true", "-1", "0", "1e999", "-1e999", "99999999999999999999", "1.5", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "[null]", "[[[]]]", "{}", "{\"a\":null}", "\"2026-13-45T99:99:99Z\"",
            "\"read\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"" + new string('y', 3000) + "\"",
        ];
        foreach (var message in Golden.All.Where(m => m.Kind != MessageKind.Evidence))
        {
            string text = Encoding.UTF8.GetString(message.Payload);
            foreach (var (start, length) in Values(message.Payload))
            {
                foreach (string value in values)
                    ReadAll(Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, start), value, text.AsSpan(start + length))));
            }
        }
    }

    private static void ReadAll(byte[] payload)
    {
        Check(MessageReader.ReadPassage(payload));
        Check(MessageReader.ReadGap(payload));
        Check(MessageReader.ReadHealth(payload));
        Check(MessageReader.ReadStatus(payload));
        Check(MessageReader.ReadCommand(payload));
    }

    // What is sound can be written again and is sound then too; what is not has a short detail.
    private static void Check<T>(ReadResult<T> read)
        where T : class
    {
        if (read.Message is { } message)
            _ = WireJson.Write(message);
        else
            Assert.That(read.Detail.Length, Is.InRange(1, 299));
    }

    private static byte[] Harm(byte[] payload, (int What, int Where, byte With) harm)
    {
        int at = payload.Length == 0 ? 0 : harm.Where % payload.Length;
        return harm.What switch
        {
            0 when payload.Length > 0 => [.. payload[..at], harm.With, .. payload[(at + 1)..]],
            1 => payload[..at],
            2 => [.. payload[..at], harm.With, .. payload[at..]],
            _ => [.. payload[..at], .. payload[Math.Min(payload.Length, at + harm.With)..]],
        };
    }

    /// <summary>Where each value stands in ASCII JSON, containers included.</summary>
    private static List<(int Start, int Length)> Values(byte[] json)
    {
        var found = new List<(int, int)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(start);
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                found.Add((open.Peek(), (int)reader.BytesConsumed - open.Pop()));
            else if (reader.TokenType is not JsonTokenType.PropertyName)
                found.Add((start, (int)reader.BytesConsumed - start));
        }

        return found;
    }

    private static TestCaseData Member(string name, string? json, DeadLetterReason reason, string? what = null)
    {
        var members = JsonNode.Parse(Good)!.AsObject().Select(m => (m.Key, Value: m.Key == name ? json : m.Value?.ToJsonString() ?? "null")).Where(m => m.Value is not null);
        return Case("{" + string.Join(",", members.Select(m => $"\"{m.Key}\":{m.Value}")) + "}", reason, $"{name}: {what ?? json ?? "missing"}");
    }

    private static TestCaseData Payload(string payload, DeadLetterReason reason, string? what = null) => Case(payload, reason, $"payload: {what ?? $"'{payload}'"}");

    private static TestCaseData Case(string payload, DeadLetterReason reason, string name) => new TestCaseData(payload, reason).SetArgDisplayNames(name, reason.WireName());
}
