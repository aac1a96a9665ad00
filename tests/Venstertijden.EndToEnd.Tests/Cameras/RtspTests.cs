using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Cli.Bench;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Cameras;

/// <summary>A live camera: rendered traffic in H.264, from a real RTSP server on loopback.</summary>
[Category("slow")]
public class RtspTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private DirectoryInfo _folder = null!;
    private string _video = null!;
    private string _plate = null!;

    [OneTimeSetUp]
    public void Film()
    {
        _folder = Directory.CreateTempSubdirectory("vth-rtsp-");
        if (!TrafficVideo.CanBeMade)
            Assert.Ignore("no ffmpeg here, which encodes the video: apt-get install ffmpeg");
        _video = Path.Combine(_folder.FullName, "street.mp4");
        _plate = TrafficVideo.Write(_video, width: 640, seconds: 2.9).Single().Replace("-", "", StringComparison.Ordinal);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_vehicle_before_a_live_camera_becomes_a_passage()
    {
        await using var camera = await RtspCamera.ServeAsync(_video);
        var log = new Lines();
        using var search = PlateSearch.Open(new ReadingOptions());
        using var stop = new CancellationTokenSource(Patience);

        await foreach (var passage in new FrameLoop(Source(camera, log), search, new TrackingOptions(), new EdgeCounters()).WatchAsync(stop.Token))
        {
            using (passage)
            {
                Assert.That(passage.Plate?.Text, Is.EqualTo(_plate));
                await stop.CancelAsync();
            }
        }

        Assert.That(log.All, Does.Contain($"Connected to {camera.Address}"));
    }

    [Test]
    public async Task A_camera_that_breaks_off_is_reported_and_connected_to_again()
    {
        await using var camera = await RtspCamera.ServeAsync(_video);
        var log = new Lines();
        using var stop = new CancellationTokenSource(Patience);
        var numbers = new ConcurrentQueue<long>();
        var reading = ReadAsync(Source(camera, log), numbers, stop.Token);

        await Eventually.Become(() => !numbers.IsEmpty, Patience);
        await camera.KillAsync();
        await Eventually.Become(() => log.All.Any(line => line.StartsWith($"No frames from {camera.Address}", StringComparison.Ordinal)), Patience);
        int connected = log.All.Count(line => line.StartsWith("Connected", StringComparison.Ordinal));
        long last = numbers.Last();
        await camera.StartAsync();
        await Eventually.Become(() => log.All.Count(line => line.StartsWith("Connected", StringComparison.Ordinal)) > connected && numbers.Last() > last, Patience);
        await stop.CancelAsync();
        await reading;

        Assert.That(numbers, Is.Ordered, "running numbers");
        Assert.That(numbers, Is.Unique);
    }

    [Test]
    public async Task Vth_read_takes_a_camera_until_its_stream_ends()
    {
        await using var camera = await RtspCamera.ServeAsync(_video);
        string output = Path.Combine(_folder.FullName, "reads.csv");

        var (code, _, errors) = await VthProcess.RunAsync(Patience, "read", camera.Address, "--out", output);

        Assert.That((code, errors), Is.EqualTo((0, "")));
        string[] rows = await File.ReadAllLinesAsync(output);
        Assert.That(rows, Has.Length.EqualTo(2));
        Assert.That(rows[1], Does.StartWith(camera.Address + "#t=").And.Contain($",{_plate},"));
    }

    private static async Task ReadAsync(RtspSource source, ConcurrentQueue<long> numbers, CancellationToken stop)
    {
        try
        {
            await foreach (var frame in source.ReadAsync(stop))
            {
                using (frame)
                    numbers.Enqueue(frame.Number);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how a camera ends.
        }
    }

#pragma warning disable RS0030 // A live camera runs by the real clock.
    private static RtspSource Source(RtspCamera camera, Lines log) => new(camera.Address, SystemClock.Instance, TimeProvider.System, log);
#pragma warning restore RS0030

    private sealed class Lines : ILogger<RtspSource>
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> All => _lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));
    }
}
