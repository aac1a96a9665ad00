using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Serilog;
using Serilog.Events;
using Venstertijden.Central;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Edge;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Demo;

/// <summary>One run of the demo: central with its embedded broker, and an edge per camera that knows of central only through that broker.</summary>
/// <param name="port">Of the pages, on 127.0.0.1.</param>
/// <param name="source">What stands behind the first camera.</param>
/// <param name="data">Folder for all that is kept.</param>
public sealed class DemoRun(int port, DemoSource source, string data)
{
    // Of the five seconds in which Ctrl-C must have ended it.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RememberEvery = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _real = TimeProvider.System;

    /// <summary>Runs until stopped, or for so many seconds after the first page.</summary>
    public async Task<int> RunAsync(double? seconds, CancellationToken stop)
    {
        Check();
        var clock = new DemoClock(DemoStart.After(DemoStart.ReadLast(data)), source.Rate, _real);
        await using var app = Build(clock, await DemoSignIns.OpenAsync(data, stop));
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        var real = source is DemoSource.Rendered ? null : source.Open(clock, _real, logs);
        await app.Services.PrepareCentral(stop);
        await new DemoSeed(app.Services, data, clock, realSource: real is not null).SowAsync(stop);
        await app.StartAsync(stop);
        var edges = Edges(app.Services, real, clock, logs);
        try
        {
            await FirstPageAsync(stop);
            clock.Begin();
            await Task.WhenAll(edges.Select(edge => edge.StartAsync(stop)));
            DemoWelcome.Print(Console.Out, Address, clock, edges.Count, app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<WebOptions>>().Value.DemoSignIns, data);
            await UntilDoneAsync(seconds, clock, app.Lifetime.ApplicationStopping, stop);
        }
        finally
        {
            await StopAsync(app, edges, clock);
        }

        return 0;
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>What would fail later is said now, before anything is written.</summary>
    private void Check()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"port {port} cannot be used ({e.Message}); end what uses it or choose another with --port"), e);
        }

        switch (source)
        {
            case DemoSource.Pictures pictures:
                new FolderSource(pictures.Folder, (_, _) => Instant.MinValue, (_, _) => Task.CompletedTask).Check();
                break;
            case DemoSource.Video video:
                new VideoFileSource(video.Path, Instant.MinValue, null).Check();
                break;
            default:
                break;
        }

        try
        {
            Directory.CreateDirectory(data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--data {data}: expected a folder that can be written ({e.Message})", e);
        }
    }

    private WebApplication Build(DemoClock clock, IReadOnlyList<DemoSignIn> signIns)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.Services.AddSerilog((_, log) => log
            .MinimumLevel.Information().MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Its warnings are about keys at rest without a vault and headers that we set ourselves on purpose.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error)
            .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Warning, standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(Path.Combine(data, "log", "demo-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 7, formatProvider: CultureInfo.InvariantCulture));
        builder.Services.AddSingleton<IClock>(clock).AddSingleton(_real);
        builder.AddCentral(new CentralOptions
        {
            // Whoever tries the demo alone would see his approvals wait for a colleague.
            Quality = new() { SamplePercent = 0 },
            Site = DemoCamera.Site,
            HttpUrl = Address,
            Broker = new Central.BrokerOptions { Embedded = true },
            Data = Path.Combine(data, "central"),
            MadeUpVehicles = source is not DemoSource.Rendered,
        });
        builder.AddWeb();
        builder.Services.Configure<WebOptions>(web => (web.DemoSignIns, web.NeedsSecondFactor) = (signIns, false));
        var app = builder.Build();
        app.MapWeb();
        app.MapCentral();
        return app;
    }

    private List<EdgeService> Edges(IServiceProvider services, IFrameSource? real, DemoClock clock, ILoggerFactory logs)
    {
        int brokerPort = services.GetRequiredService<EmbeddedBroker>().Port;
        var vehicles = DemoVehicles.From(SampleRegister.Vehicles);
        return [.. DemoCamera.All.Select((camera, index) =>
        {
            var seen = index == 0 && real is not null ? real
                : new StreetSource(camera.Scene, new DemoTraffic(clock, vehicles, seed: index + 1).Passages(), clock);
            return DemoEdge.Create(camera, seen, DemoEdgeFiles.In(data, camera), brokerPort, clock, _real, logs);
        })];
    }

    /// <summary>The demo is there when its first page is: asks for it as a browser would.</summary>
    private async Task FirstPageAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative), stop);
        page.EnsureSuccessStatusCode();
    }

    private async Task UntilDoneAsync(double? seconds, DemoClock clock, CancellationToken hostStops, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, hostStops);
        if (seconds is { } limit)
            ended.CancelAfter(TimeSpan.FromSeconds(limit));
        using var timer = new PeriodicTimer(RememberEvery, _real);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
                DemoStart.Remember(data, clock.GetCurrentInstant());
        }
        catch (OperationCanceledException)
        {
            // Asked to stop, or the time is over.
        }
    }

    private async Task StopAsync(WebApplication app, List<EdgeService> edges, DemoClock clock)
    {
        using var limit = new CancellationTokenSource(StopWithin);
        await Task.WhenAll(edges.Select(edge => edge.StopAsync(limit.Token)));
        foreach (var edge in edges)
            edge.Dispose();
        await app.StopAsync(limit.Token);
        DemoStart.Remember(data, clock.GetCurrentInstant());
    }
}
