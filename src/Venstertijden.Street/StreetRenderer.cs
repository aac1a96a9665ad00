using System.Collections.Concurrent;
using NodaTime;

namespace Venstertijden.Street;

/// <summary>Renders a street with what is in it. One instance serves any number of threads.</summary>
public sealed class StreetRenderer
{
    private readonly Backgrounds _backgrounds;
    private readonly Sensor _sensor = new();
    private readonly ConcurrentDictionary<(int, int), ConcurrentBag<Workspace>> _workspaces = [];

    public StreetRenderer()
        : this(backgrounds: 6)
    {
    }

    /// <param name="backgrounds">Empty streets to keep, each in the light of one moment.</param>
    internal StreetRenderer(int backgrounds) => _backgrounds = new Backgrounds(backgrounds);

    internal VehicleModels Models { get; } = new();

    /// <summary>Renders one frame; the same arguments give the same bytes.</summary>
    /// <param name="scene">Which street.</param>
    /// <param name="local">Local date and time: decides the light.</param>
    /// <param name="inView">Vehicles and people, in any order.</param>
    /// <param name="bgr">Receives <see cref="StreetScene.FrameBytes"/> bytes: rows of BGR24 from the upper left.</param>
    /// <param name="frameNumber">Seed of the sensor's noise.</param>
    public void Render(StreetScene scene, LocalDateTime local, IReadOnlyList<VehicleInView> inView, Span<byte> bgr, long frameNumber = 0)
    {
        if (bgr.Length != scene.FrameBytes)
            throw new ArgumentException($"a frame of {scene.Id} takes {scene.FrameBytes} bytes, not {bgr.Length}", nameof(bgr));
        var light = StreetLight.At(local, scene.Zone);
        var work = Take(scene);
        Paint(scene, light, inView.Select(view => Stand.Of(scene, view, Models)), work);
        _sensor.Expose(work.Frame, bgr, light.Noise, frameNumber);
        Return(work);
    }

    /// <summary>The street with what stands in it as opaque BGRA, before the sensor.</summary>
    internal void Paint(StreetScene scene, StreetLight light, IEnumerable<Stand> stands, Workspace work, IReadOnlyList<StreetBoard>? boards = null)
    {
        var rows = work.Window.Y * scene.Width;
        Array.Copy(_backgrounds.For(scene, light), rows, work.Frame, rows, work.Window.Height * scene.Width);
        // Boards stand clear of the way: nothing that drives is ever behind one.
        foreach (var board in (boards ?? []).OrderByDescending(b => b.Foot.Y))
            board.Draw(scene, light, work);
        foreach (var stand in stands.OrderByDescending(s => s.At.Near.Y))
            stand.Draw(scene, light, work);
    }

    /// <summary>Turns what was painted into a camera's bytes.</summary>
    internal void Expose(ReadOnlySpan<int> bgra, Span<byte> bgr, float noise, long frameNumber) => _sensor.Expose(bgra, bgr, noise, frameNumber);

    internal Workspace Take(StreetScene scene)
        => PoolOf(scene.Width, scene.Height).TryTake(out var work) ? work : new Workspace(scene.Width, scene.Height);

    internal void Return(Workspace work) => PoolOf(work.Width, work.Height).Add(work);

    private ConcurrentBag<Workspace> PoolOf(int width, int height) => _workspaces.GetOrAdd((width, height), _ => []);

    /// <summary>
    /// The true corners of the plate, clockwise from its upper left; empty when the vehicle shows none. For tests and
    /// measurements only: the demo must read the plate from the picture and never hand the truth to the reader.
    /// </summary>
    public IReadOnlyList<PixelPoint> Corners(StreetScene scene, VehicleInView view)
    {
        return [.. Stand.Of(scene, view, Models).PlateCorners().Select(p =>
        {
            var pixel = scene.Camera.Project(p);
            return new PixelPoint(pixel.X, pixel.Y);
        })];
    }
}

/// <summary>What one thread needs to render a frame.</summary>
internal sealed class Workspace(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public int[] Frame { get; } = new int[width * height];

    /// <summary>The part of the frame that is wanted; the rest stays as it was.</summary>
    public PixelBox Window { get; set; } = new(0, 0, width, height);

    public VehicleLayer Layer { get; } = new(width, height);
}

/// <summary>Empty streets by step of light: the layers are painted once per scene, the last few mixtures are kept.</summary>
internal sealed class Backgrounds(int kept)
{
    private readonly ConcurrentDictionary<string, Lazy<SceneLayers>> _layers = new();
    private readonly Lock _gate = new();
    private readonly List<((string Scene, StreetLight Light) Key, int[] Frame)> _recent = [];

    public int[] For(StreetScene scene, StreetLight light)
    {
        var layers = _layers.GetOrAdd(scene.Id, _ => new Lazy<SceneLayers>(() => SceneLayers.Paint(scene))).Value;
        lock (_gate)
        {
            var found = _recent.FindIndex(r => r.Key == (scene.Id, light));
            if (found >= 0)
                return _recent[found].Frame;
        }
        var frame = layers.Compose(light);
        lock (_gate)
        {
            _recent.Insert(0, ((scene.Id, light), frame));
            if (_recent.Count > kept)
                _recent.RemoveAt(kept);
        }
        return frame;
    }
}
