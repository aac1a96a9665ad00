using System.Globalization;
using System.Text;
using NodaTime;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>Makes bad messages without end, each with the reason that it must be set aside under; the same seed makes the same.</summary>
internal sealed class BadMessages(TestEdge edge, int seed)
{
    private readonly Random _random = new(seed);

    private static readonly string[] Numbers = ["1e400", "-1", "99999999999999999999999", "1.5", "0", "true", "\"7\"", "[]", "{}", "null", "9007199254740992"];
    private static readonly string[] Members = ["schema", "id", "kind", "site", "camera", "chain", "previousHash", "seenFrom", "seenTo", "direction", "evidence", "clock", "software", "models", "config"];

    public (ReceivedMessage Message, DeadLetterReason Reason) Next()
    {
        string good = Encoding.UTF8.GetString(WireJson.Write(A.Passage(A.Van) with { Camera = edge.Camera.Value, Seq = 1_000_000 + _random.Next(1_000_000) }));
        return _random.Next(15) switch
        {
            0 => (Unsigned([.. Noise(1 + _random.Next(2000)), 0xff]), DeadLetterReason.BadJson),
            1 => (Unsigned(Bytes(good[.._random.Next(good.Length)])), DeadLetterReason.BadJson),
            2 => (Unsigned(Bytes(new string('[', 1 + _random.Next(5000)))), DeadLetterReason.BadJson),
            3 => (Unsigned(Bytes($"{{\"schema\":1,\"deep\":{string.Concat(Enumerable.Repeat("{\"a\":", 20 + _random.Next(500)))}1{new string('}', 1)}")), DeadLetterReason.BadJson),
            4 => (Unsigned(Bytes(WithValue(good, "seq", Numbers[_random.Next(Numbers.Length)]))), DeadLetterReason.BadField),
            5 => (Unsigned(Bytes(WithValue(good, "software", $"\"{new string('x', 121 + _random.Next(5000))}\""))), DeadLetterReason.BadField),
            6 => (Unsigned(Bytes(WithoutMember(good))), DeadLetterReason.BadField),
            7 => (Unsigned(Bytes(good.Insert(good.Length - 1, ",\"seq\":5"))), DeadLetterReason.BadField),
            8 => (Unsigned(Bytes(WithValue(good, "seenFrom", _random.Next(2) == 0 ? "\"1969-12-31T23:59:59Z\"" : "\"99999-01-01T00:00:00Z\""))), DeadLetterReason.BadField),
            9 => (Unsigned(Bytes(WithValue(good, "schema", (2 + _random.Next(1000)).ToString(CultureInfo.InvariantCulture)))), DeadLetterReason.UnknownSchema),
            10 => (Unsigned(new byte[MessageReader.MaxPayload + 1 + _random.Next(100_000)]), DeadLetterReason.TooLarge),
            11 => (Unsigned(Bytes(good), WrongTopic()), DeadLetterReason.TopicMismatch),
            12 => (Unsigned(Bytes(good.Replace($"\"{edge.Camera}\"", "\"stranger\"", StringComparison.Ordinal)), $"venstertijden/v1/assen/stranger/passage"), DeadLetterReason.UnknownCamera),
            13 => (Unsigned(Bytes(good)) with { Properties = Signature() }, DeadLetterReason.BadSignature),
            _ => (Received(edge.Next(A.Passage(A.Van, Town.MondayMorning + Duration.FromHours(25 + _random.Next(1_000_000))))), DeadLetterReason.FutureTime),
        };
    }

    public static ReceivedMessage Received(Sent sent) =>
        new(sent.Topic, sent.Payload, new Dictionary<string, string> { [UserProperties.Signature] = sent.Signature!, [UserProperties.Key] = sent.KeyId! });

    private ReceivedMessage Unsigned(byte[] payload, string? topic = null) => new(topic ?? $"venstertijden/v1/assen/{edge.Camera}/passage", payload, new Dictionary<string, string>());

    private Dictionary<string, string> Signature() => _random.Next(3) switch
    {
        0 => [],
        1 => new() { [UserProperties.Signature] = Convert.ToBase64String(Noise(64)), [UserProperties.Key] = Signing.Hash(edge.PublicKey) },
        _ => new() { [UserProperties.Signature] = new string('A', _random.Next(500)), [UserProperties.Key] = Signing.Hash(Noise(8)) },
    };

    private string WrongTopic() => _random.Next(5) switch
    {
        0 => "venstertijden/v1/assen/another/passage",
        1 => "venstertijden/v2/assen/kerkstraat/passage",
        2 => new string('/', _random.Next(1, 500)),
        3 => $"venstertijden/v1/assen/{edge.Camera}/command",
        _ => "venstertijden/v1/ASSEN/kerkstraat/passage" + (char)0xd83d,
    };

    private string WithoutMember(string json)
    {
        string name = Members[_random.Next(Members.Length)];
        return json.Replace($"\"{name}\":", "\"gone\":", StringComparison.Ordinal);
    }

    private static string WithValue(string json, string member, string value)
    {
        int at = json.IndexOf($"\"{member}\":", StringComparison.Ordinal) + member.Length + 3;
        int end = json.IndexOfAny([',', '}'], at);
        return json[..at] + value + json[end..];
    }

    private byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        _random.NextBytes(noise);
        return noise;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
