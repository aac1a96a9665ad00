using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Testing.Web;

/// <summary>
/// A small town in the middle of its day: cameras, a register of never-issued plates, a firm with its vehicles, and what a
/// test asks for on top (<see cref="CaseSeed"/>).
/// </summary>
public static class TownAtWork
{
    public const string Brink = "brink-noord";
    public const string Kerkstraat = "kerkstraat";
    public const string Marktstraat = "marktstraat";

    /// <summary>Plates that were never issued, with what the register knows of them.</summary>
    private static readonly RegisterVehicle[] Vehicles =
    [
        Van("VGVD12", "VOLKSWAGEN", "TRANSPORTER", "Diesel", "5", new LocalDate(2014, 6, 3), "WIT"),
        Van("VKKK07", "MERCEDES-BENZ", "ESPRINTER", "Elektriciteit", "Z", new LocalDate(2024, 2, 14), "GRIJS"),
        Van("VPVV44", "FORD", "TRANSIT", "Diesel", "6", new LocalDate(2019, 9, 23), "BLAUW"),
        Van("VNSB91", "RENAULT", "MASTER", "Diesel", "4", new LocalDate(2009, 11, 2), "ROOD"),
        new() { Plate = "AE123B", Brand = "TOYOTA", Model = "YARIS", Category = "M1", Fuels = "Benzine", EmissionClass = "6", FirstAdmission = new LocalDate(2021, 5, 6), Body = "hatchback", Colour = "ROOD", RecordedAt = Morning },
        new() { Plate = "BIE45K", Brand = "DAF", Model = "LF", Category = "N2", Fuels = "Diesel", EmissionClass = "6", FirstAdmission = new LocalDate(2018, 3, 1), Body = "gesloten opbouw", Colour = "WIT", RecordedAt = Morning },
    ];

    private static Instant PapersFiled => WebUnderTest.Start - Duration.FromDays(200);

    /// <summary>All cameras share one: nothing here is signed.</summary>
    private static readonly byte[] CameraKey = MakeKey();

    private static byte[] MakeKey()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static Instant Morning => WebUnderTest.Start - Duration.FromHours(8);

    public static Task SeedAsync(this WebUnderTest web) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        AddCameras(db);
        foreach (var camera in db.Cameras.Local.ToList())
            await ExamplePapers.Add(db, services.GetRequiredService<Vault>(), AssenPolicies.All, camera.Zone, camera.Camera, (new LocalDate(2025, 9, 27), new LocalDate(2026, 2, 27)), PapersFiled, CancellationToken.None);
        AddFirm(db);
        foreach (var vehicle in Vehicles) db.Register.Add(Copy(vehicle));
        db.Exemptions.Add(new Exemption
        {
            Id = Guid.CreateVersion7(), Plate = "VPVV44", Kind = "carrier-zero-emission", RecordedAt = Morning,
            From = new LocalDateTime(2025, 3, 15, 0, 0), Until = new LocalDateTime(2026, 3, 16, 0, 0), WholeDays = true,
        });
        db.Lists.Add(new ListVersion { List = ListVersion.RegisterList, ListVersionName = "voorbeeld-2026-03-02", RetrievedAt = Morning, Rows = Vehicles.Length });
        db.Lists.Add(new ListVersion { List = ListVersion.ExemptionList, ListVersionName = "voorbeeld-2026-03-02", RetrievedAt = Morning, Rows = 1 });
        await db.SaveChangesAsync();
        await services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, CancellationToken.None);
    });

    private static void AddCameras(CentralDb db)
    {
        var now = WebUnderTest.Start;
        Camera(db, Brink, "De Brink noord", "Brink", "assen-brink");
        Camera(db, Kerkstraat, "Kerkstraat", "Kerkstraat", "assen-kernwinkelgebied");
        Camera(db, Marktstraat, "Marktstraat", "Marktstraat", "assen-kernwinkelgebied");
        State(db, Brink, LinkStatus.Online, now, Health(Brink, now, fps: 4.9, depth: 0));
        State(db, Kerkstraat, LinkStatus.Online, now, Health(Kerkstraat, now, fps: 5.1, depth: 2));
        State(db, Marktstraat, LinkStatus.Online, now, Health(Marktstraat, now, fps: 5.0, depth: 0));
    }

    /// <summary>Gives a camera another state than "all is well".</summary>
    public static Task ChangeCamera(this WebUnderTest web, string camera, LinkStatus link, Func<HealthMessage, HealthMessage> change, Duration? silence = null) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        var state = db.CameraStates.Single(s => s.Camera == CameraId.Parse(camera));
        var now = web.Clock.GetCurrentInstant();
        (state.Link, state.LinkSince) = (link, now - (silence ?? Duration.FromMinutes(4)));
        state.LastHeardAt = now - (silence ?? Duration.Zero);
        state.LastHealth = System.Text.Encoding.UTF8.GetString(WireJson.Write(change(Health(camera, now - (silence ?? Duration.Zero), 5, 0))));
        await db.SaveChangesAsync();
    });

    /// <summary>A camera had more cases than is normal, and another brake was released before.</summary>
    public static Task PullBrakeAsync(this WebUnderTest web) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        var now = web.Clock.GetCurrentInstant();
        db.FloodBrakes.Add(new FloodBrake { Id = Guid.CreateVersion7(), Kind = BrakeKind.Camera, Subject = Marktstraat, PulledAt = now - Duration.FromMinutes(12), Hits = 64, Band = 40 });
        db.FloodBrakes.Add(new FloodBrake
        {
            Id = Guid.CreateVersion7(), Kind = BrakeKind.Plate, Subject = new string('a', 64), PulledAt = now - Duration.FromHours(30), Hits = 9, Band = 6,
            ReleasedAt = now - Duration.FromHours(28), ReleasedBy = "Wim Hofstra", Reason = "Bezorger die elk halfuur terugkwam; beelden bekeken.",
        });
        await db.SaveChangesAsync();
    });

    /// <summary>Some messages that central refused, each for another reason.</summary>
    public static Task SetAsideAsync(this WebUnderTest web) => web.InScope(async services =>
    {
        (string Topic, string Payload)[] refused =
        [
            ("venstertijden/v1/assen/onbekend/passage", """{"schema":1,"id":"01958f3a-0000-7000-8000-000000000001","kind":"read","site":"assen","camera":"onbekend"}"""),
            ($"venstertijden/v1/assen/{Kerkstraat}/passage", """{"schema":1,"kind":"read","site":"assen","camera":"kerkstraat","plate":{"text":"VGVD12","country":"NL","confidence":1.4}}"""),
            ($"venstertijden/v1/assen/{Brink}/passage", """{"schema":1,"kind":"re"""),
            ($"venstertijden/v1/assen/{Brink}/health", "[]"),
            ("thermostaat/woonkamer", "21,5"),
        ];
        await services.GetRequiredService<BatchWriter>().Write([.. refused.Select(r => new ReceivedMessage(r.Topic, System.Text.Encoding.UTF8.GetBytes(r.Payload), new Dictionary<string, string>()))], default);
        await services.GetRequiredService<BatchWriter>().Write([ReceivedMessage.LetGo($"venstertijden/v1/assen/{Brink}/passage", new string('a', 64), 93_412)], default);
    });

    /// <summary>Some records of what was erased.</summary>
    public static Task EraseAsync(this WebUnderTest web) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        var now = web.Clock.GetCurrentInstant();
        Erasure.Record(db, Erasure.Undecided, 12, "72 h", now - Duration.FromHours(30));
        Erasure.Record(db, Erasure.DeadLetters, 3, "72 h", now - Duration.FromHours(30));
        Erasure.Record(db, Erasure.Case, 1, "assen-brink-2023-01-01/1: 5 years", now - Duration.FromHours(9));
        Erasure.Record(db, Erasure.Plate, 2, "on request: exemption", now - Duration.FromMinutes(40));
        await db.SaveChangesAsync();
    });

    private static void Camera(CentralDb db, string id, string name, string street, string zone) => db.Cameras.Add(new EnrolledCamera
    {
        Camera = CameraId.Parse(id), DisplayName = name, Place = "Assen", Street = street, Zone = zone, PublicKey = CameraKey, KeyId = Signing.Hash(CameraKey),
        PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = EnforcementMode.Fine, EnrolledAt = Morning,
    });

    private static void State(CentralDb db, string id, LinkStatus link, Instant now, HealthMessage health) => db.CameraStates.Add(new CameraState
    {
        Camera = CameraId.Parse(id), Link = link, LinkSince = now - Duration.FromHours(6), LastHeardAt = now - Duration.FromSeconds(3), LastPassageAt = now - Duration.FromMinutes(2),
        LastHealthAt = now - Duration.FromSeconds(3), LastHealth = System.Text.Encoding.UTF8.GetString(WireJson.Write(health)),
    });

    private static HealthMessage Health(string camera, Instant at, double fps, long depth) => new()
    {
        Schema = 1, Site = WebUnderTest.Site.Value, Camera = camera, At = at, FramesPerSecond = fps, FramesDropped = 0, Sharpness = 410, Exposure = 121,
        PlatesSeen = 412, UsableReads = 405, MeanConfidence = 0.981, Clock = new ClockState(2, "ntp", true, "2026a"), Cpu = 0.31, MemoryBytes = 210_000_000,
        DiskFreeBytes = 41_000_000_000, Temperature = 44, OutboxDepth = depth, OldestUnsent = depth > 0 ? at - Duration.FromSeconds(1) : null,
        Software = "0.1.0", Models = new ModelVersions("detector-1", "reader-1"), Config = new string('a', 64),
    };

    private static void AddFirm(CentralDb db)
    {
        db.Firms.Add(new Firm { Id = TestPeople.FirmId, Name = "Jansen Vervoer", KvkNumber = "12345678", ProvenKvkNumber = "12345678", ProvenBy = FirmProofKind.Municipality, ProvenAt = Morning, CreatedAt = Morning });
        foreach (var (plate, nickname) in new[] { ("VGVD12", "Bus 1"), ("VKKK07", "Elektrische bus"), ("VPVV44", "Bus 2"), ("BIE45K", "Vrachtwagen") })
            db.FirmVehicles.Add(new FirmVehicle { Id = Guid.CreateVersion7(), FirmId = TestPeople.FirmId, Plate = plate, Nickname = nickname, AddedAt = Morning });
        // An official saw that it holds this one, so it sees an exemption that came by a list.
        db.PlateMandates.Add(new PlateMandate { Id = Guid.CreateVersion7(), FirmId = TestPeople.FirmId, Plate = "VPVV44", GivenBy = "Noor van Dijk", GivenAt = Morning, LastDay = new LocalDate(2027, 12, 31) });
    }

    private static RegisterVehicle Van(string plate, string brand, string model, string fuels, string emissionClass, LocalDate first, string colour) => new()
    {
        Plate = plate, Brand = brand, Model = model, Category = "N1", Fuels = fuels, EmissionClass = emissionClass, FirstAdmission = first, Body = "gesloten opbouw", Colour = colour,
        MaxMassKg = 3200, RecordedAt = Morning,
    };

    // The same town is built in many databases: a row belongs to one.
    private static RegisterVehicle Copy(RegisterVehicle v) => new()
    {
        Plate = v.Plate, Brand = v.Brand, Model = v.Model, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission,
        Body = v.Body, Colour = v.Colour, MaxMassKg = v.MaxMassKg, RecordedAt = v.RecordedAt,
    };
}
