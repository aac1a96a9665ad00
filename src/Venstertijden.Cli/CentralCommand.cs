using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
            await using var app = Build(options);
            await app.Services.PrepareCentral(ct);
            try
            {
                await app.StartAsync(ct);
            }
            catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                throw new BadInputException($"http.url {options.HttpUrl}: the port is taken: expected a free one");
            }

            await app.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (BadConfigException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    /// <summary>Central with its pages, ready to be prepared and started.</summary>
    public static WebApplication Build(CentralOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "vth" });
        builder.WebHost.UseUrls(options.HttpUrl);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
        builder.AddCentral(options).AddWeb();
        var app = builder.Build();
        app.MapWeb();
        app.MapCentral();
        return app;
    }
}
