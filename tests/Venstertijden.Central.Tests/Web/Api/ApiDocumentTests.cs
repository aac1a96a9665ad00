using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Venstertijden.Central.Features.Api;
using Venstertijden.Testing;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>The description of the interface is true, kept, and by the design rules; the examples of its manual work.</summary>
public class ApiDocumentTests
{
    private const string Renew = "VTH_RENEW_OPENAPI";
    private static readonly string Kept = Path.Combine(Repository.Root, "docs", "openapi.json");
    private ApiTown _town;

    [OneTimeSetUp]
    public async Task StartTown() => _town = await ApiTown.Start();

    [OneTimeTearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task What_is_served_is_what_is_kept_in_the_repository()
    {
        var answer = await _town.Anyone().GetAsync("/api/v1/openapi.json");
        Assert.That((answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), answer.Content.Headers.ContentType!.MediaType), Is.EqualTo(("*", (string?)"application/json")));
        string served = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable(Renew) is not null)
            await File.WriteAllTextAsync(Kept, served);
        Assert.That(File.Exists(Kept) ? await File.ReadAllTextAsync(Kept) : "", Is.EqualTo(served), $"docs/openapi.json is not what central serves. If the change is meant: run this test with {Renew}=1, look at the difference, and tell it in the changelog.");
    }

    [Test]
    public async Task Every_address_is_described_with_the_scope_that_it_asks()
    {
        var paths = (await ApiTown.Json(await _town.Anyone().GetAsync("/api/v1/openapi.json"))).GetProperty("paths");
        string[] told = [.. paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name} {Scope(o.Value)}".TrimEnd()))];
        Assert.That(told, Is.EquivalentTo(new[]
        {
            "POST /oauth/token", "POST /entry-checks", "GET /zones", "GET /zones/{id}", "GET /vehicles vehicles:read", "GET /vehicles/{id} vehicles:read", "POST /vehicles vehicles:write", "PUT /vehicles/{id} vehicles:write",
            "DELETE /vehicles/{id} vehicles:write", "POST /allowances vehicles:read", "GET /vehicles/{id}/allowances vehicles:read", "GET /exemptions exemptions:read", "GET /exemptions/{id} exemptions:read",
        }));

        static string Scope(JsonElement operation) => operation.TryGetProperty("security", out var security) ? security[0].EnumerateObject().Single().Value[0].GetString()! : "";
    }

    [Test]
    public async Task It_keeps_the_dutch_design_rules()
    {
        string folder = Path.Combine(Repository.Root, "tests", "openapi-lint");
        string spectral = Path.Combine(folder, "node_modules", "@stoplight", "spectral-cli", "dist", "index.js");
        if (!File.Exists(spectral))
            Assert.Ignore("Spectral is not fetched: run './vth test', or 'npm ci' in tests/openapi-lint");
        var (code, said) = await Run("node", [spectral, "lint", Kept, "--ruleset", Path.Combine(folder, "rules.yaml"), "--fail-severity", "warn"], []);
        Assert.That(code, Is.Zero, said);
    }

    [Test]
    public async Task The_examples_for_the_command_line_work()
    {
        if (!File.Exists("/usr/bin/curl"))
            Assert.Ignore("curl is not installed");
        var (id, secret) = await _town.Client(TestPeople.FirmId);
        string script = "set -euo pipefail\n" + string.Join("\n", Blocks("sh"));
        var (code, said) = await Run("bash", ["-c", script], Around(id, secret));
        Assert.That(code, Is.Zero, $"exit {code}: {said}");
        Assert.That(said, Does.Contain("\"basis\":\"with-exemptions\"").And.Contain("\"group\":\"Zuid\"").And.Contain("carrier-zero-emission").And.Contain("assen-brink"));
    }

    [Test]
    public async Task The_example_in_c_sharp_works()
    {
        var (id, secret) = await _town.Client(TestPeople.FirmId);
        string said = await CompiledExample.Run(Blocks("csharp").Single(), Around(id, secret));
        Assert.That(said, Does.Match("^VGVD12 in assen-kernwinkelgebied: (yes|later)"));
    }

    private Dictionary<string, string> Around(string id, string secret) => new() { ["VTH"] = _town.Web.Address.ToString().TrimEnd('/'), ["CLIENT_ID"] = id, ["CLIENT_SECRET"] = secret };

    private static IEnumerable<string> Blocks(string language) => System.Text.RegularExpressions.Regex
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "api.md")), $"^```{language}\n(.*?)^```", System.Text.RegularExpressions.RegexOptions.Multiline | System.Text.RegularExpressions.RegexOptions.Singleline).Select(m => m.Groups[1].Value);

    private static async Task<(int Code, string Said)> Run(string program, string[] arguments, Dictionary<string, string> around)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in around)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (told, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await told + await wrong);
    }
}
