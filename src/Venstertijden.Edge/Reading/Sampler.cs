using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// The one picture sampler of finding and reading, the twin of <c>warping.py</c> with which the nets are trained: every
/// output pixel is the mean of n x n bilinear samples, so that small output shows no aliasing. Not for several threads.
/// </summary>
internal sealed unsafe class Sampler : IDisposable
{
    private const int MostSamples = 4;
    private readonly Mat _matrix = new(3, 3, MatType.CV_64FC1);
    private readonly Mat _finer = new();

    /// <summary>Resamples through <paramref name="toOutput"/> (source to output) into <paramref name="output"/>.</summary>
    public void Warp(Mat source, in Homography toOutput, int width, int height, Mat output)
    {
        var n = Samples(toOutput, width, height);
        // OpenCV counts from pixel middles, the map from pixel edges: half a pixel on both sides.
        var map = Homography.Shift(-0.5, -0.5) * Homography.Scale(n, n) * toOutput * Homography.Shift(0.5, 0.5);
        *(Homography*)_matrix.DataPointer = map;
        var target = n == 1 ? output : _finer;
        Cv2.WarpPerspective(source, target, _matrix, new Size(width * n, height * n), InterpolationFlags.Linear, BorderTypes.Replicate);
        if (n > 1)
            Cv2.Resize(_finer, output, new Size(width, height), 0, 0, InterpolationFlags.Area);
    }

    /// <summary>The same for a map that only scales the whole picture: plain resizing gives the same pixels faster.</summary>
    public void Shrink(Mat source, int width, int height, Mat output)
    {
        var n = Samples(Homography.Scale(width / (double)source.Width, height / (double)source.Height), width, height);
        var finer = source;
        if (source.Width != width * n || source.Height != height * n)
        {
            Cv2.Resize(source, n == 1 ? output : _finer, new Size(width * n, height * n), 0, 0, InterpolationFlags.Linear);
            finer = _finer;
        }

        if (n > 1)
            Cv2.Resize(finer, output, new Size(width, height), 0, 0, InterpolationFlags.Area);
        else if (source.Width == width && source.Height == height)
            source.CopyTo(output);
    }

    /// <summary>How many samples a side an output pixel needs: its length in the source, rounded up.</summary>
    internal static int Samples(in Homography toOutput, int width, int height)
    {
        var back = toOutput.Inverse();
        var (x, y) = back.Map(width / 2.0, height / 2.0);
        var (rightX, rightY) = back.Map((width / 2.0) + 1, height / 2.0);
        var (belowX, belowY) = back.Map(width / 2.0, (height / 2.0) + 1);
        var longest = Math.Max(double.Hypot(rightX - x, rightY - y), double.Hypot(belowX - x, belowY - y));
        return (int)Math.Clamp(Math.Ceiling(longest - 0.25), 1, MostSamples);
    }

    public void Dispose()
    {
        _matrix.Dispose();
        _finer.Dispose();
    }
}
