using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Cli.Tests.Keeping;

/// <summary>The data folder of a central that stands still: one case, one undecided passage, one refused message, all as they came in from a camera.</summary>
internal sealed class SmallCentral : IDisposable
{
    /// <summary>Of the case, and of the undecided passage.</summary>
    public const string Plate = "V56KVT";

    public static readonly Instant Seen = Instant.FromUtc(2026, 3, 2, 5, 46);

    /// <summary>When commands are given.</summary>
    public static readonly Instant Now = Seen + Duration.FromHours(1);

    private readonly ECDsa _camera = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string _previous = Signing.NoPrevious;
    private long _seq;

    private SmallCentral(string place) => Place = place;

    /// <summary>A folder for all that a test makes; <see cref="Data"/> lies in it.</summary>
    public string Place { get; }

    public string Data => Path.Combine(Place, "central");

    public string DatabaseFile => Path.Combine(Data, "central.db");

    public CentralOptions Options => CentralData.Of(Data);

    public static async Task<SmallCentral> Build()
    {
        var small = new SmallCentral(Directory.CreateTempSubdirectory("vth-keeping-").FullName);
        var databases = await CentralComposition.OpenData(small.Options, default);
        using var key = CentralKey.Load(small.Data)!;
        var (vault, clock) = (new Vault(key.Master), new FakeClock(Seen));
        var facts = new FactsLoader(databases, vault);
        await new LocalLists(databases, new SampleRegister(), new SampleExemptions(), facts, clock).Refresh(small.Options.Site, always: true, default);
        await using (var db = databases.Open(small.Options.Site))
        {
            var request = new EnrolRequest(CameraId.Parse("kerkstraat"), small._camera.ExportSubjectPublicKeyInfo()) { Zone = "assen-kernwinkelgebied", PedestrianMode = EnforcementMode.Fine };
            await CameraEnrolment.Enrol(db, request, Actor.System("test"), Seen, default);
            var seenOn = DutchTime.Local(Seen).Date;
            await ExamplePapers.Add(db, vault, AssenPolicies.All, request.Zone, request.Camera, (seenOn.PlusMonths(-3), seenOn.PlusDays(-3)), Seen - Duration.FromDays(100), default);
            await db.SaveChangesAsync();
        }

        await facts.ReloadPapers(small.Options.Site, default);
        var writer = new BatchWriter(databases, new CameraDirectory(databases, TimeProvider.System), vault, new Judge(AssenPolicies.All, new ReadTrust()), new AnonymousFacts(AssenPolicies.All), facts, clock, small.Options.Site);
        await writer.Write([small.Message(0.99), small.Message(0.1), new ReceivedMessage("venstertijden/v1/assen/kerkstraat/passage", "{}"u8.ToArray(), new Dictionary<string, string>())], default);
        SqliteConnection.ClearAllPools();
        return small;
    }

    /// <summary>Changes the database by a foreign hand.</summary>
    public void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.That(command.ExecuteNonQuery(), Is.GreaterThan(0), sql);
    }

    /// <summary>As if a newer program had worked on it.</summary>
    public void MakeNewer() => Change("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Later', '99.0.0')");

    public void Dispose()
    {
        _camera.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Place, recursive: true);
    }

    private ReceivedMessage Message(double confidence)
    {
        byte[] payload = WireJson.Write(new PassageMessage
        {
            Schema = 1, Id = Guid.CreateVersion7(), Kind = PassageKind.Read, Site = "assen", Camera = "kerkstraat", Chain = Chain, Seq = ++_seq, PreviousHash = _previous, SeenFrom = Seen, SeenTo = Seen + Duration.FromSeconds(2),
            Direction = Direction.In, Plate = new Contracts.PlateRead { Text = Plate, Country = "NL", Confidence = confidence, Agreeing = 5, SecondReader = Plate, Characters = [.. Plate.Select(_ => confidence)] },
            Evidence = [], Clock = new ClockState(3, "ntp", true, "2026a"), Software = "1.0.0", Models = new ModelVersions("d1", "r1"), Config = "c1",
        });
        _previous = Signing.Hash(payload);
        return new ReceivedMessage("venstertijden/v1/assen/kerkstraat/passage", payload, new Dictionary<string, string> { [UserProperties.Signature] = Signing.Sign(_camera, payload), [UserProperties.Key] = Signing.KeyId(_camera) });
    }

    private Guid Chain { get; } = Guid.NewGuid();
}
