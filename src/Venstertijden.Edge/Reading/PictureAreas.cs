using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Areas of a picture: polygons in parts of its width and height.</summary>
internal static class PictureAreas
{
    public static void Fill(this Mat mask, IReadOnlyList<IReadOnlyList<Point2d>> areas, int value)
    {
        var size = mask.Size();
        foreach (var area in areas)
            Cv2.FillPoly(mask, [area.Select(p => new Point(p.X * size.Width, p.Y * size.Height))], Scalar.All(value));
    }
}
