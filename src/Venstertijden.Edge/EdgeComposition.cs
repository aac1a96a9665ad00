using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Delivery;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Keys;

namespace Venstertijden.Edge;

/// <summary>What an edge gets from the program that runs it.</summary>
/// <param name="Watch">Where its passages come from.</param>
/// <param name="Models">Versions of the nets in use.</param>
/// <param name="Clock">Stamps passages and messages; a demo's clock may run faster than real time.</param>
/// <param name="Time">Timers of the machinery; always real time.</param>
/// <param name="ClockState">How good <paramref name="Clock"/> is.</param>
/// <param name="Logs">For all parts.</param>
public sealed record EdgeParts(PassageWatch Watch, ModelVersions Models, IClock Clock, TimeProvider Time, IClockState ClockState, ILoggerFactory Logs);

/// <summary>Builds an edge.</summary>
public static class EdgeComposition
{
    /// <summary>Version of this software, as it goes into every passage.</summary>
    public static string Software { get; } =
        typeof(EdgeComposition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Adds an edge to a host; several may be added, each with its own data folder. The host disposes it.</summary>
    public static IServiceCollection AddEdge(this IServiceCollection services, EdgeOptions options, Func<IServiceProvider, EdgeParts> parts) =>
        services.AddSingleton<IHostedService>(provider => Create(options, parts(provider)));

    /// <summary>Opens keys, outbox and pictures, and puts the edge together; nothing runs yet.</summary>
    /// <exception cref="EdgeConfigException">A file or folder that cannot be used; one line for the operator.</exception>
    public static EdgeService Create(EdgeOptions options, EdgeParts parts)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var keys = Opened(DeviceKeys.Open(options.KeyFile));
            var outbox = Opened(Outbox.Outbox.Open(Path.Combine(options.Data, "outbox"), options.Name, keys, parts.Clock, parts.Logs.CreateLogger<Outbox.Outbox>()));
            var evidence = EvidenceStore.Open(Path.Combine(options.Data, "evidence"), keys, parts.Clock, options.Evidence, parts.Logs.CreateLogger<EvidenceStore>());
            var delivery = Opened(new MqttDelivery(options, outbox, evidence, keys, parts.Clock, parts.Time, parts.Logs.CreateLogger<MqttDelivery>()));
            var versions = new EdgeVersions(Software, parts.Models);
            var counters = new EdgeCounters();
            var health = new CameraHealth(
                options, versions, counters, new MachineGauges(options.Data, parts.Time), parts.ClockState, outbox, delivery, parts.Clock, parts.Time);
            var recorder = new PassageRecorder(options, versions, evidence, outbox, parts.ClockState);
            return new EdgeService(
                options, parts.Watch, recorder, health, evidence, keys, outbox, delivery, counters, parts.Time, parts.Logs.CreateLogger<EdgeService>());
        }
        catch
        {
            while (opened.TryPop(out var part))
                part.Dispose();
            throw;
        }

        T Opened<T>(T part)
            where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }
}
