using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Asks the detector for the corners once more, with the plate laid level and always equally large.</summary>
internal sealed class SecondLook(Net net, Sampler sampler, double leastScore) : IDisposable
{
    private const int Width = 192;
    private const int Height = 96;
    private const int Stride = 8;
    private const int Columns = Width / Stride;
    private const int Cells = Columns * (Height / Stride);
    private const int Maps = 9;
    private const double PlateWidth = 96;
    private const double Near = 30;
    private const double LeastOverlap = 0.3;
    private const double Doubted = 0.5;
    private const int MostAtOnce = 4;
    private static readonly float[] Nearness = NearnessOfCells();

    private readonly Mat _look = new();

    /// <summary>Replaces each find by what the second look made of it.</summary>
    public void Refine(Mat picture, List<PlateFound> finds)
    {
        for (var done = 0; done < finds.Count; done += MostAtOnce)
            Refine(picture, finds, done, Math.Min(MostAtOnce, finds.Count - done));
    }

    private void Refine(Mat picture, List<PlateFound> finds, int start, int count)
    {
        const int InputLength = 3 * Width * Height;
        const int OutputLength = Maps * Cells;
        var buffers = net.Buffers(count, 3, Height, Width);
        for (var i = 0; i < count; i++)
        {
            sampler.Warp(picture, ToLook(finds[start + i].Corners), Width, Height, _look);
            Pixels.ToPlanes(_look, buffers.Input.Slice(i * InputLength, InputLength));
        }

        net.Run(buffers);
        for (var i = 0; i < count; i++)
            finds[start + i] = Judge(finds[start + i], buffers.Output.Slice(i * OutputLength, OutputLength));
    }

    private PlateFound Judge(PlateFound find, ReadOnlySpan<float> maps)
    {
        var best = 0;
        for (var cell = 1; cell < Cells; cell++)
        {
            if (maps[cell] * Nearness[cell] > maps[best] * Nearness[best])
                best = cell;
        }

        if (maps[best] > leastScore)
        {
            var inLook = OnnxDetector.CornersAt(maps, Cells, best % Columns, best / Columns, Columns);
            var corners = ToLook(find.Corners).Inverse().Map(inLook);
            if (corners.Overlap(find.Corners) > LeastOverlap)
                return new PlateFound(corners, Math.Max(find.Score, maps[best]));
        }

        return find with { Score = (float)(find.Score * Doubted) };
    }

    private static Homography ToLook(PlateCorners corners)
    {
        var middle = corners.Middle();
        var along = corners.Along();
        var length = Math.Max(1, along.Length());
        double k = PlateWidth / length, c = k * along.X / length, s = k * along.Y / length;
        return Homography.Shift(Width / 2.0, Height / 2.0)
            * new Homography(c, s, 0, -s, c, 0, 0, 0, 1)
            * Homography.Shift(-middle.X, -middle.Y);
    }

    private static float[] NearnessOfCells()
    {
        var nearness = new float[Cells];
        for (var cell = 0; cell < Cells; cell++)
        {
            double x = (((cell % Columns) + 0.5) * Stride) - (Width / 2.0), y = (((cell / Columns) + 0.5) * Stride) - (Height / 2.0);
            nearness[cell] = (float)Math.Exp(-((x * x) + (y * y)) / (2 * Near * Near));
        }

        return nearness;
    }

    public void Dispose() => _look.Dispose();
}
