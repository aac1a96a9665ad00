using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Finds number plates in a picture.</summary>
public interface IPlateDetector : IDisposable
{
    /// <summary>Name and version, as it goes into every passage.</summary>
    string Version { get; }

    /// <summary>The plates in an 8-bit BGR picture, surest first.</summary>
    IReadOnlyList<PlateFound> Find(Mat picture);
}

/// <summary>A plate that was found.</summary>
/// <param name="Corners">Its corners in pixels of the picture.</param>
/// <param name="Score">0 to 1.</param>
public sealed record PlateFound(PlateCorners Corners, float Score);

/// <summary>The corners of a plate in pixels, clockwise from the plate's own upper left.</summary>
public readonly record struct PlateCorners(Point2f UpperLeft, Point2f UpperRight, Point2f LowerRight, Point2f LowerLeft);
