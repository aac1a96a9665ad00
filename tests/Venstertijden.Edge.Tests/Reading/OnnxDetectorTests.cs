using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class OnnxDetectorTests
{
    [TestCase(1024, 1024, ExpectedResult = new[] { 0 })]
    [TestCase(1920, 1024, ExpectedResult = new[] { 0, 448, 896 })]
    [TestCase(3840, 1280, ExpectedResult = new[] { 0, 853, 1706, 2560 })]
    public int[] Parts_cover_the_whole_with_an_overlap(int whole, int part) => OnnxDetector.Starts(whole, part);

    [Test]
    public void Tiles_find_a_plate_of_60_pixels_in_a_frame_of_3840()
    {
        using var picture = new Mat(2160, 3840, MatType.CV_8UC3, new Scalar(96, 100, 102));
        Cv2.Rectangle(picture, new Rect(2480, 1210, 160, 150), new Scalar(60, 40, 35), -1);
        using (var plate = DrawnPlate())
        using (var small = new Mat())
        {
            Cv2.Resize(plate, small, new Size(60, 13), 0, 0, InterpolationFlags.Area);
            using var place = picture[new Rect(2530, 1300, 60, 13)];
            small.CopyTo(place);
        }

        using var whole = new OnnxDetector(new ReadingOptions());
        using var tiles = new OnnxDetector(new ReadingOptions { Tiles = true });
        var box = new PlateCorners(new(2530, 1300), new(2590, 1300), new(2590, 1313), new(2530, 1313));

        Assert.That(whole.Find(picture).Any(f => f.Corners.Overlap(box) > 0.3), Is.False, "without tiles it is too small");
        var found = tiles.Find(picture);
        Assert.That(found.Any(f => f.Corners.Overlap(box) > 0.5), Is.True);
        Assert.That(found, Has.Count.EqualTo(1), "once, also where tiles overlap");
    }

    private static Mat DrawnPlate()
    {
        var plate = new Mat(110, 520, MatType.CV_8UC3, new Scalar(30, 190, 240));
        Cv2.Rectangle(plate, new Rect(0, 0, 44, 110), new Scalar(150, 60, 20), -1);
        Cv2.PutText(plate, "AE-123-B", new Point(62, 82), HersheyFonts.HersheyDuplex, 2.9, Scalar.All(15), 9, LineTypes.AntiAlias);
        Cv2.Rectangle(plate, new Rect(0, 0, 520, 110), Scalar.All(20), 3);
        return plate;
    }
}
