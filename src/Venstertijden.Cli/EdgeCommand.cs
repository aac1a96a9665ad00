using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Edge;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli;

/// <summary><c>vth edge --config FILE</c>: one camera as a service.</summary>
public static class EdgeCommand
{
    // Of the five seconds that a service may take to stop.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(4.5);

    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "Camera configuration in YAML (firmware-config/sites/*/*/camera.yaml)", Required = true, HelpName = "FILE" };
        var command = new Command("edge", "Watches one camera: reads plates, keeps passages in an outbox and brings them to central over MQTT.") { config };
        command.SetAction((parsed, stop) => Run(parsed.GetRequiredValue(config), stop));
        return command;
    }

    private static async Task<int> Run(string configFile, CancellationToken stop)
    {
        try
        {
            var options = EdgeOptionsReader.ReadFile(configFile);
            using var host = BuildHost(options);
            var edge = host.Services.GetServices<IHostedService>().OfType<EdgeService>().Single();
            await host.RunAsync(stop);
            if (edge.ExecuteTask?.Exception?.GetBaseException() is not { } fault)
                return 0;
            await Console.Error.WriteLineAsync($"vth: edge {options.Name} ended: {fault.Message}");
            return 1;
        }
        catch (Exception e) when (e is EdgeConfigException or ModelException)
        {
            throw new BadInputException(e.Message);
        }
    }

    private static IHost BuildHost(EdgeOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.Services.AddEdge(options, services =>
        {
            var logs = services.GetRequiredService<ILoggerFactory>();
#pragma warning disable RS0030 // The composition root of a real camera.
            IClock clock = SystemClock.Instance;
#pragma warning restore RS0030
            var source = EdgeComposition.SourceOf(options, clock, TimeProvider.System, logs);
            return new EdgeParts(source, PlateSearch.Open(options.Reading), clock, TimeProvider.System, new ChronyClockState(), logs) { Tracking = options.Tracking };
        });
        return builder.Build();
    }
}
