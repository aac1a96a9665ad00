using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Pixels into the numbers that the nets take. Optimised from the first call: a camera's first frames count too.</summary>
internal static unsafe class Pixels
{
    private static readonly float[] Unit = [.. Enumerable.Range(0, 256).Select(v => v / 255f)];

    /// <summary>BGR bytes, row by row, into three planes of 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToPlanes(Mat bgr, Span<float> planes)
    {
        int width = bgr.Width, height = bgr.Height, size = width * height;
        fixed (float* unit = Unit, blue = planes)
        {
            float* green = blue + size, red = green + size;
            for (var (row, i) = (0, 0); row < height; row++)
            {
                var pixel = (byte*)bgr.Ptr(row);
                for (var end = i + width; i < end; i++, pixel += 3)
                    (blue[i], green[i], red[i]) = (unit[pixel[0]], unit[pixel[1]], unit[pixel[2]]);
            }
        }
    }

    /// <summary>Grey bytes into (value - mean) / (standard deviation + 8), which takes the light out of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToNormalised(Mat grey, Span<float> line)
    {
        int width = grey.Width, height = grey.Height;
        long sum = 0, squares = 0;
        for (var row = 0; row < height; row++)
        {
            foreach (var value in new ReadOnlySpan<byte>((byte*)grey.Ptr(row), width))
                (sum, squares) = (sum + value, squares + (value * value));
        }

        double count = width * height, mean = sum / count;
        var scale = (float)(1 / (Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))) + 8));
        var shift = (float)mean;
        for (var (row, i) = (0, 0); row < height; row++)
        {
            foreach (var value in new ReadOnlySpan<byte>((byte*)grey.Ptr(row), width))
                line[i++] = (value - shift) * scale;
        }
    }
}
