using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Tests.Evidence;

/// <summary>
/// Nobody is recognisable in a picture that is kept, wherever he stands, and what a case needs can still be seen. The plate of
/// known size is the ruler: details of so many centimetres are drawn, and looked for afterwards.
/// </summary>
public class PeopleInPicturesTests
{
    private const int PlatePixels = 104;
    private const double PixelsPerMetre = PlatePixels / 0.52;
    private static readonly Point PlateMiddle = new(640, 600);
    private static readonly PlateCorners Plate = Corners(PlateMiddle.X - (PlatePixels / 2f), PlateMiddle.Y - 11, PlatePixels, 22);

    // A board of 60 cm with a text below it, left of the vehicle.
    private static readonly Rect Sign = new(40, 200, 120, 200);
    private static readonly Point2d[] SignArea = [new(40 / 1280.0, 200 / 720.0), new(160 / 1280.0, 200 / 720.0), new(160 / 1280.0, 400 / 720.0), new(40 / 1280.0, 400 / 720.0)];

    [TestCase(-2.5, 0.5, TestName = "A face on the pavement is gone")]
    [TestCase(2.2, 1.2, TestName = "A face on the other side is gone")]
    [TestCase(0.4, 0.8, TestName = "A face behind the windscreen is gone")]
    [TestCase(-0.9, 1.9, TestName = "A face in a high cab is gone")]
    [TestCase(1.6, -0.1, TestName = "A face beside the bonnet is gone")]
    public void Faces(double right, double above)
    {
        using var street = Ground();
        var face = At(right, above, 0.16, 0.22);
        // Eyes, mouth and nose are details of two to four centimetres.
        Checkers(street, face, 0.03);
        using var shown = Shown(street);

        var (before, after) = (Detail(street, face, 0.05), Detail(shown, face, 0.05));

        Assert.That(before, Is.GreaterThan(40));
        Assert.That(after, Is.LessThan(before / 4), "what is finer than a cell is gone");
    }

    [Test]
    public void Of_noise_over_the_whole_picture_only_the_front_of_the_vehicle_and_the_signs_keep_details()
    {
        using var street = new Mat(720, 1280, MatType.CV_8UC3);
        Cv2.Randu(street, new Scalar(0, 0, 0), new Scalar(256, 256, 256));
        using var shown = Shown(street, [SignArea]);
        var kept = 0;
        for (var x = 0; x < 1280; x += 40)
        {
            for (var y = 0; y < 720; y += 40)
            {
                var cell = new Rect(x, y, 40, 40);
                if (Detail(shown, cell, 0.05) < Detail(street, cell, 0.05) / 2)
                    continue;
                kept++;
                Assert.That(cell.IntersectsWith(Sign) || cell.IntersectsWith(At(0, -0.25, 2.0, 1.3)), $"({x}, {y}) is neither");
            }
        }

        Assert.That(kept, Is.GreaterThan(20), "front and signs are there");
    }

    [Test]
    public void The_plate_the_grille_and_the_signs_stay_as_they_were()
    {
        using var street = Ground();
        Checkers(street, At(0, 0, 0.52, 0.11), 0.01);
        Checkers(street, At(0, 0.25, 0.8, 0.15), 0.02);
        Checkers(street, Sign, 0.02);
        using var shown = Shown(street, [SignArea]);

        foreach (var area in new[] { At(0, 0, 0.52, 0.11), At(0, 0.25, 0.8, 0.15), Sign })
            Assert.That(Detail(shown, area, 0.05), Is.EqualTo(Detail(street, area, 0.05)).Within(12));
    }

    [Test]
    public void Lettering_of_a_hand_high_on_the_body_and_lines_on_the_road_can_still_be_seen()
    {
        using var street = Ground();
        var lettering = At(0, 1.4, 1.4, 0.45);
        Checkers(street, lettering, 0.15);
        var line = At(-2.2, -0.15, 0.15, 0.7);
        Cv2.Rectangle(street, line, Scalar.White, -1);
        using var shown = Shown(street);

        Assert.That(Contrast(shown, lettering), Is.GreaterThan(Contrast(street, lettering) / 2));
        Assert.That(Contrast(shown, At(-2.2, -0.15, 0.6, 0.7)), Is.GreaterThan(20));
    }

    [Test]
    public void Somebody_who_walks_before_a_sign_is_made_coarse_and_the_rest_of_the_sign_stays()
    {
        using var street = Ground();
        Checkers(street, Sign, 0.03);
        using var moving = new Mat(90, 160, MatType.CV_8UC1, Scalar.Black);
        // The left half of the sign, in the small mask of motion.
        Cv2.Rectangle(moving, new Rect(5, 25, 7, 25), Scalar.White, -1);
        using var shown = Shown(street, [SignArea], moving.Clone());

        var (left, right) = (new Rect(Sign.X, Sign.Y, 48, Sign.Height), new Rect(Sign.X + 72, Sign.Y, 44, Sign.Height));
        Assert.That(Detail(shown, left, 0.05), Is.LessThan(Detail(street, left, 0.05) / 4));
        Assert.That(Detail(shown, right, 0.05), Is.EqualTo(Detail(street, right, 0.05)).Within(12));
    }

    [Test]
    public void Without_a_plate_there_is_no_ruler_and_all_but_the_signs_is_coarse()
    {
        using var street = Ground();
        var face = At(0, 0, 0.16, 0.22);
        Checkers(street, face, 0.03);
        using var shown = Shown(street, [SignArea], plate: null);

        Assert.That(Detail(shown, face, 0.05), Is.LessThan(Detail(street, face, 0.05) / 4));
    }

    private static Mat Shown(Mat street, IReadOnlyList<IReadOnlyList<Point2d>>? signs = null, Mat? moving = null) => Shown(street, signs ?? [], Plate, moving);

    private static Mat Shown(Mat street, IReadOnlyList<IReadOnlyList<Point2d>> signs, PlateCorners? plate, Mat? moving = null)
    {
        using var passage = new ObservedPassage(
            PassageKind.Read, EdgeFolder.Monday, EdgeFolder.Monday, Direction.In, null, null, street.Clone(), plate, []) { BestMoving = moving };
        return Cv2.ImDecode(PictureMaker.Make(passage, signs)[0].Bytes, ImreadModes.Color);
    }

    private static Mat Ground() => new(720, 1280, MatType.CV_8UC3, new Scalar(110, 115, 112));

    /// <summary>A part of the picture, in metres from the middle of the plate.</summary>
    private static Rect At(double right, double above, double width, double height) => new(
        (int)(PlateMiddle.X + ((right - (width / 2)) * PixelsPerMetre)), (int)(PlateMiddle.Y - ((above + (height / 2)) * PixelsPerMetre)),
        (int)(width * PixelsPerMetre), (int)(height * PixelsPerMetre));

    private static void Checkers(Mat picture, Rect area, double metres)
    {
        var size = Math.Max(2, (int)(metres * PixelsPerMetre));
        for (var y = area.Top; y < area.Bottom; y += size)
            for (var x = area.Left; x < area.Right; x += size)
                Cv2.Rectangle(picture, new Rect(x, y, size, size).Intersect(area), (((x - area.Left) / size) + ((y - area.Top) / size)) % 2 == 0 ? Scalar.Black : Scalar.White, -1);
    }

    /// <summary>How much there is of details finer than so many metres: what a blur of that width takes away.</summary>
    private static double Detail(Mat picture, Rect area, double metres)
    {
        using var part = new Mat(picture, area);
        using var grey = part.CvtColor(ColorConversionCodes.BGR2GRAY);
        using var exact = new Mat();
        grey.ConvertTo(exact, MatType.CV_32FC1);
        var width = Math.Max(3, (int)(metres * PixelsPerMetre));
        using var soft = exact.Blur(new Size(width, width));
        using var fine = new Mat();
        Cv2.Subtract(exact, soft, fine);
        Cv2.MeanStdDev(fine, out _, out var deviation);
        return deviation.Val0;
    }

    private static double Contrast(Mat picture, Rect area)
    {
        using var part = new Mat(picture, area);
        using var grey = part.CvtColor(ColorConversionCodes.BGR2GRAY);
        Cv2.MeanStdDev(grey, out _, out var deviation);
        return deviation.Val0;
    }

    private static PlateCorners Corners(float x, float y, float width, float height) => new(new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height));
}
