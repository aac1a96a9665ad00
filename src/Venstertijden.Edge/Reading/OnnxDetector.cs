using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Finds plates with the detector net, as Models/README.md tells. Not for several threads.</summary>
public sealed class OnnxDetector : IPlateDetector
{
    private const int Stride = 8;
    private const int Sides = 16;
    private const int Maps = 9;
    private const double Padding = 114;
    private const double Double = 0.3;
    private const int MostFinds = 24;
    private const int TileOverlap = 240;

    private readonly Net _net;
    private readonly DetectorContract _contract;
    private readonly Sampler _sampler = new();
    private readonly SecondLook _secondLook;
    private readonly Mat _large = new();
    private readonly Mat _small = new();
    private readonly Mat _padded = new();
    private readonly List<PlateFound> _finds = [];
    private readonly bool _tiles;

    /// <exception cref="ModelException">The net cannot be used.</exception>
    public OnnxDetector(ReadingOptions options)
    {
        var model = ModelFile<DetectorContract>.Load("detector", options.ModelFolder);
        (_contract, Version) = (model.Contract, model.Version);
        _tiles = options.Tiles;
        _net = new Net(model.Net, shape => [shape[0], Maps, shape[2] / Stride, shape[3] / Stride]);
        _secondLook = new SecondLook(_net, _sampler, _contract.SecondScore);
    }

    public string Version { get; }

    public IReadOnlyList<PlateFound> Find(Mat picture)
    {
        if (picture.Type() != MatType.CV_8UC3)
            throw new ArgumentException($"a picture of 8-bit BGR is expected, not {picture.Type()}", nameof(picture));
        _finds.Clear();
        AtLevels(picture, default);
        if (_tiles)
            InTiles(picture);
        var kept = WithoutDoubles(_finds);
        if (kept.Count > MostFinds)
            kept.RemoveRange(MostFinds, kept.Count - MostFinds);
        _secondLook.Refine(picture, kept);
        kept.RemoveAll(find => find.Score < _contract.LeastScore);
        return WithoutDoubles(kept);
    }

    public void Dispose()
    {
        _net.Dispose();
        _sampler.Dispose();
        _secondLook.Dispose();
        _large.Dispose();
        _small.Dispose();
        _padded.Dispose();
    }

    /// <summary>
    /// Parts so wide that the first level has half their size, overlapping by the widest plate that the whole picture would
    /// not show.
    /// </summary>
    private void InTiles(Mat picture)
    {
        var size = (int)(2 * _contract.LargestLevel);
        var (pictureWidth, pictureHeight) = (picture.Width, picture.Height);
        if (pictureWidth <= size)
            return;
        foreach (var top in Starts(pictureHeight, size))
        {
            foreach (var left in Starts(pictureWidth, size))
            {
                using var tile = picture[new Rect(left, top, Math.Min(size, pictureWidth), Math.Min(size, pictureHeight))];
                AtLevels(tile, new Point2f(left, top));
            }
        }
    }

    /// <summary>Where parts of a length begin that cover the whole with at least the overlap, evenly.</summary>
    internal static int[] Starts(int whole, int part)
    {
        if (whole <= part)
            return [0];
        var count = (int)Math.Ceiling((whole - TileOverlap) / (double)(part - TileOverlap));
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * (whole - part) / (count - 1)))];
    }

    private void AtLevels(Mat picture, Point2f corner)
    {
        var first = Math.Min(0.5, _contract.LargestLevel / picture.Width);
        AtLevel(picture, first, picture, _large, corner);
        // The mean of means is the mean: where the sizes are even, half of a level costs far less than a quarter of the picture.
        var even = _large.Width % 2 == 0 && _large.Height % 2 == 0;
        AtLevel(picture, first / 2, even ? _large : picture, _small, corner);
    }

    /// <summary>Peaks of the heat of the whole picture at one scale.</summary>
    private void AtLevel(Mat picture, double scale, Mat shrinkFrom, Mat level, Point2f corner)
    {
        int width = Math.Max(1, (int)Math.Round(picture.Width * scale)), height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        _sampler.Shrink(shrinkFrom, width, height, level);
        int right = (Sides - (width % Sides)) % Sides, below = (Sides - (height % Sides)) % Sides;
        Cv2.CopyMakeBorder(level, _padded, 0, below, 0, right, BorderTypes.Constant, Scalar.All(Padding));
        var buffers = _net.Buffers(1, 3, _padded.Height, _padded.Width);
        Pixels.ToPlanes(_padded, buffers.Input);
        _net.Run(buffers);
        Peaks(buffers.Output, _padded.Width / Stride, _padded.Height / Stride, Homography.Shift(corner.X, corner.Y) * Homography.Scale(picture.Width / (double)width, picture.Height / (double)height));
    }

    private void Peaks(ReadOnlySpan<float> maps, int columns, int rows, in Homography back)
    {
        var heat = maps[..(columns * rows)];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var score = heat[(row * columns) + column];
                if (score > _contract.FirstScore && IsPeak(heat, columns, rows, column, row))
                    _finds.Add(new PlateFound(back.Map(CornersAt(maps, columns * rows, column, row, columns)), score));
            }
        }
    }

    private static bool IsPeak(ReadOnlySpan<float> heat, int columns, int rows, int column, int row)
    {
        var score = heat[(row * columns) + column];
        for (var r = Math.Max(0, row - 1); r <= Math.Min(rows - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(columns - 1, column + 1); c++)
            {
                if (heat[(r * columns) + c] > score)
                    return false;
            }
        }

        return true;
    }

    /// <summary>The corners that a cell tells, in pixels of the net's input.</summary>
    internal static PlateCorners CornersAt(ReadOnlySpan<float> maps, int cells, int column, int row, int columns)
    {
        var cell = (row * columns) + column;
        return new(At(maps, 1), At(maps, 3), At(maps, 5), At(maps, 7));

        Point2f At(ReadOnlySpan<float> all, int map) => new(
            (all[(map * cells) + cell] + column + 0.5f) * Stride,
            (all[((map + 1) * cells) + cell] + row + 0.5f) * Stride);
    }

    /// <summary>The best of those that cover each other, best first.</summary>
    internal static List<PlateFound> WithoutDoubles(List<PlateFound> finds)
    {
        var kept = new List<PlateFound>(Math.Min(finds.Count, MostFinds));
        foreach (var find in finds.OrderByDescending(f => f.Score))
        {
            if (kept.TrueForAll(k => k.Corners.Overlap(find.Corners) < Double))
                kept.Add(find);
        }

        return kept;
    }
}

/// <summary>What <c>detector.json</c> says of the net beside it.</summary>
internal sealed record DetectorContract : ModelContract
{
    /// <summary>Least heat of a find in the whole picture.</summary>
    public double FirstScore { get; init; } = 0.35;

    /// <summary>Least heat of the second look that moves its corners.</summary>
    public double SecondScore { get; init; } = 0.2;

    /// <summary>Least score after the second look of a find that counts.</summary>
    public double LeastScore { get; init; } = 0.45;

    /// <summary>The picture is searched at half its size, but no wider than this, and at half of that; pixels.</summary>
    public double LargestLevel { get; init; } = 640;

    public override string? Fault()
    {
        if (FirstScore is not (> 0 and < 1) || SecondScore is not (> 0 and < 1) || LeastScore is not (>= 0 and < 1))
            return "firstScore, secondScore and leastScore are not between 0 and 1";
        return LargestLevel is >= 64 and <= 4096 ? null : "largestLevel is not 64 to 4096 pixels";
    }
}
