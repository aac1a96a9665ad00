using System.Globalization;
using NodaTime;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>A central in a folder of its own, with cameras enrolled, to be started when its backlog waits.</summary>
internal sealed class CentralUnderLoad(string folder, int brokerPort, DatabaseProvider provider, string? connection)
{
    public const string ClientId = "bench-central";
    public const string Zone = "assen-kernwinkelgebied";

    private string ConfigFile => Path.Combine(folder, "central.yaml");

    public async Task Prepare(IEnumerable<BenchCamera> cameras, Instant now)
    {
        Directory.CreateDirectory(folder);
        string database = connection is null ? "" : $"database: {{ provider: {Kebab.Name(provider)}, connection: '{connection}' }}\n";
        await File.WriteAllTextAsync(ConfigFile, string.Create(CultureInfo.InvariantCulture, $$"""
            site: assen
            http: { url: 'http://127.0.0.1:{{EmbeddedBroker.FreePort()}}' }
            broker: { host: 127.0.0.1, port: {{brokerPort}}, clientId: {{ClientId}} }
            data: data
            {{database}}
            """));
        var databases = await CentralComposition.OpenData(CentralOptionsReader.ReadFile(ConfigFile), CancellationToken.None);
        await using var db = databases.Open(SiteId.Parse("assen"));
        await Enrol(db, cameras, EnforcementMode.Fine, DutchTime.Local(now).Date, now);
    }

    /// <summary>Enrols cameras that may fine in the core shopping area, with all papers.</summary>
    /// <param name="db">Where.</param>
    /// <param name="cameras">Whom.</param>
    /// <param name="zeroEmission">Mode of the zero-emission rule.</param>
    /// <param name="inspected">Day of the last inspection; the first was a year before.</param>
    /// <param name="now">When all is filed.</param>
    public static async Task Enrol(CentralDb db, IEnumerable<BenchCamera> cameras, EnforcementMode zeroEmission, LocalDate inspected, Instant now)
    {
        foreach (var camera in cameras)
        {
            var request = new EnrolRequest(camera.Camera, camera.PublicKey) { Zone = Zone, Place = "Assen", PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = zeroEmission };
            await CameraEnrolment.Enrol(db, request, Actor.System("bench"), now, CancellationToken.None);
            await ExamplePapers.Add(db, null, AssenPolicies.All, Zone, camera.Camera, (inspected.PlusMonths(-12), inspected), now, CancellationToken.None);
            await db.SaveChangesAsync();
        }
    }

    public ChildProcess Start() => ChildProcess.Vth("central", "--config", ConfigFile);
}
