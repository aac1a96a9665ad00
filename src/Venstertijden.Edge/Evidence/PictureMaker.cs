using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge.Evidence;

/// <summary>A picture that may be kept: masked, encoded.</summary>
public sealed record MadePicture(EvidenceKind Kind, string MediaType, byte[] Bytes);

/// <summary>Makes the evidence of a passage from the very frame that was read. What it gives out is masked; the frame itself stays here.</summary>
public static class PictureMaker
{
    private const string Jpeg = "image/jpeg";

    // At 90 a plate of 60 pixels stays readable, and an overview of 1920 x 1080 takes about 300 kB.
    private static readonly ImageEncodingParam[] Quality = [new(ImwriteFlags.JpegQuality, 90)];

    /// <summary>The overview and, with a plate, the plate picture.</summary>
    /// <param name="passage">What was seen.</param>
    /// <param name="signs">Sign areas of the camera's accepted view: polygons in parts of the picture's width and height.</param>
    public static IReadOnlyList<MadePicture> Make(ObservedPassage passage, IReadOnlyList<IReadOnlyList<Point2d>> signs)
    {
        using var masked = Masking.Mask(passage.Best, passage.BestCorners, passage.OtherPlates, signs, passage.BestMoving);
        var pictures = new List<MadePicture> { Encode(EvidenceKind.Overview, masked) };
        if (passage.BestCorners is { } corners)
        {
            using var plate = new Mat(masked, Masking.Around(corners, masked.Size()));
            pictures.Add(Encode(EvidenceKind.Plate, plate));
        }

        return pictures;
    }

    private static MadePicture Encode(EvidenceKind kind, Mat picture) => new(kind, Jpeg, picture.ImEncode(".jpg", Quality));
}
