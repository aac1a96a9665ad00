using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>A 3 x 3 map of the plane. Coordinates are pixels with (0, 0) at the outer edge of the first pixel.</summary>
internal readonly record struct Homography(
    double A, double B, double C,
    double D, double E, double F,
    double G, double H, double I)
{
    public static Homography Scale(double x, double y) => new(x, 0, 0, 0, y, 0, 0, 0, 1);

    public static Homography Shift(double x, double y) => new(1, 0, x, 0, 1, y, 0, 0, 1);

    /// <summary>Lays four corners on a width x height rectangle.</summary>
    public static Homography ToRectangle(PlateCorners corners, double width, double height)
        => Scale(width, height) * FromUnitSquare(corners).Inverse();

    /// <summary>First <paramref name="second"/>, then <paramref name="first"/>.</summary>
    public static Homography operator *(in Homography first, in Homography second) => Multiply(first, second);

    public static Homography Multiply(in Homography l, in Homography r) => new(
        (l.A * r.A) + (l.B * r.D) + (l.C * r.G), (l.A * r.B) + (l.B * r.E) + (l.C * r.H), (l.A * r.C) + (l.B * r.F) + (l.C * r.I),
        (l.D * r.A) + (l.E * r.D) + (l.F * r.G), (l.D * r.B) + (l.E * r.E) + (l.F * r.H), (l.D * r.C) + (l.E * r.F) + (l.F * r.I),
        (l.G * r.A) + (l.H * r.D) + (l.I * r.G), (l.G * r.B) + (l.H * r.E) + (l.I * r.H), (l.G * r.C) + (l.H * r.F) + (l.I * r.I));

    /// <summary>The way back; of corners that have no area it is not finite, which <see cref="IsFinite"/> tells.</summary>
    public Homography Inverse()
    {
        var (a, b, c) = ((E * I) - (F * H), (C * H) - (B * I), (B * F) - (C * E));
        var k = 1 / ((A * a) + (D * b) + (G * c));
        return new(
            k * a, k * b, k * c,
            k * ((F * G) - (D * I)), k * ((A * I) - (C * G)), k * ((C * D) - (A * F)),
            k * ((D * H) - (E * G)), k * ((B * G) - (A * H)), k * ((A * E) - (B * D)));
    }

    public bool IsFinite => double.IsFinite(A + B + C + D + E + F + G + H + I);

    public (double X, double Y) Map(double x, double y)
    {
        var w = (G * x) + (H * y) + I;
        return (((A * x) + (B * y) + C) / w, ((D * x) + (E * y) + F) / w);
    }

    public Point2f Map(Point2f p)
    {
        var (x, y) = Map(p.X, p.Y);
        return new((float)x, (float)y);
    }

    public PlateCorners Map(PlateCorners q) => new(Map(q.UpperLeft), Map(q.UpperRight), Map(q.LowerRight), Map(q.LowerLeft));

    // Heckbert 1989, "Fundamentals of texture mapping", section 2.2.3.
    private static Homography FromUnitSquare(PlateCorners q)
    {
        var (p0, p1, p2, p3) = (q.UpperLeft, q.UpperRight, q.LowerRight, q.LowerLeft);
        double dx1 = p1.X - p2.X, dx2 = p3.X - p2.X, dy1 = p1.Y - p2.Y, dy2 = p3.Y - p2.Y;
        double sx = p0.X - p1.X + p2.X - p3.X, sy = p0.Y - p1.Y + p2.Y - p3.Y;
        var area = (dx1 * dy2) - (dx2 * dy1);
        var g = ((sx * dy2) - (dx2 * sy)) / area;
        var h = ((dx1 * sy) - (sx * dy1)) / area;
        return new(
            p1.X - p0.X + (g * p1.X), p3.X - p0.X + (h * p3.X), p0.X,
            p1.Y - p0.Y + (g * p1.Y), p3.Y - p0.Y + (h * p3.Y), p0.Y,
            g, h, 1);
    }
}
