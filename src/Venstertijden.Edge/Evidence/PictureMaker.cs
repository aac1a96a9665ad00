using System.Globalization;
using NodaTime;
using NodaTime.Text;
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
    private const int LineHeight = 20;

    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    // At 90 a plate of 60 pixels stays readable, and an overview of 1920 x 1080 takes about 300 kB.
    private static readonly ImageEncodingParam[] Quality = [new(ImwriteFlags.JpegQuality, 90)];

    /// <summary>The overview; with a plate, the plate picture; and where it was seen to move, a smaller one of another moment.</summary>
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

        if (passage.Context is { } context)
        {
            using var moment = Moment(context, passage.BestTaken);
            pictures.Add(Encode(EvidenceKind.Context, moment));
        }

        return pictures;
    }

    /// <summary>The vehicle elsewhere, with the moment and the time from there to the overview written below it.</summary>
    private static Mat Moment(DrivingView view, Instant overview)
    {
        using var masked = Masking.Mask(view.Picture, view.Corners, view.Others, [], moving: null);
        var shown = masked.CopyMakeBorder(0, LineHeight, 0, 0, BorderTypes.Constant, Scalar.Black);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Pattern.Format(view.Taken)}   {(view.Taken - overview).TotalSeconds:+0.00;-0.00} s");
        Cv2.PutText(shown, text, new Point(6, shown.Height - 6), HersheyFonts.HersheySimplex, 0.45, Scalar.White, 1, LineTypes.AntiAlias);
        return shown;
    }

    private static MadePicture Encode(EvidenceKind kind, Mat picture) => new(kind, Jpeg, picture.ImEncode(".jpg", Quality));
}
