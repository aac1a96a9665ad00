using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Central;

namespace Venstertijden.Cli;

/// <summary><c>vth central --config FILE</c>: the central service.</summary>
public static class CentralCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "Central's YAML: http, broker, database, data.", Required = true };
        var command = new Command("central", "Run central: ingest, verdicts, cases and the pages.") { config };
        command.SetAction((parsed, ct) => Run(parsed.GetValue(config)!, ct));
        return command;
    }

    private static async Task<int> Run(string configFile, CancellationToken ct)
    {
        try
        {
            var options = CentralOptionsReader.ReadFile(configFile);
            RefuseTakenPort(options.HttpUrl);
            await using var app = Build(options);
            await app.Services.PrepareCentral(ct);
            await app.StartAsync(ct);
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (BadConfigException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    /// <summary>Before anything else starts: the web server would say it late, and at length.</summary>
    private static void RefuseTakenPort(string url)
    {
        var uri = new Uri(url);
        var address = IPAddress.TryParse(uri.DnsSafeHost, out var given) ? given : uri.DnsSafeHost == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(address, uri.Port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new BadInputException($"http.url {url}: expected an address of this machine with a free port: {e.Message}", e);
        }
    }

    /// <summary>Central with its pages, ready to be prepared and started.</summary>
    /// <param name="options">From its YAML.</param>
    /// <param name="clock">Its clock; the machine's when left out.</param>
    public static WebApplication Build(CentralOptions options, IClock? clock = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "vth" });
        builder.WebHost.UseUrls(options.HttpUrl);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.AddCentral(options).AddWeb();
        var app = builder.Build();
        app.MapWeb();
        app.MapCentral();
        return app;
    }
}
