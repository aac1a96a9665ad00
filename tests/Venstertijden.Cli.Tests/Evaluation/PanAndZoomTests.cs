using OpenCvSharp;
using Venstertijden.Cli.Evaluation;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Tests.Evaluation;

public class PanAndZoomTests
{
    private static readonly PlateBox Plate = new(40, 30, 60, 36);

    [Test]
    public async Task The_plate_grows_and_comes_to_the_middle()
    {
        var widths = new List<double>();
        var frames = await Frames();
        foreach (var frame in frames)
        {
            using (frame)
                widths.Add(Seen(frame).Width);
        }

        Assert.That(widths, Is.Ordered);
        Assert.That((widths[0], widths[^1]), Is.EqualTo((20, 28)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) <= 1 && Math.Abs(a.Item2 - b.Item2) <= 1));
    }

    [Test]
    public async Task Corners_of_a_frame_are_brought_back_to_the_picture()
    {
        using var picture = Picture();
        var clip = new PanAndZoom(picture, [Plate]);
        var frames = await Frames();
        try
        {
            var seen = Seen(frames[^1]);

            var back = PlateBox.Around(clip.InPicture(
                new(new(seen.Left, seen.Top), new(seen.Right, seen.Top), new(seen.Right, seen.Bottom), new(seen.Left, seen.Bottom)), frames[^1].Taken));

            Assert.That(back.Overlap(Plate), Is.GreaterThan(0.8));
        }
        finally
        {
            frames.ForEach(f => f.Dispose());
        }
    }

    private static async Task<List<Frame>> Frames()
    {
        using var picture = Picture();
        var frames = new List<Frame>();
        await foreach (var frame in new PanAndZoom(picture, [Plate]).ReadAsync(default))
            frames.Add(frame);
        return frames;
    }

    private static Rect Seen(Frame frame)
    {
        using var channel = frame.Image.ExtractChannel(0);
        using var bright = channel.Threshold(128, 255, ThresholdTypes.Binary);
        return Cv2.BoundingRect(bright);
    }

    private static Mat Picture()
    {
        var picture = new Mat(90, 160, MatType.CV_8UC3, Scalar.All(0));
        Cv2.Rectangle(picture, new Rect(40, 30, 20, 6), Scalar.All(255), -1);
        return picture;
    }
}
