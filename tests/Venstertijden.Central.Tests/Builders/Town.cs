using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Builders;

/// <summary>A whole central on a SQLite file with the embedded broker, on a clock that stands until it is moved: Monday 2 March 2026, 06:45 in Assen.</summary>
internal sealed class Town : IAsyncDisposable
{
    public static readonly SiteId Assen = SiteId.Parse("assen");
    public static readonly Instant MondayMorning = Instant.FromUtc(2026, 3, 2, 5, 45);

    /// <summary>Its cameras' signs were found in order every month, whichever way a test moves the clock.</summary>
    public static readonly (LocalDate From, LocalDate Until) Inspected = (new(2024, 12, 15), new(2027, 6, 15));

    private static readonly Instant PapersFiled = Instant.FromUtc(2024, 1, 1, 0, 0);

    private readonly List<TestEdge> _edges = [];
    private bool _imported;
    private WebApplication _app = null!;

    private Town(string data) => DataFolder = data;

    public string DataFolder { get; }

    public FakeClock Clock { get; } = new(MondayMorning);

    public LogLines Logs { get; } = new();

    public CentralDbs Databases => Get<CentralDbs>();

    public string Url => _app.Urls.First();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public CentralDb Open() => Databases.Open(Assen);

    /// <param name="change">What a test wants different of central.</param>
    /// <param name="import">Puts a copy of the register into the data folder, which central uses then; null for the bundled sample.</param>
    public static async Task<Town> Start(Action<WebApplicationBuilder>? change = null, Action<string>? import = null)
    {
        var town = new Town(Directory.CreateTempSubdirectory("vth-central-").FullName) { _imported = import is not null };
        MigratedDatabase.EnsureIn(town.DataFolder);
        import?.Invoke(town.DataFolder);
        await town.StartCentral(change);
        return town;
    }

    /// <summary>Moves the clock, with lists as fresh as then.</summary>
    public async Task MoveTo(Instant instant)
    {
        Clock.Reset(instant);
        await Get<LocalLists>().Refresh(Assen, always: true, CancellationToken.None);
    }

    /// <summary>Stops central without a goodbye to edges and starts it again on the same data, with a broker that knows nothing.</summary>
    public async Task Restart(Action<WebApplicationBuilder>? change = null, bool imported = false)
    {
        _imported |= imported;
        await _app.DisposeAsync();
        await StartCentral(change);
    }

    /// <summary>Enrols a camera that may fine, and connects its edge.</summary>
    public async Task<TestEdge> Edge(string camera = "kerkstraat", string zone = "assen-kernwinkelgebied", EnforcementMode mode = EnforcementMode.Fine)
    {
        var edge = new TestEdge(Assen, CameraId.Parse(camera), Clock);
        await using var db = Open();
        var enrolled = await CameraEnrolment.Enrol(
            db,
            new EnrolRequest(edge.Camera, edge.PublicKey) { Zone = zone, Place = "Assen", Street = "Kerkstraat", DisplayName = camera, PedestrianMode = mode, ZeroEmissionMode = mode },
            Actor.System("test"),
            Clock.GetCurrentInstant(),
            CancellationToken.None);
        await FilePapers(edge.Camera, zone);
        await Get<CameraDirectory>().Reload(CancellationToken.None);
        edge.Password = enrolled.BrokerPassword!;
        await edge.Connect(Get<EmbeddedBroker>().Port);
        _edges.Add(edge);
        return edge;
    }

    /// <summary>Puts a whole file of papers there for a camera.</summary>
    public async Task FilePapers(CameraId camera, string zone = "assen-kernwinkelgebied")
    {
        await using var db = Open();
        await ExamplePapers.Add(db, null, AssenPolicies.All, zone, camera, Inspected, PapersFiled, CancellationToken.None);
        await db.SaveChangesAsync();
        await Get<FactsLoader>().ReloadPapers(Assen, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var edge in _edges)
            await edge.DisposeAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task StartCentral(Action<WebApplicationBuilder>? change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.AddSingleton<IClock>(Clock);
        builder.Services.AddSingleton<ISiteScope>(new SiteScope(Assen));
        builder.AddCentral(new CentralOptions { HttpUrl = "http://127.0.0.1:0", Broker = new BrokerOptions { Embedded = true }, Data = DataFolder, SampleRegister = !_imported, Quality = new() { SamplePercent = 0 } });
        change?.Invoke(builder);
        _app = builder.Build();
        _app.MapCentral();
        await _app.Services.PrepareCentral(CancellationToken.None);
        await _app.StartAsync();
    }
}

/// <summary>Every line that a running central would log.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines._lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
