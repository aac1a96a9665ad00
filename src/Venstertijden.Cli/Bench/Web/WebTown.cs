using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using OpenCvSharp;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Cli.Bench.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;
using Venstertijden.Street;

namespace Venstertijden.Cli.Bench.Web;

/// <summary>
/// A central on SQLite with years of work behind it: closed cases (their rows, without events and pictures), anonymous facts, and cases to judge that
/// came in as an edge sends them, signed, with pictures.
/// </summary>
internal sealed class WebTown : IAsyncDisposable
{
    public const int Cameras = 13;
    public const string Officer = "boa", Operator = "beheer", Password = "alleen voor deze meting";
    private const int AtOnce = 50_000, Days = 365;
    private static readonly SiteId Site = SiteId.Parse("assen");
    private static readonly CaseState[] Ended = [CaseState.Closed, CaseState.Rejected, CaseState.Accepted, CaseState.Lapsed];

    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _plates = new(StringComparer.Ordinal);
    private readonly Instant _now = TimeProvider.System.GetCurrentInstant();

    private WebTown(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public static string Camera(int i) => string.Create(CultureInfo.InvariantCulture, $"bench-{i + 1:00}");

    public static async Task<WebTown> Start(string folder, int cases, int facts, int open, TextWriter notes)
    {
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{EmbeddedBroker.FreePort()}");
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.AddCentral(new CentralOptions { Site = Site, HttpUrl = url, Broker = new Central.BrokerOptions { Embedded = true }, Data = folder, MadeUpVehicles = true, Quality = new() { SamplePercent = 0 } });
        builder.AddWeb();
        builder.Services.Configure<Central.Features.Shared.WebOptions>(o => o.NeedsSecondFactor = false);
        var app = builder.Build();
        app.MapWeb();
        app.MapCentral();
        var town = new WebTown(app, new Uri(url));
        await app.Services.PrepareCentral(CancellationToken.None);
        await town.People();
        await town.Fill(cases, facts, notes);
        await town.ToJudge(open, notes);
        await app.StartAsync();
        return town;
    }

    /// <summary>Of closed case number so many.</summary>
    public static string PlateOf(int i) => string.Create(CultureInfo.InvariantCulture, $"V{i % 100:00}{(char)('B' + (i / 100 % 20))}{(char)('D' + (i / 2000 % 20))}{(char)('F' + (i / 40000 % 20))}");

    /// <summary>What stands in the picture of a case to judge, by the address of its page.</summary>
    public string PlateIn(string address) => _plates[address.Split('/')[^1]];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task People()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var (name, role) in ((string, Role)[])[(Officer, Role.Officer), (Operator, Role.Operator)])
            await accounts.EnsureAsync(new CentralUser { Id = Guid.CreateVersion7(), UserName = name, Site = Site, Role = role, DisplayName = name, OfficerNumber = role == Role.Officer ? "A-1" : null }, Password);
    }

    private async Task Fill(int cases, int facts, TextWriter notes)
    {
        var databases = _app.Services.GetRequiredService<CentralDbs>();
        var vault = _app.Services.GetRequiredService<Vault>();
        notes.WriteLine($"vth: web: writing {cases:N0} closed cases");
        var last = DutchTime.Local(_now).Date.PlusMonths(-1);
        await InParts(databases, cases, i => Closed(i, last.PlusDays(-(int)(730L * (cases - i) / cases)), vault));
        notes.WriteLine($"vth: web: writing {facts:N0} anonymous facts");
        await Facts(databases, facts, last);
        await using var db = databases.Open(Site);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    /// <summary>A day's facts, and the same on every day of a year: ten million through the model would take ten minutes.</summary>
    private static async Task Facts(CentralDbs databases, int facts, LocalDate last)
    {
        var day = last.PlusDays(-Days);
        var ofDay = WhatIfBench.Make(facts / Days);
        await InParts(databases, ofDay.Length, i => Central.Features.Matching.AnonymousFact.Of(ofDay[i] with { LocalQuarter = day.At(ofDay[i].LocalQuarter.TimeOfDay) }));
        await using var db = databases.Open(Site);
        await using var transaction = await db.Database.BeginTransactionAsync();
        string others = string.Join(", ", db.Model.FindEntityType(typeof(Central.Features.Matching.AnonymousFact))!.GetProperties().Where(p => !p.IsPrimaryKey() && p.Name != "LocalQuarter").Select(p => $"\"{p.Name}\""));
        string first = LocalDatePattern.Iso.Format(day);
        for (int i = 1; i < Days; i++)
        {
            string copy = $"INSERT INTO \"AnonymousFacts\" (\"LocalQuarter\", {others}) SELECT {{0}} || substr(\"LocalQuarter\", 11), {others} FROM \"AnonymousFacts\" WHERE \"Site\" = {{1}} AND \"LocalQuarter\" >= {{2}} AND \"LocalQuarter\" < {{3}}";
            await db.Database.ExecuteSqlRawAsync(copy, LocalDatePattern.Iso.Format(day.PlusDays(i)), Site.Value, first, first + "U");
        }

        await transaction.CommitAsync();
    }

    private static async Task InParts<T>(CentralDbs databases, int count, Func<int, T> row)
        where T : class
    {
        for (int start = 0; start < count; start += AtOnce)
        {
            await using var db = databases.Open(Site);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertMany([.. Enumerable.Range(start, Math.Min(AtOnce, count - start)).Select(row)], CancellationToken.None);
            await transaction.CommitAsync();
        }
    }

    private static CaseRow Closed(int i, LocalDate day, Vault vault)
    {
        var seen = day.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds(i % 80_000);
        return new CaseRow
        {
            Id = Guid.CreateVersion7(), Number = string.Create(CultureInfo.InvariantCulture, $"{day.Year}-{i:0000000}"), Zone = CentralUnderLoad.Zone, Camera = CameraId.Parse(Camera(i % Cameras)), State = Ended[i % Ended.Length],
            Offence = "pedestrian-zone", Reason = "outside-window", PlateIndex = vault.PlateIndex(Site, PlateOf(i)), FirstSeen = seen, LastSeen = seen, ActDate = day,
            LegalLastDay = day.PlusMonths(4), InternalLastDay = day.PlusMonths(4).PlusDays(-21), ReviewBy = seen + Duration.FromHours(72),
        };
    }

    /// <summary>Passages after the hours, through central's own door: judged, joined, their pictures taken in.</summary>
    private async Task ToJudge(int count, TextWriter notes)
    {
        notes.WriteLine($"vth: web: {count} cases to judge come in");
        var pictures = Pictures();
        var writer = _app.Services.GetRequiredService<BatchWriter>();
        var cameras = await Enrol(pictures);
        var vault = _app.Services.GetRequiredService<Vault>();
        var byIndex = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            var camera = cameras[i % cameras.Count];
            string plate = string.Create(CultureInfo.InvariantCulture, $"V{i:000}XX");
            byIndex[vault.PlateIndex(Site, plate)] = plate;
            var passage = camera.Next(plate);
            await writer.Write([Received(camera, passage.Topic, passage.Payload, passage.Signature)], CancellationToken.None);
            await writer.Write([.. pictures.Select(p => Received(camera, new Topic(Site, camera.Camera, MessageKind.Evidence).ToString(), p.Content, camera.Sign(p.Content), camera.LastPassage))], CancellationToken.None);
        }

        foreach (var camera in cameras)
            camera.Dispose();
        await using var db = _app.Services.GetRequiredService<CentralDbs>().Open(Site);
        foreach (var row in await db.Cases.AsNoTracking().Where(c => c.State == CaseState.Ready).Select(c => new { c.Id, c.PlateIndex }).ToListAsync())
            _plates[row.Id.ToString()] = byIndex[row.PlateIndex!];
        if (_plates.Count != count)
            throw new BadInputException($"bench web: of {count} passages {_plates.Count} became cases to judge");
    }

    private async Task<List<BenchCamera>> Enrol(IReadOnlyList<(EvidenceKind Kind, byte[] Content)> pictures)
    {
        // Yesterday, for papers of today might not be there yet; no Sunday is needed outside the hours.
        var day = DutchTime.Local(_now).Date.PlusDays(-1);
        var late = day.At(new LocalTime(15, 0)).InZoneLeniently(DutchTime.Zone).ToInstant();
        List<BenchCamera> cameras = [.. Enumerable.Range(1, Cameras).Select(i => new BenchCamera(i, CameraTraffic.Morning, late, pictures))];
        await using var db = _app.Services.GetRequiredService<CentralDbs>().Open(Site);
        await CentralUnderLoad.Enrol(db, cameras, EnforcementMode.Off, day, _now);
        await _app.Services.GetRequiredService<Central.Features.Matching.FactsLoader>().ReloadPapers(Site, CancellationToken.None);
        await _app.Services.GetRequiredService<CameraDirectory>().Reload(CancellationToken.None);
        return cameras;
    }

    private static ReceivedMessage Received(BenchCamera camera, string topic, byte[] payload, string signature, Guid? passage = null)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal) { [UserProperties.Signature] = signature, [UserProperties.Key] = camera.KeyId };
        if (passage is { } id)
            (properties[UserProperties.Passage], properties[UserProperties.Sha256], properties[UserProperties.MediaType]) = (id.ToString(), Signing.Hash(payload), "image/jpeg");
        return new ReceivedMessage(topic, payload, properties);
    }

    private static List<(EvidenceKind Kind, byte[] Content)> Pictures()
    {
        var scene = StreetScene.CoreArea;
        byte[] bgr = new byte[scene.FrameBytes];
        new StreetRenderer().Render(scene, new LocalDateTime(2026, 3, 2, 15, 0), [new VehicleInView(new StreetVehicle("V000XX", "NL", VehicleShape.Van, VehicleColour.White), Inward: true, 0.5)], bgr);
        using var frame = Mat.FromPixelData(scene.Height, scene.Width, MatType.CV_8UC3, bgr);
        using var cut = new Mat(frame, new Rect(scene.Width / 4, scene.Height / 2, scene.Width / 4, scene.Height / 8));
        return [(EvidenceKind.Overview, frame.ImEncode(".jpg")), (EvidenceKind.Plate, cut.ImEncode(".jpg"))];
    }
}
