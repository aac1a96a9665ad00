using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Tests.Evidence;

/// <summary>What may be seen in a picture that is kept, and what not.</summary>
public class PictureMakerTests
{
    private static readonly PlateCorners Own = Corners(300, 300, 120, 26);
    private static readonly PlateCorners Other = Corners(40, 310, 110, 24);

    [Test]
    public void Another_vehicles_plate_is_covered_by_one_colour_and_the_judged_one_stays()
    {
        using var street = Street();
        var overview = Make(street, Own, [Other]).Single(p => p.Kind == EvidenceKind.Overview);
        using var shown = Cv2.ImDecode(overview.Bytes, ImreadModes.Color);

        Assert.That(Contrast(shown, Area(Other)), Is.LessThan(3), "nothing but one colour (and the noise of the encoding)");
        Assert.That(Contrast(street, Area(Other)), Is.GreaterThan(40), "before, there was something to read");
        Assert.That(Contrast(shown, Area(Own)), Is.EqualTo(Contrast(street, Area(Own))).Within(5));
    }

    [Test]
    public void The_cover_reaches_over_the_rim_of_the_plate_that_was_found()
    {
        using var street = Street();
        using var shown = Cv2.ImDecode(Make(street, Own, [Other])[0].Bytes, ImreadModes.Color);
        var rim = Area(Other);
        rim.Inflate(12, 3);

        Assert.That(Contrast(shown, rim), Is.LessThan(3));
    }

    [Test]
    public void The_frame_itself_is_not_touched()
    {
        using var street = Street();
        using var before = street.Clone();

        Make(street, Own, [Other]);

        Assert.That(Cv2.Norm(street, before), Is.Zero);
    }

    [Test]
    public void A_plate_beside_the_judged_one_takes_nothing_from_it()
    {
        using var street = Street();
        var touching = Corners(418, 300, 110, 26);
        using var shown = Cv2.ImDecode(Make(street, Own, [touching])[0].Bytes, ImreadModes.Color);

        Assert.That(Contrast(shown, Area(Own)), Is.EqualTo(Contrast(street, Area(Own))).Within(5));
    }

    [Test]
    public void The_plate_picture_shows_the_plate_and_is_masked_too()
    {
        using var street = Street();
        var touching = Corners(418, 300, 110, 26);
        var plate = Make(street, Own, [touching]).Single(p => p.Kind == EvidenceKind.Plate);
        using var shown = Cv2.ImDecode(plate.Bytes, ImreadModes.Color);

        Assert.That(shown.Width, Is.InRange(120, 260));
        Assert.That(Contrast(shown, new Rect(160, 24, 25, 20)), Is.LessThan(8), "the neighbour's plate, at its right");
    }

    [TestCase(-20, -10)]
    [TestCase(590, 460)]
    public void A_plate_at_the_edge_of_the_picture_is_cut_there(int x, int y)
    {
        using var street = Street();

        Assert.That(Make(street, Corners(x, y, 120, 26), []), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_vehicle_without_a_plate_has_an_overview_only()
    {
        using var street = Street();

        Assert.That(Make(street, null, [Other]).Select(p => p.Kind), Is.EqualTo(new[] { EvidenceKind.Overview }));
    }

    [Test]
    public void A_second_moment_is_shown_smaller_masked_and_with_its_time_below()
    {
        using var street = Street();
        using var small = street.Resize(default, 0.5, 0.5);
        using var passage = new ObservedPassage(PassageKind.Read, EdgeFolder.Monday, EdgeFolder.Monday, Direction.In, null, null, street.Clone(), Own, [])
        {
            Context = new DrivingView(small.Clone(), EdgeFolder.Monday - NodaTime.Duration.FromMilliseconds(840), Own.Scaled(0.5), [Other.Scaled(0.5)]),
        };
        var context = PictureMaker.Make(passage, []).Single(p => p.Kind == EvidenceKind.Context);
        using var shown = Cv2.ImDecode(context.Bytes, ImreadModes.Color);

        Assert.That((shown.Width, shown.Height), Is.EqualTo((320, 260)), "half of 640 x 480, and a line for the time");
        Assert.That(Contrast(shown, new Rect(0, 240, 320, 20)), Is.GreaterThan(20), "something is written there");
        var other = Area(Other.Scaled(0.5));
        Assert.That(Contrast(shown, other), Is.LessThan(4), "the other vehicle's plate is covered here too");
    }

    private static IReadOnlyList<MadePicture> Make(Mat street, PlateCorners? own, PlateCorners[] others)
    {
        using var passage = new ObservedPassage(
            PassageKind.Read, EdgeFolder.Monday, EdgeFolder.Monday, Direction.In, null, null, street.Clone(), own, others);
        return PictureMaker.Make(passage, []);
    }

    // Bars as tight as a plate's characters at that size: what can be told apart here could be read there.
    private static Mat Street()
    {
        var picture = new Mat(480, 640, MatType.CV_8UC3, new Scalar(110, 120, 115));
        foreach (var plate in new[] { Own, Other, Corners(418, 300, 110, 26) })
        {
            var area = Area(plate);
            Cv2.Rectangle(picture, area, new Scalar(30, 200, 230), -1);
            for (int x = area.Left + 4; x < area.Right - 4; x += 8)
                Cv2.Rectangle(picture, new Rect(x, area.Top + 4, 4, area.Height - 8), Scalar.Black, -1);
        }

        return picture;
    }

    private static double Contrast(Mat picture, Rect area)
    {
        using var part = new Mat(picture, area);
        using var grey = part.CvtColor(ColorConversionCodes.BGR2GRAY);
        Cv2.MeanStdDev(grey, out _, out var deviation);
        return deviation.Val0;
    }

    private static PlateCorners Corners(float x, float y, float width, float height) => new(new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height));

    private static Rect Area(PlateCorners plate) => new((int)plate.UpperLeft.X, (int)plate.UpperLeft.Y, (int)(plate.UpperRight.X - plate.UpperLeft.X), (int)(plate.LowerLeft.Y - plate.UpperLeft.Y));
}
