using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>The ground of a plate, as far as it can be told.</summary>
public enum PlateColour
{
    /// <summary>No colour in the light or the camera.</summary>
    Unknown,
    White,
    Yellow,
    Blue,
    Green,
}

/// <summary>What a plate looks like, apart from its text.</summary>
/// <param name="Colour">Of its ground.</param>
/// <param name="EuropeanBand">A blue band at its left end, as in most European countries; null where it cannot be told.</param>
internal readonly record struct PlateLooks(PlateColour Colour, bool? EuropeanBand)
{
    public static PlateLooks Unknown { get; }
}

/// <summary>The ground of a plate and its mean, 0 to 255 a channel.</summary>
internal readonly record struct PlateGround(PlateColour Colour, double Blue, double Green, double Red);

/// <summary>Tells the colour of a plate's ground, and whether it has a blue band.</summary>
internal static class PlateColours
{
    private const int Width = 64;
    private const int Height = 16;

    // The band takes the left 8 percent of a long plate; corners that are a little off must not miss it.
    private const int BandFrom = 1;
    private const int BandTo = 4;
    private const double BandIsBluer = 1.35;
    private const double BandIsDarker = 0.85;

    public static PlateLooks LooksOf(Mat picture, PlateCorners corners)
    {
        var colour = Of(picture, corners);
        return new(colour, colour is PlateColour.Yellow or PlateColour.White ? HasBand(picture, corners) : null);
    }

    /// <summary>Blue is judged against the plate's own ground: in the shade everything is bluish.</summary>
    private static bool? HasBand(Mat picture, PlateCorners corners)
    {
        using var sampler = new Sampler();
        using var plate = new Mat();
        sampler.Warp(picture, Homography.ToRectangle(corners, Width, Height), Width, Height, plate);
        var (band, ground) = (Mean(new Rect(BandFrom, Height / 4, BandTo - BandFrom, Height / 2)), Mean(new Rect(Width / 4, 1, Width / 2, Height - 2)));
        if (ground.Val2 < 1 || ground.Val0 < 1)
            return null;
        var bluer = band.Val0 / Math.Max(1, band.Val2) / (ground.Val0 / ground.Val2);
        return bluer > BandIsBluer && band.Val2 < BandIsDarker * ground.Val2;

        Scalar Mean(Rect part)
        {
            using var view = plate[part];
            return Cv2.Mean(view);
        }
    }

    private static PlateColour Of(Mat picture, PlateCorners corners) => GroundOf(picture, corners).Colour;

    /// <summary>
    /// The ground is what is brighter than the middle of the plate, characters being darker, judged relative to the light:
    /// saturation and hue of its mean. Unknown in the dark.
    /// </summary>
    public static unsafe PlateGround GroundOf(Mat picture, PlateCorners corners)
    {
        var toPlate = Homography.ToRectangle(corners.Widened(-0.2, -0.2), Width, Height);
        if (!toPlate.IsFinite)
            return default;
        using var sampler = new Sampler();
        using var plate = new Mat();
        sampler.Warp(picture, toPlate, Width, Height, plate);
        var pixels = new ReadOnlySpan<Vec3b>((Vec3b*)plate.DataPointer, Width * Height);
        Span<byte> brightness = stackalloc byte[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
            brightness[i] = Math.Max(pixels[i].Item0, Math.Max(pixels[i].Item1, pixels[i].Item2));
        var sorted = brightness.ToArray();
        Array.Sort(sorted);
        var middle = sorted[sorted.Length / 2];
        double blue = 0, green = 0, red = 0;
        var count = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            if (brightness[i] < middle)
                continue;
            (blue, green, red) = (blue + pixels[i].Item0, green + pixels[i].Item1, red + pixels[i].Item2);
            count++;
        }

        return new(Named(blue / count, green / count, red / count), blue / count, green / count, red / count);
    }

    private static PlateColour Named(double blue, double green, double red)
    {
        const double Dark = 60, Coloured = 0.35, White = 0.2;
        double high = Math.Max(blue, Math.Max(green, red)), low = Math.Min(blue, Math.Min(green, red));
        if (high < Dark)
            return PlateColour.Unknown;
        var saturation = (high - low) / high;
        if (saturation < White)
            return high > 2 * Dark ? PlateColour.White : PlateColour.Unknown;
        if (saturation < Coloured)
            return PlateColour.Unknown;
        if (low == blue)
            return green > 0.5 * red ? PlateColour.Yellow : PlateColour.Unknown;
        return high == blue ? PlateColour.Blue : high == green ? PlateColour.Green : PlateColour.Unknown;
    }
}
