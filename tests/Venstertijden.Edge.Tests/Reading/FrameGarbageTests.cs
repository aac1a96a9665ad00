using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Tests.Reading;

/// <summary>What a frame leaves for the garbage collector: at 25 frames a second for years.</summary>
public class FrameGarbageTests
{
    private const int Frames = 12;

    [TestCase(0, 6_000, TestName = "A frame without plates")]
    [TestCase(1, 24_000, TestName = "A frame with a plate that is read and followed")]
    public void A_frame_leaves_little_garbage(int plates, long mostBytes)
    {
        using var search = PlateSearch.Open(new ReadingOptions { SecondReader = false });
        using var gate = new MotionGate();
        using var tracker = new Edge.Tracking.Tracker(SourceTraits.Street, new TrackingOptions(), search.PassageRule);
        using var picture = new Mat(720, 1280, MatType.CV_8UC3, new Scalar(96, 100, 102));
        if (plates > 0)
            Draw(picture);
        using var frame = new Frame(picture, 1, Instant.FromUtc(2026, 3, 2, 6, 30));
        var found = 0;
        for (var i = 0; i < 5; i++)
            found = Look();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++)
            Look();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Frames;

        TestContext.Out.WriteLine($"{bytes} bytes a frame");
        Assert.That(found, Is.EqualTo(plates));
        Assert.That(bytes, Is.LessThanOrEqualTo(mostBytes));

        int Look()
        {
            gate.Moved(frame.Image);
            var seen = search.Search(frame.Image).Plates;
            tracker.Look(frame, seen, gate.Moving);
            return seen.Count;
        }
    }

    private static void Draw(Mat picture)
    {
        Cv2.Rectangle(picture, new Rect(500, 300, 320, 260), new Scalar(60, 40, 35), -1);
        Cv2.Rectangle(picture, new Rect(580, 470, 160, 34), new Scalar(30, 190, 240), -1);
        Cv2.Rectangle(picture, new Rect(580, 470, 12, 34), new Scalar(150, 60, 20), -1);
        Cv2.PutText(picture, "AE-123-B", new Point(596, 496), HersheyFonts.HersheyDuplex, 0.9, Scalar.All(15), 2, LineTypes.AntiAlias);
    }
}
