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
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge;

/// <summary>What an edge gets from the program that runs it.</summary>
/// <param name="Source">Where its frames come from.</param>
/// <param name="Search">Finds and reads plates; of this edge alone, which disposes it.</param>
/// <param name="Clock">Stamps messages; a demo's clock may run faster than real time.</param>
/// <param name="Time">Timers of the machinery; always real time.</param>
/// <param name="ClockState">How good <paramref name="Clock"/> is.</param>
/// <param name="Logs">For all parts.</param>
public sealed record EdgeParts(IFrameSource Source, PlateSearch Search, IClock Clock, TimeProvider Time, IClockState ClockState, ILoggerFactory Logs)
{
    /// <summary>How frames are joined to passages.</summary>
    public TrackingOptions Tracking { get; init; } = new();
}

/// <summary>Builds an edge.</summary>
public static class EdgeComposition
{
    /// <summary>Version of this software, as it goes into every passage.</summary>
    public static string Software { get; } =
        typeof(EdgeComposition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Adds an edge to a host; several may be added, each with its own data folder. The host disposes it.</summary>
    public static IServiceCollection AddEdge(this IServiceCollection services, EdgeOptions options, Func<IServiceProvider, EdgeParts> parts) =>
        services.AddSingleton<IHostedService>(provider => Create(options, parts(provider)));

    /// <summary>The source that the configuration names, looked at already: what cannot be opened is said now, not when the edge runs.</summary>
    /// <exception cref="EdgeConfigException">There is no such source.</exception>
    public static IFrameSource SourceOf(EdgeOptions options, IClock clock, TimeProvider time, ILoggerFactory logs)
    {
        try
        {
            if (RtspSource.IsAddress(options.Source))
                return new RtspSource(options.Source, clock, time, logs.CreateLogger<RtspSource>());
            if (Directory.Exists(options.Source))
                return PicturesIn(options.Source, clock, time, logs.CreateLogger<EdgeService>());
            if (!File.Exists(options.Source))
                throw new SourceException("there is no such file or folder");
            var video = new VideoFileSource(options.Source, clock.GetCurrentInstant(), time);
            video.Check();
            return video;
        }
        catch (SourceException e)
        {
            string shown = options.Source.Contains("://", StringComparison.Ordinal) ? "" : options.Source + ": ";
            throw new EdgeConfigException($"source: {shown}{e.Message.TrimEnd('.')}; expected an rtsp:// address, a video file or a folder of pictures", e);
        }
    }

    /// <summary>Opens keys, outbox and pictures, and puts the edge together; nothing runs yet.</summary>
    /// <exception cref="EdgeConfigException">A file or folder that cannot be used; one line for the operator. The parts' search is disposed then too.</exception>
    public static EdgeService Create(EdgeOptions options, EdgeParts parts)
    {
        var opened = new Stack<IDisposable>([parts.Search]);
        try
        {
            var keys = Opened(DeviceKeys.Open(options.KeyFile));
            var outbox = Opened(Outbox.Outbox.Open(Path.Combine(options.Data, "outbox"), options.Name, keys, parts.Clock, parts.Logs.CreateLogger<Outbox.Outbox>()));
            var evidence = EvidenceStore.Open(Path.Combine(options.Data, "evidence"), keys, parts.Clock, options.Evidence, parts.Logs.CreateLogger<EvidenceStore>());
            var delivery = Opened(new MqttDelivery(options, outbox, evidence, keys, parts.Clock, parts.Time, parts.Logs.CreateLogger<MqttDelivery>()));
            var versions = new EdgeVersions(Software, new ModelVersions(parts.Search.DetectorVersion, parts.Search.ReaderVersion));
            var counters = new EdgeCounters();
            var health = new CameraHealth(
                options, versions, counters, new MachineGauges(options.Data, parts.Time), parts.ClockState, outbox, delivery, parts.Clock, parts.Time);
            var recorder = new PassageRecorder(options, versions, evidence, outbox, parts.ClockState);
            var log = parts.Logs.CreateLogger<EdgeService>();
            if (parts.Search.SecondMissing is { } missing)
                log.NoSecondReader(options.Name, missing);
            return new EdgeService(
                options, new FrameLoop(parts.Source, parts.Search, parts.Tracking, counters), parts.Search, recorder, health, evidence, keys, outbox, delivery, counters, parts.Time, log);
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

    // One picture each two seconds of the clock, from now on: a clip takes one.
    private static FolderSource PicturesIn(string folder, IClock clock, TimeProvider time, ILogger log)
    {
        var start = clock.GetCurrentInstant();
        var source = new FolderSource(folder, (index, _) => start + (Duration.FromSeconds(2) * index), WaitUntil, skipped => log.PictureSkipped(skipped.Path, skipped.Reason));
        source.Check();
        return source;

        async Task WaitUntil(Instant instant, CancellationToken stop)
        {
            var left = instant - clock.GetCurrentInstant();
            if (left > Duration.Zero)
                await Task.Delay(left.ToTimeSpan(), time, stop);
        }
    }
}
