using System.Diagnostics;
using System.Runtime.CompilerServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// The way of a frame: source, motion gate, search, tracker, passages. One loop per camera, with a search of its own.
/// Works on the thread of whoever enumerates it.
/// </summary>
/// <param name="source">Where the frames come from.</param>
/// <param name="search">Finds and reads; stays with its owner.</param>
/// <param name="options">How frames are joined to passages.</param>
/// <param name="counters">Told of what happens.</param>
public sealed class FrameLoop(IFrameSource source, PlateSearch search, TrackingOptions options, EdgeCounters counters)
{
    private const int MeasureEach = 10;

    // A vehicle that comes to rest is looked at a little longer, so that its standing still is seen.
    private static readonly Duration Lingering = Duration.FromSeconds(1.5);

    // A plate that came into view below the gate's notice is found all the same.
    private static readonly Duration Peeking = Duration.FromSeconds(5);

    /// <summary>Frames so far, and where the time went that the search does not count.</summary>
    public LoopTimes Times { get; private set; }

    /// <summary>
    /// The passages as they end; each belongs to whoever takes it. Ends with the source, and when stopped: what is under way
    /// then still comes out, so that stopping loses nothing.
    /// </summary>
    /// <exception cref="SourceException">The source cannot be used.</exception>
    public async IAsyncEnumerable<ObservedPassage> WatchAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        using var gate = new MotionGate(search.Areas);
        using var tracker = new Tracking.Tracker(source.Traits, options, search.PassageRule, search.Second);
        using var sharpness = new Sharpness();
        var (moved, searched) = (Instant.MinValue, Instant.MinValue);
        await using var frames = source.ReadAsync(stop).GetAsyncEnumerator(stop);
        while (await NextAsync(frames, stop))
        {
            using var frame = frames.Current;
            if (frame.Number % MeasureEach == 1)
                counters.FrameTaken(frame.Number, sharpness.Of(frame.Image), sharpness.Exposure);
            else
                counters.FrameTaken(frame.Number);
            var start = Stopwatch.GetTimestamp();
            if (!source.Traits.MotionGate || gate.Moved(frame.Image))
                moved = frame.Taken;
            Times = Times with { Frames = Times.Frames + 1, Motion = Times.Motion + Stopwatch.GetElapsedTime(start) };
            IReadOnlyList<ObservedPassage> passages;
            if (frame.Taken - moved <= Lingering || frame.Taken - searched >= Peeking)
            {
                searched = frame.Taken;
                var plates = search.Search(frame.Image).Plates;
                passages = tracker.Look(frame, plates, source.Traits.MotionGate ? gate.Moving : null);
            }
            else
            {
                passages = tracker.Idle(frame.Taken);
            }

            foreach (var passage in passages)
                yield return Counted(passage);
        }

        foreach (var passage in tracker.End())
            yield return Counted(passage);
    }

    private ObservedPassage Counted(ObservedPassage passage)
    {
        counters.PassageEnded(passage.Plate?.Confidence);
        return passage;
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<Frame> frames, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Times = Times with { Source = Times.Source + Stopwatch.GetElapsedTime(start) };
        }
    }

    /// <summary>How sharp and bright a frame is, on its small grey version: enough to see a dirty lens or a lamp that failed.</summary>
    private sealed class Sharpness : IDisposable
    {
        private readonly Mat _grey = new();
        private readonly Mat _edges = new();

        public double Exposure { get; private set; }

        /// <summary>Variance of the Laplacian.</summary>
        public double Of(Mat picture)
        {
            Cv2.CvtColor(picture, _grey, ColorConversionCodes.BGR2GRAY);
            Exposure = Cv2.Mean(_grey).Val0;
            Cv2.Laplacian(_grey, _edges, MatType.CV_16SC1);
            Cv2.MeanStdDev(_edges, out _, out var deviation);
            return deviation.Val0 * deviation.Val0;
        }

        public void Dispose()
        {
            _grey.Dispose();
            _edges.Dispose();
        }
    }
}

/// <summary>Time of a frame loop beside its search.</summary>
/// <param name="Frames">That came from the source.</param>
/// <param name="Source">Until the source gave them: decoding, and for a live one waiting.</param>
/// <param name="Motion">To tell whether anything moved.</param>
public readonly record struct LoopTimes(long Frames, TimeSpan Source, TimeSpan Motion);
