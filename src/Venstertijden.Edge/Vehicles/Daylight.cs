using OpenCvSharp;

namespace Venstertijden.Edge.Vehicles;

/// <summary>Whether a picture is light enough to judge a vehicle by.</summary>
internal static unsafe class Daylight
{
    private const int Step = 24;
    private const int Least = 55;

    /// <summary>By the mean of the green of a pixel here and there.</summary>
    public static bool In(Mat picture)
    {
        long sum = 0, count = 0;
        var (width, height) = (picture.Width, picture.Height);
        for (var y = Step / 2; y < height; y += Step)
        {
            var row = (byte*)picture.Ptr(y);
            for (var x = Step / 2; x < width; x += Step)
                (sum, count) = (sum + row[(3 * x) + 1], count + 1);
        }

        return sum > Least * count;
    }
}
