using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Evaluation;

/// <summary>An upright rectangle in pixels.</summary>
internal readonly record struct PlateBox(double MinX, double MinY, double MaxX, double MaxY)
{
    public double Width => MaxX - MinX;

    public double Height => MaxY - MinY;

    /// <summary>Around four corners.</summary>
    public static PlateBox Around(PlateCorners q)
    {
        OpenCvSharp.Point2f[] corners = [q.UpperLeft, q.UpperRight, q.LowerRight, q.LowerLeft];
        return new(corners.Min(p => p.X), corners.Min(p => p.Y), corners.Max(p => p.X), corners.Max(p => p.Y));
    }

    /// <summary>Intersection over union, 0 to 1.</summary>
    public double Overlap(PlateBox other)
    {
        var width = Math.Min(MaxX, other.MaxX) - Math.Max(MinX, other.MinX);
        var height = Math.Min(MaxY, other.MaxY) - Math.Max(MinY, other.MinY);
        if (width <= 0 || height <= 0)
            return 0;
        return width * height / ((Width * Height) + (other.Width * other.Height) - (width * height));
    }
}

/// <summary>Texts of plates as they are compared.</summary>
internal static class PlateTexts
{
    /// <summary>Upper case without spaces and dashes.</summary>
    public static string Bare(string plate) => string.Concat(plate.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>The same plate, where O and 0, and I and 1, count as equal: they have one shape on many plates.</summary>
    public static bool Alike(string a, string b) => Shape(a) == Shape(b);

    private static string Shape(string plate) => Bare(plate).Replace('O', '0').Replace('I', '1');
}
