using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Measures of a plate's four corners.</summary>
internal static class PlateShape
{
    public static Point2f Middle(this PlateCorners q)
        => (q.UpperLeft + q.UpperRight + q.LowerRight + q.LowerLeft) * 0.25;

    /// <summary>From the middle of the left edge to that of the right edge.</summary>
    public static Point2f Along(this PlateCorners q) => (q.UpperRight + q.LowerRight - q.UpperLeft - q.LowerLeft) * 0.5;

    /// <summary>From the middle of the upper edge to that of the lower edge.</summary>
    public static Point2f Across(this PlateCorners q) => (q.LowerLeft + q.LowerRight - q.UpperLeft - q.UpperRight) * 0.5;

    public static double Width(this PlateCorners q) => Length(q.Along());

    public static double Height(this PlateCorners q) => Length(q.Across());

    public static double Length(this Point2f p) => Math.Sqrt(((double)p.X * p.X) + ((double)p.Y * p.Y));

    /// <summary>Where they are in the picture made larger or smaller.</summary>
    public static PlateCorners Scaled(this PlateCorners q, double by)
        => new(q.UpperLeft * by, q.UpperRight * by, q.LowerRight * by, q.LowerLeft * by);

    /// <summary>The corners moved outward by parts of half the plate's width and height.</summary>
    public static PlateCorners Widened(this PlateCorners q, double along, double across)
    {
        var u = q.Along() * (along / 2);
        var v = q.Across() * (across / 2);
        return new(q.UpperLeft - u - v, q.UpperRight + u - v, q.LowerRight + u + v, q.LowerLeft - u + v);
    }

    public static (float Left, float Top, float Right, float Bottom) Box(this PlateCorners q) => (
        Math.Min(Math.Min(q.UpperLeft.X, q.UpperRight.X), Math.Min(q.LowerRight.X, q.LowerLeft.X)),
        Math.Min(Math.Min(q.UpperLeft.Y, q.UpperRight.Y), Math.Min(q.LowerRight.Y, q.LowerLeft.Y)),
        Math.Max(Math.Max(q.UpperLeft.X, q.UpperRight.X), Math.Max(q.LowerRight.X, q.LowerLeft.X)),
        Math.Max(Math.Max(q.UpperLeft.Y, q.UpperRight.Y), Math.Max(q.LowerRight.Y, q.LowerLeft.Y)));

    /// <summary>Intersection over union of the upright boxes around two plates, 0 to 1.</summary>
    public static double Overlap(this PlateCorners a, PlateCorners b)
    {
        var (l1, t1, r1, b1) = a.Box();
        var (l2, t2, r2, b2) = b.Box();
        var width = Math.Min(r1, r2) - Math.Max(l1, l2);
        var height = Math.Min(b1, b2) - Math.Max(t1, t2);
        if (width <= 0 || height <= 0)
            return 0;
        var shared = (double)width * height;
        return shared / (((double)(r1 - l1) * (b1 - t1)) + ((double)(r2 - l2) * (b2 - t2)) - shared);
    }
}
