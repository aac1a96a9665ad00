using NodaTime;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Cli.Bench;

/// <summary>What a 1080p H.264 stream of 25 frames a second with traffic costs through the whole loop, by part and in all.</summary>
internal static class StreamBench
{
    private const int Width = 1920;
    private const double Seconds = 8;

    public static IReadOnlyList<Figure> Measure(TextWriter notes)
    {
        if (!TrafficVideo.CanBeMade)
        {
            notes.WriteLine("vth: left out: read.streamCores (ffmpeg is not installed; on Debian: apt-get install ffmpeg)");
            return [];
        }

        var folder = Directory.CreateTempSubdirectory("vth-bench-");
        try
        {
            notes.WriteLine($"vth: rendering {Seconds} s of traffic for read.streamCores");
            var video = Path.Combine(folder.FullName, "traffic.mp4");
            var plates = TrafficVideo.Write(video, Width, Seconds);
            return WatchAsync(video, plates.Count).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> WatchAsync(string video, int vehicles)
    {
        ReadBench.ForgetPeak();
        using var search = PlateSearch.Open(new ReadingOptions());
        var loop = new FrameLoop(new VideoFileSource(video, NodaConstants.UnixEpoch, pace: null), search, new TrackingOptions(), new EdgeCounters());
        var read = 0;
        var before = Environment.CpuUsage.TotalTime;
        await foreach (var passage in loop.WatchAsync())
        {
            using (passage)
                read += passage.Plate is null ? 0 : 1;
        }

        var spent = Environment.CpuUsage.TotalTime - before;
        var (times, searched) = (loop.Times, search.Times);
        double PerFrame(TimeSpan time) => time.TotalMilliseconds / times.Frames;
        return
        [
            new("read.streamCores", spent.TotalSeconds / (times.Frames / (double)TrafficVideo.FramesPerSecond), "cores", 1, "lower"),
            new("read.streamDecodeMs", PerFrame(times.Source), "ms", null, "lower"),
            new("read.streamMotionMs", PerFrame(times.Motion), "ms", null, "lower"),
            new("read.streamDetectMs", PerFrame(searched.Detecting), "ms", null, "lower"),
            new("read.streamReadMs", PerFrame(searched.Reading), "ms", null, "lower"),
            new("read.streamSearchedShare", searched.Pictures / (double)times.Frames, "of frames", null, "lower"),
            new("read.streamVehiclesRead", read, $"of {vehicles}", null, "higher"),
            new("read.streamMB", ReadBench.PeakMB(), "MB", null, "lower"),
        ];
    }
}
