using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Evidence;

/// <summary>
/// Makes other vehicles' plates unrecognisable: each is covered by its own mean colour, so nothing of it is left to
/// bring back (a blur could be undone). The judged vehicle's own plate stays as it was.
/// </summary>
internal static class Masking
{
    // A plate that was found a little too small still shows nothing.
    private const float Grow = 1.35f;

    /// <summary>A masked copy of the picture.</summary>
    internal static Mat Mask(Mat picture, PlateCorners? own, IReadOnlyList<PlateCorners> others)
    {
        var masked = picture.Clone();
        if (others.Count == 0)
            return masked;
        using var cover = new Mat(picture.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var other in others)
        {
            cover.SetTo(Scalar.Black);
            Cv2.FillConvexPoly(cover, Polygon(other, Grow), Scalar.White);
            if (own is { } kept)
                Cv2.FillConvexPoly(cover, Polygon(kept, 1), Scalar.Black);
            masked.SetTo(Cv2.Mean(picture, cover), cover);
        }

        return masked;
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
