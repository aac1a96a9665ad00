using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Reads the text of a plate that was found.</summary>
public interface IPlateReader : IDisposable
{
    /// <summary>Name and version, as it goes into every passage.</summary>
    string Version { get; }

    /// <summary>The text at these corners of an 8-bit BGR picture; null when there is none to read.</summary>
    PlateReading? Read(Mat picture, PlateCorners corners);
}

/// <summary>One reading of one plate in one picture.</summary>
/// <param name="Text">Upper-case <c>A-Z0-9</c>.</param>
/// <param name="Confidence">0 to 1, for the whole text.</param>
/// <param name="Characters">0 to 1 per character.</param>
/// <param name="Alternatives">Other readings, likeliest first; may be empty.</param>
public sealed record PlateReading(
    string Text,
    double Confidence,
    IReadOnlyList<double> Characters,
    IReadOnlyList<(string Text, double Confidence)> Alternatives);
