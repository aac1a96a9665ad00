using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class HomographyTests
{
    private static readonly PlateCorners Slanted = new(new(10, 20), new(110, 5), new(112, 40), new(8, 50));

    [Test]
    public void Lays_the_corners_of_a_plate_on_a_rectangle()
    {
        var map = Homography.ToRectangle(Slanted, 160, 32);

        var laid = map.Map(Slanted);

        Assert.That(new[] { laid.UpperLeft, laid.UpperRight, laid.LowerRight, laid.LowerLeft }.SelectMany(p => new[] { p.X, p.Y }),
            Is.EqualTo(new float[] { 0, 0, 160, 0, 160, 32, 0, 32 }).Within(0.001f));
    }

    [Test]
    public void Its_inverse_leads_back()
    {
        var map = Homography.ToRectangle(Slanted, 160, 32);

        var (x, y) = map.Inverse().Map(map.Map(new Point2f(60, 25)).X, map.Map(new Point2f(60, 25)).Y);

        Assert.That((x, y), Is.EqualTo((60.0, 25.0)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 0.001));
    }

    [Test]
    public void Corners_without_area_are_not_finite()
    {
        var point = new PlateCorners(new(5, 5), new(5, 5), new(5, 5), new(5, 5));

        Assert.That(Homography.ToRectangle(point, 160, 32).IsFinite, Is.False);
    }
}
