using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Venstertijden.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Venstertijden.Contracts.Tests;

/// <summary><c>docs/asyncapi.yaml</c> says what the code does: every golden message fits it, and it names nothing that the code doesn't write.</summary>
public class AsyncApiTests
{
    private static readonly JsonObject Document = Load();

    private static IEnumerable<GoldenMessage> InJson => Golden.All.Where(m => m.Kind != MessageKind.Evidence);

    [Test]
    public void Every_reference_leads_somewhere()
    {
        foreach (string reference in References(Document))
            Assert.That(Resolve(reference), Is.Not.Null, reference);
    }

    [Test]
    public void Its_channels_are_our_topics() =>
        Assert.That(
            Document["components"]!["channels"]!.AsObject().Select(c => c.Value!["address"]!.GetValue<string>()),
            Is.EquivalentTo(Enum.GetValues<MessageKind>().Select(k => "venstertijden/v1/{site}/{camera}/" + Topic.NameOf(k))));

    [TestCaseSource(nameof(InJson))]
    public void Golden_messages_fit_it(object golden)
    {
        var message = (GoldenMessage)golden;
        string name = message.Kind == MessageKind.Command ? Camel(JsonNode.Parse(message.Payload)!["command"]!.GetValue<string>()) : Topic.NameOf(message.Kind);

        Assert.That(Faults(JsonNode.Parse(message.Payload), Resolve("#/components/schemas/" + name)!.AsObject(), name), Is.Empty);
    }

    [Test]
    public void A_message_that_does_not_fit_is_found()
    {
        var schema = Resolve("#/components/schemas/passage")!.AsObject();
        var passage = JsonNode.Parse(Golden.All.Single(m => m.Name == "passage-read").Payload)!.AsObject();
        passage["kind"] = "seen";
        passage["plate"]!.AsObject().Remove("text");
        passage["weather"] = "rain";
        passage["seq"] = "2";

        Assert.That(Faults(passage, schema, "passage"), Is.EquivalentTo(new[] { "passage.kind: not one of the list", "passage.plate: no form fits", "passage.weather: not described", "passage.seq: type" }));
    }

    [Test]
    public void Reasons_and_kinds_are_all_there()
    {
        Assert.That(Enum("gap", "reason"), Is.EquivalentTo(Names<GapReason>()));
        Assert.That(Enum("passage", "kind"), Is.EquivalentTo(Names<PassageKind>()));
        Assert.That(Enum("passage", "direction"), Is.EquivalentTo(Names<Direction>()));
        Assert.That(Enum("status", "status"), Is.EquivalentTo(Names<LinkStatus>()));

        static IEnumerable<string> Enum(string schema, string member) => Resolve($"#/components/schemas/{schema}/properties/{member}/enum")!.AsArray().Select(v => v!.GetValue<string>());
        static IEnumerable<string> Names<T>()
            where T : struct, Enum => System.Enum.GetValues<T>().Select(v => JsonSerializer.Serialize(v, WireJson.Options).Trim('"'));
    }

    // As much of JSON Schema as the document uses. Members that it does not describe are faults here: the document has to be complete.
    private static IEnumerable<string> Faults(JsonNode? value, JsonObject schema, string at)
    {
        if (schema["$ref"] is { } reference)
            return Faults(value, Resolve(reference.GetValue<string>())!.AsObject(), at);
        if (schema["oneOf"] is JsonArray forms)
            return forms.Any(f => !Faults(value, f!.AsObject(), at).Any()) ? [] : [at + ": no form fits"];
        if (!TypeFits(value, schema["type"]))
            return [at + ": type"];
        if (schema["enum"] is JsonArray list && !list.Any(v => JsonNode.DeepEquals(v, value)))
            return [at + ": not one of the list"];
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value))
            return [at + ": not the one value"];
        if (schema["pattern"] is { } pattern && value is not null && !Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>()))
            return [at + ": pattern"];
        return value switch
        {
            JsonObject members => MemberFaults(members, schema, at),
            JsonArray items => items.SelectMany((item, i) => Faults(item, schema["items"]!.AsObject(), $"{at}[{i}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> MemberFaults(JsonObject members, JsonObject schema, string at)
    {
        foreach (var missing in schema["required"]?.AsArray().Select(r => r!.GetValue<string>()).Where(r => !members.ContainsKey(r)) ?? [])
            yield return $"{at}.{missing}: missing";
        foreach (var (name, value) in members)
        {
            if (schema["properties"]?[name] is not JsonObject described)
                yield return $"{at}.{name}: not described";
            else
            {
                foreach (string fault in Faults(value, described, $"{at}.{name}"))
                    yield return fault;
            }
        }
    }

    private static bool TypeFits(JsonNode? value, JsonNode? type)
    {
        var types = type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type!.GetValue<string>()];
        string actual = value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString()!.ToLowerInvariant(),
        };
        return types.Any(t => t == actual || (t == "integer" && actual == "number" && value!.GetValue<double>() % 1 == 0));
    }

    private static JsonNode? Resolve(string reference) => reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, step) => node?[step]);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o when o["$ref"] is { } reference => [reference.GetValue<string>()],
        JsonObject o => o.SelectMany(m => References(m.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };

    private static string Camel(string kebab) => Regex.Replace(kebab, "-([a-z])", m => m.Groups[1].Value.ToUpperInvariant());

    private static JsonObject Load()
    {
        using var text = new StreamReader(Path.Combine(Repository.Root, "docs", "asyncapi.yaml"));
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new MergingParser(new Parser(text)));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree!))!.AsObject();
    }
}
