using System.Text.RegularExpressions;
using NJsonSchema;
using Newtonsoft.Json.Linq;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Windows;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Policy.Tests.Documents;

/// <summary>The published schema and the reader must say the same: an editor that accepts what the program refuses is worse than none.</summary>
public class PolicySchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(PolicySchema.Json).GetAwaiter().GetResult();

    public static IEnumerable<string> Files => AssenPolicies.Files.Concat(AssenPolicies.DraftFiles).Select(file => file.Name);

    [TestCaseSource(nameof(Files))]
    public void A_shipped_document_follows_the_schema(string name)
    {
        var yaml = AssenPolicies.Files.Concat(AssenPolicies.DraftFiles).Single(file => file.Name == name).Yaml;

        Assert.That(Schema.Validate(Json(yaml)).Select(error => error.ToString()), Is.Empty);
    }

    [TestCase("unknown-key")]
    [TestCase("unknown-key-inside")]
    [TestCase("kind-unknown")]
    [TestCase("mode-unknown")]
    [TestCase("zone-name")]
    [TestCase("id-missing")]
    [TestCase("neither-source-nor-example")]
    [TestCase("span-without-unit")]
    [TestCase("foreign-choice-unknown")]
    [TestCase("no-rule-at-all")]
    public void The_schema_refuses_what_the_reader_refuses(string broken)
    {
        var path = TestData.PathOf("policies", "broken", broken + ".yaml");

        Assert.That(Schema.Validate(Json(File.ReadAllText(path))), Is.Not.Empty);
    }

    [Test]
    public void The_schema_knows_exactly_the_keys_that_the_reader_asks_for()
    {
        var schema = JObject.Parse(PolicySchema.Json);
        foreach (var (path, keys) in KeysOfTheReader())
            Assert.That(PropertiesAt(schema, path), Is.EquivalentTo(keys), path);
    }

    [Test]
    public void The_schema_knows_every_kind_and_every_holiday()
    {
        var schema = JObject.Parse(PolicySchema.Json);
        Assert.That(schema.SelectToken("definitions.exemptionKind.properties.kind.enum")!.Values<string>(), Is.EquivalentTo(ExemptionKinds.All.Select(k => k.Code())));
        Assert.That(schema.SelectToken("properties.holidays.properties.value.items.enum")!.Values<string>(), Is.EquivalentTo(HolidayCalendar.KnownNames));
    }

    private static IEnumerable<(string Path, HashSet<string> Keys)> KeysOfTheReader()
    {
        var whole = TestData.PathOf("policies", "whole.yaml");
        var (name, yaml) = AssenPolicies.Files.Single(file => file.Name == "assen-kernwinkelgebied-2025-01-01.yaml");
        return PolicyReader.Read(name, yaml).Log.KeysByPath
            .Concat(PolicyReader.Read(whole, File.ReadAllText(whole)).Log.KeysByPath)
            .GroupBy(entry => Regex.Replace(entry.Key, @"\[\d+\]", "[]"))
            .Select(group => (group.Key, group.SelectMany(entry => entry.Value).ToHashSet()));
    }

    private static IEnumerable<string> PropertiesAt(JObject schema, string path)
    {
        JToken node = schema;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = Resolve(schema, node["properties"]![step.Replace("[]", "", StringComparison.Ordinal)]!);
            if (step.EndsWith("[]", StringComparison.Ordinal))
                node = Resolve(schema, node["items"]!);
        }

        return ((JObject)node["properties"]!).Properties().Select(property => property.Name);
    }

    private static JToken Resolve(JObject schema, JToken node) =>
        node["$ref"] is { } reference ? schema.SelectToken(((string)reference!)[2..].Replace('/', '.'))! : node;

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents[0].RootNode).ToString();
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JObject(mapping.Children.Select(pair => new JProperty(pair.Key.ToString(), Convert(pair.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Convert)),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } plain } when decimal.TryParse(plain, System.Globalization.CultureInfo.InvariantCulture, out var number) =>
            number == decimal.Truncate(number) ? new JValue((long)number) : new JValue(number),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } truth => new JValue(truth.Value == "true"),
        _ => new JValue(node.ToString()),
    };
}
