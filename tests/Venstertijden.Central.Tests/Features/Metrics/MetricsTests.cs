using System.Net;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Metrics;

public class MetricsTests
{
    [Test]
    public async Task Figures_have_the_fixed_names_and_survive_a_restart()
    {
        await using var town = await Town.Start();
        var edge = await town.Edge();
        var sent = edge.Next(A.Passage(A.Van));
        await edge.Send(sent, sent, edge.Sign(MessageKind.Passage, "no"u8.ToArray()));
        await Eventually.Become(async () => (await Get(town, "/metrics")).Contains("vth_duplicates_total 1\n", StringComparison.Ordinal));
        await town.Restart();
        string text = await Get(town, "/metrics");
        string[] lines = text.Split('\n');
        Assert.That(lines, Does.Contain("vth_passages_stored_total 1"));
        Assert.That(lines, Does.Contain("""vth_verdicts_total{verdict="suspected"} 1"""));
        Assert.That(lines, Does.Contain("""vth_verdicts_total{verdict="not-enforceable"} 0"""));
        Assert.That(lines, Does.Contain("""vth_cases{state="awaiting-evidence"} 1"""));
        Assert.That(lines, Does.Contain("""vth_cases{state="appeal-high-court"} 0"""));
        Assert.That(lines, Does.Contain("""vth_dead_letters_total{reason="bad-json"} 1"""));
        Assert.That(lines, Does.Contain("""vth_dead_letters_total{reason="seq-conflict"} 0"""));
        Assert.That(lines, Does.Contain("vth_duplicates_total 1"));
        Assert.That(lines, Does.Contain("vth_passages_missing 0"));
    }

    [Test]
    public async Task Health_says_live_and_ready()
    {
        await using var town = await Town.Start();
        Assert.That(await Get(town, "/health/live"), Is.EqualTo("live"));
        await Eventually.Become(async () => await Status(town, "/health/ready") == HttpStatusCode.OK);
    }

    private static async Task<string> Get(Town town, string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(town.Url + path));
    }

    private static async Task<HttpStatusCode> Status(Town town, string path)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(town.Url + path));
        return answer.StatusCode;
    }
}
