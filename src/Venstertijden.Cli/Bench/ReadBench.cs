using System.Diagnostics;
using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Bench;

/// <summary>
/// What finding and reading cost per frame, by part, on one core and on two, beside Tesseract at the same plates, and what
/// a video stream costs in all. Processor time is measured where one core works, so other work on the machine counts little.
/// </summary>
public static class ReadBench
{
    private const double Megabyte = 1 << 20;

    /// <param name="notes">Told of what is left out and why, and of long work.</param>
    /// <exception cref="BadInputException">A net is missing or a picture unreadable.</exception>
    public static IReadOnlyList<Figure> Measure(TextWriter notes)
    {
        // One core: OpenCV's own threads would hide what a camera costs.
        Cv2.SetNumThreads(1);
        var figures = new List<Figure>();
        try
        {
            figures.AddRange(StreamBench.Measure(notes));
            figures.AddRange(Sized(BenchFrames.Small(), "read.frame640", 10, notes));
            figures.AddRange(Sized(BenchFrames.Wide(), "read.frame1280", 15, notes));
            figures.AddRange(DevPlatesBench.Measure(notes));
        }
        catch (ModelException e)
        {
            throw new BadInputException(e.Message, e);
        }

        return figures;
    }

    private static List<Figure> Sized(BenchFrames frames, string name, double budget, TextWriter notes)
    {
        using (frames)
        {
            notes.WriteLine($"vth: {name}Ms on {frames.Pictures.Count} frames ({frames.From})");
            var reader = new OnnxReader(new ReadingOptions());
            using var search = new PlateSearch(new OnnxDetector(new ReadingOptions()), reader, reader.Rules.Picture, reader.Rules.Passage);
            WarmUp(search, frames);
            var (before, rectified) = (search.Times, reader.Rectifying);
            double[] spent = [.. frames.Pictures.Select(picture => ProcessorMs(() => search.Search(picture)))];
            Array.Sort(spent);
            double Mean(TimeSpan from, TimeSpan to) => (to - from).TotalMilliseconds / frames.Pictures.Count;
            var (rectifying, reading) = (Mean(rectified, reader.Rectifying), Mean(before.Reading, search.Times.Reading));
            return
            [
                new(name + "Ms", spent[spent.Length / 2], "ms", budget, "lower"),
                new(name + "DetectMs", Mean(before.Detecting, search.Times.Detecting), "ms", null, "lower"),
                new(name + "RectifyMs", rectifying, "ms", null, "lower"),
                new(name + "ReadMs", reading - rectifying, "ms", null, "lower"),
                new(name + "PerSecondOneCore", PerSecond(frames, 1), "frames/s", null, "higher"),
                new(name + "PerSecondTwoCores", PerSecond(frames, 2), "frames/s", null, "higher"),
            ];
        }
    }

    /// <summary>Frames per second of the clock, with as many searches at once.</summary>
    private static double PerSecond(BenchFrames frames, int cores)
    {
        PlateSearch[] searches = [.. Enumerable.Range(0, cores).Select(_ => PlateSearch.Open(new ReadingOptions()))];
        try
        {
            foreach (var search in searches)
                WarmUp(search, frames);
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, cores, new ParallelOptions { MaxDegreeOfParallelism = cores }, core =>
            {
                foreach (var picture in frames.Pictures)
                    searches[core].Search(picture);
            });
            return cores * frames.Pictures.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            foreach (var search in searches)
                search.Dispose();
        }
    }

    private static void WarmUp(PlateSearch search, BenchFrames frames)
    {
        foreach (var picture in frames.Pictures)
            search.Search(picture);
    }

    internal static double ProcessorMs(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>Most memory since <see cref="ForgetPeak"/>, in MB.</summary>
    internal static double PeakMB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / Megabyte;
    }

    /// <summary>Sets the peak to what is in use now, so that preparing a measurement does not count. Linux only; elsewhere the peak stays.</summary>
    internal static void ForgetPeak()
    {
        GC.Collect();
        const string ResetPeak = "5";
        if (File.Exists("/proc/self/clear_refs"))
            File.WriteAllText("/proc/self/clear_refs", ResetPeak);
    }
}
