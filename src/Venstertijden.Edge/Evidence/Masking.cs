using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Evidence;

/// <summary>
/// Makes people and other vehicles' plates unrecognisable. What may be seen is listed, all else is made coarse: a detector of people
/// misses some, a list of what stays misses nobody. The plate is the ruler, so that coarse means the same however far away it is:
/// the vehicle's front up to its bonnet and the accepted sign areas stay as they are, the body above (with its windows) keeps
/// lettering of a hand high but no face, and the rest keeps road, houses and outlines. Other plates become one colour each.
/// </summary>
internal static class Masking
{
    // A plate that was found a little too small still shows nothing.
    private const float Grow = 1.35f;

    // Metres. A face is 0.16 wide: three cells of the finer kind, of which nobody knows it, and one or two of the coarser.
    private const double CoarseCell = 0.12, FineCell = 0.05;

    // Metres from the middle of the plate: the front without windows, and all that a lorry's cab or box may be.
    private const double FrontHalf = 1.0, FrontAbove = 0.4, Below = 0.9, BodyHalf = 1.35, BodyAbove = 3.5;

    // Without a plate there is no ruler: cells of a picture's height, coarse for somebody who fills half of it.
    private const double CellsWithoutRuler = 40;

    private const int FewestPixels = 4;

    /// <summary>A masked copy of the picture.</summary>
    /// <param name="picture">The frame that was read.</param>
    /// <param name="own">The judged vehicle's plate; null without one.</param>
    /// <param name="others">All other plates in it.</param>
    /// <param name="signs">Sign areas of the accepted view, in parts of width and height.</param>
    /// <param name="moving">Small mask of what moved in it: who walks before a sign is made coarse too. Null or empty where nobody looked.</param>
    internal static Mat Mask(Mat picture, PlateCorners? own, IReadOnlyList<PlateCorners> others, IReadOnlyList<IReadOnlyList<Point2d>> signs, Mat? moving)
    {
        var perMetre = own is { } ruler ? ruler.Width() / VehicleGuess.PlateWidth(ruler) : picture.Height / CellsWithoutRuler / CoarseCell;
        var masked = Coarse(picture, CoarseCell * perMetre);
        using var kept = new Mat(picture.Size(), MatType.CV_8UC1, Scalar.Black);
        kept.Fill(signs, 255);
        if (moving is { } mask && !mask.Empty())
            LeaveOut(kept, mask);
        picture.CopyTo(masked, kept);
        if (own is { } plate)
        {
            using var fine = Coarse(picture, FineCell * perMetre);
            Copy(fine, masked, Part(plate, perMetre, BodyHalf, BodyAbove, picture.Size()));
            Copy(picture, masked, Part(plate, perMetre, FrontHalf, FrontAbove, picture.Size()));
        }

        Cover(picture, masked, own, others);
        return masked;
    }

    private static Mat Coarse(Mat picture, double cell)
    {
        var pixels = Math.Max(FewestPixels, cell);
        using var small = picture.Resize(new Size(Math.Max(1, (int)(picture.Width / pixels)), Math.Max(1, (int)(picture.Height / pixels))), interpolation: InterpolationFlags.Area);
        return small.Resize(picture.Size(), interpolation: InterpolationFlags.Nearest);
    }

    private static void LeaveOut(Mat kept, Mat moving)
    {
        using var large = moving.Resize(kept.Size(), interpolation: InterpolationFlags.Nearest);
        kept.SetTo(Scalar.Black, large);
    }

    private static Rect Part(PlateCorners plate, double perMetre, double half, double above, Size picture)
    {
        var middle = plate.Middle();
        var upperLeft = new Point((int)(middle.X - (half * perMetre)), (int)(middle.Y - (above * perMetre)));
        var whole = new Rect(upperLeft, new Size((int)(2 * half * perMetre), (int)((above + Below) * perMetre)));
        return whole.Intersect(new Rect(new Point(0, 0), picture));
    }

    private static void Copy(Mat from, Mat to, Rect part)
    {
        if (part.Width <= 0 || part.Height <= 0)
            return;
        using var source = new Mat(from, part);
        using var target = new Mat(to, part);
        source.CopyTo(target);
    }

    // One colour, its mean: nothing is left to bring back, as there is of a blur.
    private static void Cover(Mat picture, Mat masked, PlateCorners? own, IReadOnlyList<PlateCorners> others)
    {
        if (others.Count == 0)
            return;
        using var cover = new Mat(picture.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var other in others)
        {
            cover.SetTo(Scalar.Black);
            Cv2.FillConvexPoly(cover, Polygon(other, Grow), Scalar.White);
            if (own is { } kept)
                Cv2.FillConvexPoly(cover, Polygon(kept, 1), Scalar.Black);
            masked.SetTo(Cv2.Mean(picture, cover), cover);
        }
    }

    /// <summary>The plate with some of the vehicle around it, within the picture.</summary>
    internal static Rect Around(PlateCorners plate, Size picture)
    {
        var points = Points(plate);
        float width = points.Max(p => p.X) - points.Min(p => p.X);
        float height = points.Max(p => p.Y) - points.Min(p => p.Y);
        int left = (int)Math.Clamp(points.Min(p => p.X) - (width * 0.3f), 0, picture.Width - 1);
        int top = (int)Math.Clamp(points.Min(p => p.Y) - (height * 0.8f), 0, picture.Height - 1);
        int right = (int)Math.Clamp(points.Max(p => p.X) + (width * 0.3f), left + 1, picture.Width);
        int bottom = (int)Math.Clamp(points.Max(p => p.Y) + (height * 0.8f), top + 1, picture.Height);
        return new Rect(left, top, right - left, bottom - top);
    }

    private static Point[] Polygon(PlateCorners plate, float grow)
    {
        var points = Points(plate);
        float x = points.Average(p => p.X);
        float y = points.Average(p => p.Y);
        return Array.ConvertAll(points, p => new Point((int)MathF.Round(x + ((p.X - x) * grow)), (int)MathF.Round(y + ((p.Y - y) * grow))));
    }

    private static Point2f[] Points(PlateCorners plate) => [plate.UpperLeft, plate.UpperRight, plate.LowerRight, plate.LowerLeft];
}
