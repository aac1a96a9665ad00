using System.Collections.Concurrent;
using System.Numerics;
using NodaTime;

namespace Venstertijden.Street;

/// <summary>Renders a street with what is in it. One instance serves any number of threads.</summary>
public sealed class StreetRenderer
{
    private readonly VehicleModels _models = new();
    private readonly Backgrounds _backgrounds = new();
    private readonly Sensor _sensor = new();
    private readonly ConcurrentBag<Workspace> _workspaces = [];

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
        if (!_workspaces.TryTake(out var work))
            work = new Workspace(scene.Width, scene.Height);
        _backgrounds.For(scene, StreetLight.StepOf(local), light).CopyTo(work.Frame, 0);
        foreach (var stand in inView.Select(view => Stand.Of(scene, view, _models)).OrderByDescending(s => s.At.Near.Y))
            stand.Draw(scene, light, work);
        _sensor.Expose(work.Frame, bgr, light.Noise, frameNumber);
        _workspaces.Add(work);
    }

    /// <summary>
    /// The true corners of the plate, clockwise from its upper left; empty when the vehicle shows none. For tests and
    /// measurements only: the demo must read the plate from the picture and never hand the truth to the reader.
    /// </summary>
    public IReadOnlyList<PixelPoint> Corners(StreetScene scene, VehicleInView view)
    {
        var plate = Stand.Of(scene, view, _models).Plate();
        if (plate is not { } face)
            return [];
        var (width, height) = PlateDrawing.Size(view.Vehicle.Kind);
        var (across, down) = (face.Right * (width / 1000), new Vector3(0, -height / 1000, 0));
        return [.. new[] { face.Origin, face.Origin + across, face.Origin + across + down, face.Origin + down }.Select(p =>
        {
            var pixel = scene.Camera.Project(p);
            return new PixelPoint(pixel.X, pixel.Y);
        })];
    }
}

/// <summary>What one thread needs to render a frame.</summary>
internal sealed class Workspace(int width, int height)
{
    public int[] Frame { get; } = new int[width * height];

    public VehicleLayer Layer { get; } = new(width, height);
}

/// <summary>Empty streets by step of light: the layers are painted once per scene, the last few mixtures are kept.</summary>
internal sealed class Backgrounds
{
    private const int Kept = 6;

    private readonly ConcurrentDictionary<string, Lazy<SceneLayers>> _layers = new();
    private readonly Lock _gate = new();
    private readonly List<((string Scene, LocalDateTime Step) Key, int[] Frame)> _recent = [];

    public int[] For(StreetScene scene, LocalDateTime step, StreetLight light)
    {
        var layers = _layers.GetOrAdd(scene.Id, _ => new Lazy<SceneLayers>(() => SceneLayers.Paint(scene))).Value;
        lock (_gate)
        {
            var found = _recent.FindIndex(r => r.Key == (scene.Id, step));
            if (found >= 0)
                return _recent[found].Frame;
        }
        var frame = layers.Compose(light);
        lock (_gate)
        {
            _recent.Insert(0, ((scene.Id, step), frame));
            if (_recent.Count > Kept)
                _recent.RemoveAt(Kept);
        }
        return frame;
    }
}
