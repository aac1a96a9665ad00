using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Cli.Bench.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Windows;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>A town of real processes on this machine: edges, Mosquitto, one central on SQLite or two on PostgreSQL, with a link between each and the broker.</summary>
internal sealed class FaultTown : IAsyncDisposable
{
    internal static readonly SiteId Assen = SiteId.Parse("assen");

    private readonly string _folder;
    private readonly List<CuttableLink> _centralLinks = [];
    private readonly List<string> _configs = [];
    private readonly List<VthProcess> _centrals = [];
    private Mosquitto _broker;
    private CentralDbs _databases = null!;

    private FaultTown(string folder, Mosquitto broker, ThrowawayPostgres? postgres)
    {
        (_folder, _broker, Postgres) = (folder, broker, postgres);
        EdgeDisk = new SmallDisk(Path.Combine(folder, "edge-disk"), 48);
        CentralDisk = new SmallDisk(Path.Combine(folder, "central-disk"), 256);
    }

    internal List<EdgeAtFault> Edges { get; } = [];

    internal IReadOnlyList<CuttableLink> CentralLinks => _centralLinks;

    internal ThrowawayPostgres? Postgres { get; }

    internal SmallDisk EdgeDisk { get; }

    internal SmallDisk CentralDisk { get; }

    /// <summary>What centrals and edges that ended without being killed had to say.</summary>
    internal List<string> EndedByItself { get; } = [];

    /// <summary>What this town can suffer.</summary>
    internal IReadOnlyList<Fault> Possible => [.. Enum.GetValues<Fault>().Where(fault => fault switch
    {
        Fault.KillDatabase => Postgres is not null,
        Fault.CentralDiskFull => Postgres is null && CentralDisk.CanBeFilled,
        Fault.EdgeDiskFull => EdgeDisk.CanBeFilled,
        _ => true,
    })];

    /// <summary>A running town; null, with a note, where Mosquitto or PostgreSQL is not installed.</summary>
    internal static async Task<FaultTown?> TryStart(bool onPostgres, int edges)
    {
        if (Mosquitto.Program is null)
            return null;
        var postgres = onPostgres ? await ThrowawayPostgres.TryStart(TestContext.Progress) : null;
        if (onPostgres && postgres is null)
            return null;
        string folder = Directory.CreateTempSubdirectory("vth-faults-").FullName;
        var broker = await Mosquitto.Start(folder);
        var town = new FaultTown(folder, broker, postgres);
        try
        {
            await town.Prepare(edges);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    internal async Task KillBroker(TimeSpan down)
    {
        int port = _broker.Port;
        await _broker.DisposeAsync();
        await Task.Delay(down, TimeProvider.System);
        _broker = await Mosquitto.Start(_folder, port);
    }

    internal async Task KillCentral(int which, TimeSpan down)
    {
        await _centrals[which].KillAsync();
        await Task.Delay(down, TimeProvider.System);
        _centrals[which] = StartCentral(_configs[which]);
    }

    internal int Centrals => _centrals.Count;

    internal void StepCentralClock(Duration offset) => SteppedClock.Step(Path.Combine(_folder, "clock"), offset);

    /// <summary>What has ended by itself is started again, as a service manager does.</summary>
    internal void StartEndedCentrals()
    {
        for (int i = 0; i < _centrals.Count; i++)
        {
            if (!_centrals[i].HasExited)
                continue;
            EndedByItself.Add($"central {i + 1}: {Last(_centrals[i].Errors + _centrals[i].Output)}");
            _centrals[i] = StartCentral(_configs[i]);
        }
    }

    internal void StartIfEnded(EdgeAtFault edge)
    {
        if (!edge.HasEnded)
            return;
        EndedByItself.Add($"{edge.Camera}: {Last(edge.Said)}");
        edge.Start();
    }

    /// <summary>The sum of what is acknowledged; null while the database does not answer.</summary>
    internal async Task<long?> Stored()
    {
        try
        {
            await using var db = _databases.Open(Assen);
            return await db.Chains.SumAsync(c => c.UpTo);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    internal CentralDb OpenDatabase() => _databases.Open(Assen);

    internal string CentralConfig => _configs[0];

    internal string CentralsSaid => string.Join('\n', _centrals.Select(c => c.Errors + c.Output));

    /// <summary>Listens beside the others and gives the broker the same messages again, doubled and in any order.</summary>
    internal async Task Copies(Random random, TimeSpan listen)
    {
        using var client = await BenchClient.Connect(_broker.Port, "copies");
        var heard = new List<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += args =>
        {
            lock (heard)
                heard.Add(args.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topic.AllOf(MessageKind.Passage), MqttQualityOfServiceLevel.AtLeastOnce).WithTopicFilter(Topic.AllOf(MessageKind.Gap), MqttQualityOfServiceLevel.AtLeastOnce).Build());
        await Task.Delay(listen, TimeProvider.System);
        await client.UnsubscribeAsync(new MqttClientUnsubscribeOptionsBuilder().WithTopicFilter(Topic.AllOf(MessageKind.Passage)).WithTopicFilter(Topic.AllOf(MessageKind.Gap)).Build());
        MqttApplicationMessage[] copies;
        lock (heard)
            copies = [.. heard, .. heard];
        random.Shuffle(copies);
        foreach (var copy in copies)
            await client.PublishAsync(copy);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var edge in Edges)
            await edge.DisposeAsync();
        foreach (var central in _centrals)
            await central.DisposeAsync();
        foreach (var link in _centralLinks)
            await link.DisposeAsync();
        await _broker.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        EdgeDisk.Dispose();
        CentralDisk.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Last(string said) => said.Length <= 4000 ? said : said[^4000..];

    private async Task Prepare(int edges)
    {
        for (int i = 1; i <= (Postgres is null ? 1 : 2); i++)
        {
            _centralLinks.Add(new CuttableLink(_broker.Port));
            _configs.Add(await Configure(i, _centralLinks[^1].Port));
        }

        var options = CentralOptionsReader.ReadFile(_configs[0]);
        _databases = await CentralComposition.OpenData(options, CancellationToken.None);
        await using (var db = _databases.Open(Assen))
        {
            for (int i = 1; i <= edges; i++)
            {
                var edge = new EdgeAtFault(i, _folder, EdgeDisk.Folder, _broker.Port);
                Edges.Add(edge);
                edge.Trust(Path.Combine(options.Data, CentralKey.PublicKeyFile));
                using var key = ECDsa.Create();
                key.ImportFromPem(edge.PublicKey);
                await CameraEnrolment.Enrol(
                    db,
                    new EnrolRequest(edge.Camera, key.ExportSubjectPublicKeyInfo()) { Zone = "assen-kernwinkelgebied", PedestrianMode = Venstertijden.Policy.Documents.EnforcementMode.Fine },
                    Actor.System("test"),
                    TimeProvider.System.GetCurrentInstant(),
                    CancellationToken.None);
                // Filed long before, inspected beyond: a clock that is stepped changes nothing.
                var (now, today) = (TimeProvider.System.GetCurrentInstant(), DutchTime.Local(TimeProvider.System.GetCurrentInstant()).Date);
                await ExamplePapers.Add(db, null, AssenPolicies.All, "assen-kernwinkelgebied", edge.Camera, (today.PlusMonths(-2), today.PlusMonths(2)), now - Duration.FromDays(400), CancellationToken.None);
                await db.SaveChangesAsync();
            }
        }

        _centrals.AddRange(_configs.Select(StartCentral));
        Edges.ForEach(e => e.Start());
    }

    private async Task<string> Configure(int number, int brokerPort)
    {
        string file = Path.Combine(_folder, $"central-{number}.yaml");
        string share = Postgres is null ? "" : ", share: centrals";
        string database = Postgres is null ? "" : $"database: {{ provider: postgresql, connection: '{Postgres.Connection}' }}\n";
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            site: assen
            http: { url: 'http://127.0.0.1:{{VthProcess.FreePort()}}' }
            broker: { host: 127.0.0.1, port: {{brokerPort}}{{share}} }
            data: {{CentralDisk.Folder}}/data
            {{database}}
            """));
        return file;
    }

    private static VthProcess StartCentral(string config) => VthProcess.StartProgram(typeof(FaultTown).Assembly.Location, "central", config);
}
