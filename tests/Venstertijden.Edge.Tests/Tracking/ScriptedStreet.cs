using System.Runtime.CompilerServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Tests.Tracking;

/// <summary>A street whose plates are written down frame by frame: source, detector and reader in one, 5 frames a second.</summary>
internal sealed class ScriptedStreet : IFrameSource, IPlateDetector, IPlateReader
{
    public const double Threshold = 0.8;
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 6, 30);
    private static readonly Duration Spacing = Duration.FromMilliseconds(200);
    private readonly List<Scene> _frames = [];
    private Scene _now = new([], false, null);

    public SourceTraits Traits { get; init; } = SourceTraits.Street;

    public string Name => "scripted street";

    public string Version => "scripted";

    public int Searches { get; private set; }

    public WatchedAreas Areas { get; init; } = new();

    public TrackingOptions Options { get; init; } = new();

    /// <summary>What a second reader would read, and how often it was asked.</summary>
    public string? SecondReads { get; init; }

    public int SecondAsked { get; private set; }

    /// <summary>Called as each frame is handed out.</summary>
    public Action<int>? Shown { get; init; }

    /// <summary>Adds a frame in which something moves.</summary>
    public ScriptedStreet Moving(params PlateSeen[] plates) => Add(new(plates, true, null));

    /// <summary>Adds frames in which nothing moves.</summary>
    public ScriptedStreet Still(double seconds, params PlateSeen[] plates)
    {
        for (var i = 0; i < seconds * 5; i++)
            Add(new(plates, false, null));
        return this;
    }

    /// <summary>Adds a frame in which something dark stands here and nothing else.</summary>
    public ScriptedStreet Showing(Rect box, params PlateSeen[] plates) => Add(new(plates, true, null, box));

    /// <summary>Adds a frame of a clip.</summary>
    public ScriptedStreet InClip(string clip, params PlateSeen[] plates) => Add(new(plates, true, clip));

    /// <summary>Adds a vehicle that comes towards the camera in ten frames.</summary>
    public ScriptedStreet Approaching(string? text, double confidence = 0.95)
    {
        for (var i = 0; i < 10; i++)
            Moving(Looks.Seen(300 + (10 * i), 150 + (25 * i), 60 + (8 * i), text, confidence));
        return this;
    }

    public async Task<List<ObservedPassage>> WatchAsync(EdgeCounters? counters = null, CancellationToken stop = default)
    {
        using var second = SecondReads is null ? null : new SecondReader(() => new Second(this), new SecondReaderOdds());
        using var search = new PlateSearch(this, this, Threshold) { Second = second, Areas = Areas };
        var passages = new List<ObservedPassage>();
        await foreach (var passage in new FrameLoop(this, search, Options, counters ?? new EdgeCounters()).WatchAsync(stop))
            passages.Add(passage);
        return passages;
    }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        for (var i = 0; i < _frames.Count; i++)
        {
            await Task.Yield();
            stop.ThrowIfCancellationRequested();
            _now = _frames[i];
            Shown?.Invoke(i);
            yield return new Frame(_now.Box is { } box ? Picture(box) : Picture(i, _now.Moves), i + 1, Start + (Spacing * i), _now.Clip);
        }
    }

    public IReadOnlyList<PlateFound> Find(Mat picture)
    {
        Searches++;
        return [.. _now.Plates.Select(p => p.Found)];
    }

    public PlateReading? Read(Mat picture, PlateCorners corners) => _now.Plates.First(p => p.Found.Corners == corners).Reading;

    public void Dispose()
    {
    }

    private ScriptedStreet Add(Scene scene)
    {
        _frames.Add(scene);
        return this;
    }

    private static Mat Picture(int index, bool moves)
    {
        var picture = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(100));
        if (moves)
            Cv2.Rectangle(picture, new Rect(40 * (index % 10), 100, 120, 200), Scalar.All(index % 2 == 0 ? 20 : 220), -1);
        return picture;
    }

    private sealed class Second(ScriptedStreet street) : IPlateReader
    {
        public string Version => "scripted";

        public PlateReading? Read(Mat picture, PlateCorners corners)
        {
            street.SecondAsked++;
            return Looks.ReadAs(street.SecondReads!);
        }

        public void Dispose()
        {
        }
    }

    private static Mat Picture(Rect box)
    {
        var picture = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(100));
        Cv2.Rectangle(picture, box, Scalar.All(30), -1);
        return picture;
    }

    private sealed record Scene(IReadOnlyList<PlateSeen> Plates, bool Moves, string? Clip, Rect? Box = null);
}
