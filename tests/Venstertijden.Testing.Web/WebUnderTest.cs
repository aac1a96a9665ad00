using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;

namespace Venstertijden.Testing.Web;

/// <summary>Central's pages on a real port of this machine, over a database of their own and a clock that stands still.</summary>
public sealed class WebUnderTest : IAsyncDisposable
{
    public static readonly SiteId Site = SiteId.Parse("assen");

    /// <summary>Monday 2 March 2026, 13.04.07 on the town's clocks.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 12, 4, 7);

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _stays;

    private WebUnderTest(WebApplication app, string folder, bool stays, FakeClock clock) => (_app, _folder, _stays, Clock) = (app, folder, stays, clock);

    public FakeClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="configure">What a test wants different of the pages.</param>
    /// <param name="services">Doors to the world that a test opens itself.</param>
    /// <param name="samplePercent">Share of approved cases that go to a second officer; none, unless a test is about it.</param>
    /// <param name="imported">The register is a copy in the data folder; else what a test puts into the database.</param>
    /// <param name="data">A data folder that stays, for a central that starts on it afterwards; null for one that goes with the test.</param>
    /// <param name="business">The broker by which firms sign in; null for none.</param>
    public static async Task<WebUnderTest> StartAsync(Action<WebOptions>? configure = null, Action<IServiceCollection>? services = null, int samplePercent = 0, string? data = null, bool imported = false, BusinessBroker? business = null)
    {
        string folder = data ?? Directory.CreateTempSubdirectory("vth-web-").FullName;
        MigratedDatabase.EnsureIn(folder);
        var clock = new FakeClock(Start);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSingleton<IClock>(clock);
        services?.Invoke(builder.Services);
        builder.AddCentral(new CentralOptions { Site = Site, HttpUrl = "http://127.0.0.1:0", Broker = new BrokerOptions(), Data = folder, SampleRegister = !imported, BusinessBroker = business, Quality = new() { SamplePercent = samplePercent } });
        // No broker and no rounds: what a test put into the database stays as it is.
        builder.Services.RemoveAll<IHostedService>();
        builder.AddWeb();
        builder.Services.Configure<WebOptions>(o =>
        {
            // A password is enough here, unless a test is about more.
            o.NeedsSecondFactor = false;
            configure?.Invoke(o);
        });
        // Slow on purpose where passwords are real; here nine people would take longer than most tests.
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
        var app = builder.Build();
        app.MapCentral();
        app.MapWeb();
        var web = new WebUnderTest(app, folder, data is not null, clock);
        await app.Services.GetRequiredService<PolicyShelf>().Open([Site], CancellationToken.None);
        await web.InScope(services => TestPeople.EnsureAsync(services.GetRequiredService<Accounts>()));
        await app.StartAsync();
        return web;
    }

    public async Task InScope(Func<IServiceProvider, Task> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_stays)
            Directory.Delete(_folder, recursive: true);
    }
}
