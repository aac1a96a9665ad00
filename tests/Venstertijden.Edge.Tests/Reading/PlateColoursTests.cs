using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class PlateColoursTests
{
    private static readonly PlateCorners Corners = new(new(20, 20), new(140, 20), new(140, 46), new(20, 46));

    [TestCase(40, 190, 235, ExpectedResult = PlateColour.Yellow, TestName = "Yellow by day")]
    [TestCase(15, 70, 88, ExpectedResult = PlateColour.Yellow, TestName = "Yellow in the shade")]
    [TestCase(215, 220, 225, ExpectedResult = PlateColour.White, TestName = "White")]
    [TestCase(225, 175, 90, ExpectedResult = PlateColour.Blue, TestName = "Taxi")]
    [TestCase(30, 35, 40, ExpectedResult = PlateColour.Unknown, TestName = "Dark")]
    public PlateColour Tells_the_ground(int blue, int green, int red)
    {
        using var picture = new Mat(80, 160, MatType.CV_8UC3, new Scalar(90, 90, 90));
        Cv2.Rectangle(picture, new Rect(20, 20, 120, 26), new Scalar(blue, green, red), -1);
        Cv2.PutText(picture, "AE-123-B", new Point(26, 41), HersheyFonts.HersheySimplex, 0.75, Scalar.All(10), 2);

        return PlateColours.LooksOf(picture, Corners).Colour;
    }

    [TestCase(215, 220, 225, true, ExpectedResult = true, TestName = "A blue band on white")]
    [TestCase(40, 190, 235, true, ExpectedResult = true, TestName = "A blue band on yellow")]
    [TestCase(215, 220, 225, false, ExpectedResult = false, TestName = "White without a band")]
    [TestCase(40, 190, 235, false, ExpectedResult = false, TestName = "Yellow without a band")]
    [TestCase(225, 175, 90, true, ExpectedResult = null, TestName = "On a blue plate no band can be told")]
    public bool? Tells_the_band(int blue, int green, int red, bool band)
    {
        using var picture = new Mat(80, 160, MatType.CV_8UC3, new Scalar(90, 90, 90));
        Cv2.Rectangle(picture, new Rect(20, 20, 120, 26), new Scalar(blue, green, red), -1);
        if (band)
            Cv2.Rectangle(picture, new Rect(20, 20, 10, 26), new Scalar(150, 60, 20), -1);

        return PlateColours.LooksOf(picture, Corners).EuropeanBand;
    }
}
