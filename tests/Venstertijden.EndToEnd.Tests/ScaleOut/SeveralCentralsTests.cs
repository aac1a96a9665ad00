using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Cli.Bench.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.ScaleOut;

/// <summary>Three centrals behind one shared subscription and one PostgreSQL; one is killed at a random moment.</summary>
public class SeveralCentralsTests
{
    private const int Centrals = 3, Cameras = 5, PerSecond = 100;
    private static readonly SiteId Assen = SiteId.Parse("assen");
    private static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(15);

    [Test]
    [Category("slow")]
    public Task One_of_three_is_killed_and_nothing_is_lost_and_nothing_is_stored_twice() => KillOne(seed: 7, seconds: 6);

    [Test]
    [Category("faults")]
    public async Task One_of_three_is_killed_again_and_again([Range(1, 20)] int seed) => await KillOne(seed, seconds: 15);

    private static async Task KillOne(int seed, int seconds)
    {
        if (Mosquitto.Program is null)
            Assert.Ignore("needs Debian's mosquitto (apt-get install mosquitto)");
        await using var postgres = await ThrowawayPostgres.TryStart(TestContext.Progress);
        if (postgres is null)
            Assert.Ignore("needs Debian's postgresql (apt-get install postgresql)");
        var folder = Directory.CreateTempSubdirectory("vth-scale-");
        var centrals = new List<VthProcess>();
        try
        {
            await using var broker = await Mosquitto.Start(folder.FullName);
            var random = new Random(seed);
            var morning = TimeProvider.System.GetCurrentInstant() - Duration.FromHours(12);
            BenchCamera[] cameras = [.. Enumerable.Range(1, Cameras).Select(i => new BenchCamera(i, CameraTraffic.Morning, morning))];
            var databases = new CentralDbs(DatabaseProvider.Postgresql, postgres.Connection);
            var configs = await Configure(folder.FullName, broker.Port, postgres.Connection);
            await Enrol(configs[0], cameras);
            centrals.AddRange(configs.Select(c => VthProcess.Start("central", "--config", c.File)));
            using var http = new HttpClient();
            foreach (var (config, central) in configs.Zip(centrals))
                await Eventually.Become(async () => central.HasExited || await Answers(http, config.Url), TimeSpan.FromSeconds(90), () => central.Errors + central.Output);
            Assert.That(centrals.Where(c => c.HasExited).Select(c => c.Errors), Is.Empty);

            using var edges = await PatientEdges.Connect(broker.Port, cameras);
            long began = Stopwatch.GetTimestamp();
            double killAfter = seconds * (0.3 + (0.4 * random.NextDouble()));
            long killedAt = 0;
            int sent = 0;
            while (Stopwatch.GetElapsedTime(began).TotalSeconds is var elapsed && elapsed < seconds)
            {
                if (killedAt == 0 && elapsed > killAfter)
                {
                    centrals[random.Next(Centrals)].Kill();
                    killedAt = Stopwatch.GetTimestamp();
                }

                for (; sent < elapsed * PerSecond; sent++)
                    await edges.SendNext(cameras[random.Next(Cameras)]);
                await edges.Look();
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }

            await Eventually.Become(
                async () =>
                {
                    await edges.Look();
                    return edges.Unacknowledged == 0;
                },
                TimeSpan.FromSeconds(60),
                () => $"{edges.Unacknowledged} of {sent} not stored; " + string.Join('\n', centrals.Select(c => c.Output)));

            await using var db = databases.Open(Assen);
            var figures = await Counters.Totals(db, CancellationToken.None);
            TestContext.Out.WriteLine($"seed {seed}: {sent} sent, {edges.Resends} sent again, {figures.GetValueOrDefault((Counters.Duplicates, ""))} duplicates, all stored {edges.LastStoredAfter(killedAt).TotalSeconds:F1} s after the kill");
            Assert.That(await db.ChainLinks.CountAsync(), Is.EqualTo(sent), "each number once");
            Assert.That(figures.GetValueOrDefault((Counters.PassagesStored, "")), Is.EqualTo(sent), "each passage counted once");
            int facts = await db.AnonymousFacts.CountAsync() + await db.Undecided.CountAsync() + await db.CasePassages.CountAsync();
            Assert.That(facts, Is.GreaterThanOrEqualTo(sent), "each passage left something");
            Assert.That(await db.Chains.SumAsync(c => c.Missing), Is.Zero);
            Assert.That(await db.Chains.CountAsync(c => c.BrokenAt != null), Is.Zero, "the chain is whole");
            Assert.That(await db.DeadLetters.CountAsync(), Is.Zero);
            Assert.That(edges.LastStoredAfter(killedAt), Is.LessThan(StoredWithin));
            Assert.That(centrals.Count(c => c.Output.Contains("This central makes the rounds", StringComparison.Ordinal)), Is.InRange(1, 2), "one leads, and another takes over when it was the killed one");
        }
        finally
        {
            foreach (var central in centrals)
                await central.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One folder of keys for all: what one seals the others must open.</summary>
    private static async Task<List<(string File, Uri Url)>> Configure(string folder, int brokerPort, string connection)
    {
        var configs = new List<(string, Uri)>();
        for (int i = 1; i <= Centrals; i++)
        {
            var url = new Uri($"http://127.0.0.1:{VthProcess.FreePort()}");
            string file = Path.Combine(folder, $"central-{i}.yaml");
            await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
                site: assen
                http: { url: '{{url}}' }
                broker: { host: 127.0.0.1, port: {{brokerPort}}, share: centrals }
                database: { provider: postgresql, connection: '{{connection}}' }
                data: data

                """));
            configs.Add((file, url));
        }

        return configs;
    }

    private static async Task Enrol((string File, Uri Url) config, IEnumerable<BenchCamera> cameras)
    {
        var databases = await Central.CentralComposition.OpenData(Central.CentralOptionsReader.ReadFile(config.File), CancellationToken.None);
        await using var db = databases.Open(Assen);
        foreach (var camera in cameras)
            await CameraEnrolment.Enrol(db, new EnrolRequest(camera.Camera, camera.PublicKey) { Zone = "assen-kernwinkelgebied" }, Actor.System("test"), TimeProvider.System.GetCurrentInstant(), CancellationToken.None);
    }

    private static async Task<bool> Answers(HttpClient http, Uri url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
