using System.Text.Json.Nodes;
using NJsonSchema;
using Venstertijden.Testing;
using YamlDotNet.Serialization;

namespace Venstertijden.Edge.Tests;

/// <summary>The camera configurations in <c>firmware-config</c>: read by the program and by the schema that editors use.</summary>
public class ShippedConfigurationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "firmware-config");

    private static IEnumerable<string> Cameras => Directory.EnumerateFiles(Path.Combine(Folder, "sites"), "camera.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f));

    [TestCaseSource(nameof(Cameras))]
    public async Task It_is_read_fits_the_schema_and_lies_in_the_folder_of_its_name(string file)
    {
        var options = EdgeOptionsReader.ReadFile(Path.Combine(Folder, file));

        Assert.That(file, Is.EqualTo($"sites/{options.Site}/{options.Camera}/camera.yaml"));
        Assert.That(await SchemaFaults(File.ReadAllText(Path.Combine(Folder, file))), Is.Empty);
    }

    [TestCase("site: Assen")]
    [TestCase("camrea: x")]
    [TestCase("broker: {host: h, port: 70000}")]
    [TestCase("broker: {host: h, tls: perhaps}")]
    [TestCase("evidence: {maxAgeDays: 0}")]
    [TestCase("evidence: {maxGigabytes: -1}")]
    [TestCase("evidence: {keepFree: 5}")]
    [TestCase("reading: {secondReader: onnx}")]
    [TestCase("reading: {tiles: sometimes}")]
    [TestCase("reading: {agreeing: 1}")]
    [TestCase("reading: {include: []}")]
    [TestCase("reading: {include: [[[0, 0], [1, 1]]]}")]
    [TestCase("reading: {exclude: [[[0, 0], [1, 0], [1, 1.5]]]}")]
    [TestCase("reading: {exclude: [[[0, 0], [1, 0], [1, 1, 1]]]}")]
    public async Task Schema_and_program_refuse_the_same(string fault)
    {
        string key = fault[..fault.IndexOf(':', StringComparison.Ordinal)];
        var lines = new[] { "site: assen", "camera: a", "source: rtsp://c", "broker: {host: h}", "keyFile: k", "data: d" }.Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal));
        string yaml = string.Join("\n", lines.Append(fault));

        Assert.That(() => EdgeOptionsReader.Read(yaml, "camera.yaml", "/"), Throws.InstanceOf<EdgeConfigException>());
        Assert.That(await SchemaFaults(yaml), Is.Not.Empty);
    }

    private static async Task<IEnumerable<string>> SchemaFaults(string yaml)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Folder, "schema", "camera.schema.json"));
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml);
        string json = new SerializerBuilder().JsonCompatible().Build().Serialize(tree!);
        return schema.Validate(JsonNode.Parse(json)!.ToJsonString()).Select(f => f.ToString());
    }
}
