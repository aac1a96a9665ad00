using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>The whole spine under faults: whatever is killed, cut, filled up, shifted or doubled, each number that an edge gave is at central once, or known to be lost.</summary>
public class FaultTests
{
    private const int Parts = 10, KillsOfAPart = 20, OthersOfAPart = 20;

    [Test]
    [Category("slow")]
    [CancelAfter(240_000)]
    public async Task Whatever_is_killed_cut_or_filled_up_each_passage_is_stored_once_and_the_chain_is_whole() =>
        await Once(seed: 1, onPostgres: false, edges: 2, kills: 6, others: 9);

    [Test]
    [Category("faults")]
    public async Task Two_hundred_kills_and_as_many_other_faults_on_SQLite_and_on_PostgreSQL()
    {
        string stateFile = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, ".vth", "faults")).FullName, "runs.json");
        var done = File.Exists(stateFile) ? JsonSerializer.Deserialize<List<Reckoning>>(await File.ReadAllTextAsync(stateFile), Json)! : [];
        for (int seed = done.Count + 1; seed <= Parts; seed++)
        {
            var reckoning = await Once(seed, onPostgres: seed % 2 == 0, edges: 3, KillsOfAPart, OthersOfAPart);
            done.Add(reckoning);
            await File.WriteAllTextAsync(stateFile, JsonSerializer.Serialize(done, Json));
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "reports", "faults.md"), FaultReport.Of(done, Parts));
        }

        File.Delete(stateFile);
    }

    private static JsonSerializerOptions Json { get; } = new() { Converters = { new JsonStringEnumConverter() } };

    private static async Task<Reckoning> Once(int seed, bool onPostgres, int edges, int kills, int others)
    {
        await using var town = await FaultTown.TryStart(onPostgres, edges);
        if (town is null)
            Assert.Ignore("needs Debian's mosquitto and postgresql (apt-get install mosquitto postgresql)");
        var reckoning = await new FaultRun(town, seed).Run(kills, others);
        await TestContext.Progress.WriteLineAsync(reckoning.Line);
        foreach (string said in town.EndedByItself)
            await TestContext.Progress.WriteLineAsync("  ended by itself: " + said);
        Assert.That(reckoning.Faults, Is.Empty, string.Create(CultureInfo.InvariantCulture, $"seed {seed}\n{town.CentralsSaid}"));
        return reckoning;
    }
}
