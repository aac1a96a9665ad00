using System.Runtime.CompilerServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Evaluation;

/// <summary>
/// A real frame as a short video: the view moves to its plates and draws nearer, as if their vehicles drove up. The plates
/// are real, the movement is not, and no frame is sharper than the one picture behind them all.
/// </summary>
/// <param name="picture">The frame; stays with its owner.</param>
/// <param name="plates">Where its plates are; the view closes in on their middle.</param>
internal sealed class PanAndZoom(Mat picture, IReadOnlyList<PlateBox> plates) : IFrameSource
{
    private const int Frames = 10;
    private const double Nearest = 1.4;
    private static readonly Duration Spacing = Duration.FromMilliseconds(100);

    private readonly Point2d _focus = plates.Count == 0
        ? new(picture.Width / 2.0, picture.Height / 2.0)
        : new(plates.Average(p => (p.MinX + p.MaxX) / 2), plates.Average(p => (p.MinY + p.MaxY) / 2));

    public string Name => "pan and zoom over a picture";

    public SourceTraits Traits => SourceTraits.Street;

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        using var map = new Mat(2, 3, MatType.CV_64FC1);
        for (var i = 0; i < Frames; i++)
        {
            stop.ThrowIfCancellationRequested();
            var (scale, x, y) = View(i);
            (map.At<double>(0, 0), map.At<double>(0, 1), map.At<double>(0, 2)) = (scale, 0, x);
            (map.At<double>(1, 0), map.At<double>(1, 1), map.At<double>(1, 2)) = (0, scale, y);
            var image = new Mat();
            Cv2.WarpAffine(picture, image, map, picture.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
            yield return new Frame(image, i + 1, NodaConstants.UnixEpoch + (Spacing * i));
        }
    }

    /// <summary>From the frame that was taken then back to the picture.</summary>
    public PlateCorners InPicture(PlateCorners q, Instant taken)
    {
        var (scale, x, y) = View((int)Math.Round((taken - NodaConstants.UnixEpoch) / Spacing));
        Point2f Back(Point2f p) => new((float)((p.X - x) / scale), (float)((p.Y - y) / scale));
        return new(Back(q.UpperLeft), Back(q.UpperRight), Back(q.LowerRight), Back(q.LowerLeft));
    }

    /// <summary>Scale and shift of a frame: from the whole picture to its plates in the middle, larger.</summary>
    private (double Scale, double X, double Y) View(int frame)
    {
        var part = frame / (double)(Frames - 1);
        var scale = double.Lerp(1, Nearest, part);
        double x = double.Lerp(_focus.X, picture.Width / 2.0, part), y = double.Lerp(_focus.Y, picture.Height / 2.0, part);
        return (scale, x - (scale * _focus.X), y - (scale * _focus.Y));
    }
}
