using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tests.Tracking;

namespace Venstertijden.Edge.Tests.Reading;

public class WatchedAreasTests
{
    private static readonly Point2d[] LeftHalf = [new(0, 0), new(0.5, 0), new(0.5, 1), new(0, 1)];
    private static readonly Point2d[] Triangle = [new(0, 0), new(0.4, 0), new(0, 0.4)];

    [TestCase(100, 300, true, TestName = "In the included half")]
    [TestCase(400, 300, false, TestName = "In the other half")]
    [TestCase(60, 60, false, TestName = "In the excluded corner of it")]
    [TestCase(200, 180, true, TestName = "Just outside that corner")]
    public void A_plate_counts_by_its_middle(double x, double y, bool counts)
        => Assert.That(new WatchedAreas { Include = [LeftHalf], Exclude = [Triangle] }.Hold(Looks.At(x, y, 90), 640, 480), Is.EqualTo(counts));

    [TestCase(500, 300, true)]
    [TestCase(60, 60, false)]
    public void Without_included_areas_all_but_the_excluded_counts(double x, double y, bool counts)
        => Assert.That(new WatchedAreas { Exclude = [Triangle] }.Hold(Looks.At(x, y, 90), 640, 480), Is.EqualTo(counts));

    [TestCase(1000, false, TestName = "Motion outside the areas is none")]
    [TestCase(300, true, TestName = "Motion inside the areas is motion")]
    public void Motion_counts_by_area(int x, bool moved)
    {
        using var gate = new MotionGate(new WatchedAreas { Include = [LeftHalf] });
        using var street = new Mat(720, 1280, MatType.CV_8UC3, Scalar.All(100));
        gate.Moved(street);
        Cv2.Rectangle(street, new Rect(x, 300, 100, 100), Scalar.All(30), -1);

        Assert.That(gate.Moved(street), Is.EqualTo(moved));
    }
}
