using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// The part of the picture that counts, as polygons in fractions of its width and height. Plates elsewhere are not read and
/// make no passage, and what moves there starts no search; they are masked in evidence all the same.
/// </summary>
public sealed record WatchedAreas
{
    /// <summary>Where plates count; empty for everywhere.</summary>
    public IReadOnlyList<IReadOnlyList<Point2d>> Include { get; init; } = [];

    /// <summary>Where they don't, even inside <see cref="Include"/>.</summary>
    public IReadOnlyList<IReadOnlyList<Point2d>> Exclude { get; init; } = [];

    public bool IsEverywhere => Include.Count == 0 && Exclude.Count == 0;

    /// <summary>Whether a plate there counts: by its middle.</summary>
    public bool Hold(PlateCorners corners, int width, int height)
    {
        if (IsEverywhere)
            return true;
        var middle = corners.Middle();
        var at = new Point2d(middle.X / width, middle.Y / height);
        return (Include.Count == 0 || Include.Any(area => Has(area, at))) && !Exclude.Any(area => Has(area, at));
    }

    /// <summary>255 where the picture counts, 0 elsewhere.</summary>
    internal Mat Mask(Size size)
    {
        var mask = new Mat(size, MatType.CV_8UC1, Scalar.All(Include.Count == 0 ? 255 : 0));
        mask.Fill(Include, 255);
        mask.Fill(Exclude, 0);
        return mask;
    }

    // A ray to the right crosses the outline an odd number of times.
    private static bool Has(IReadOnlyList<Point2d> area, Point2d at)
    {
        var inside = false;
        for (var (i, j) = (0, area.Count - 1); i < area.Count; j = i++)
        {
            var (a, b) = (area[i], area[j]);
            if (a.Y > at.Y != b.Y > at.Y && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X)
                inside = !inside;
        }

        return inside;
    }
}
