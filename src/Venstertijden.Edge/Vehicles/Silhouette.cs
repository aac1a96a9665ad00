using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Vehicles;

/// <summary>
/// The outline of what moves with a plate, in widths of the plate: the plate is the ruler. Each measure is null where the
/// picture's edge cuts it off.
/// </summary>
/// <param name="Width">Of the body, over the plate.</param>
/// <param name="Above">From the middle of the plate to the top.</param>
/// <param name="Below">From the middle of the plate to the lowest part, on the road.</param>
internal readonly record struct Silhouette(double? Width, double? Above, double? Below)
{
    // In cells of the small picture: a windscreen that mirrors the sky leaves gaps.
    private const int Gap = 3;
    private const double LeastRow = 1.0;

    /// <summary>Null when nothing moves around the plate, or when the plate is too small in the mask to measure by.</summary>
    /// <param name="moving">8-bit mask of the whole picture, at any size.</param>
    /// <param name="corners">Of the plate, in pixels of the picture.</param>
    /// <param name="pictureWidth">Width of the picture, pixels.</param>
    public static Silhouette? Around(Mat moving, PlateCorners corners, int pictureWidth)
    {
        if (moving.Empty())
            return null;
        var scale = moving.Width / (double)pictureWidth;
        var plate = corners.Width() * scale;
        if (plate < 4)
            return null;
        var middle = corners.Middle() * scale;
        var rows = new Rows(moving, (int)middle.X, LeastRow * plate);
        var at = (int)Math.Clamp(middle.Y, 0, moving.Height - 1);
        if (rows.Run(at) is null && rows.Run(Math.Max(0, at - 1)) is null)
            return null;
        var (top, bottom) = (rows.Reach(at, -1), rows.Reach(at, +1));
        var widths = new List<double>();
        var cut = 0;
        for (var row = top; row <= at; row++)
        {
            if (rows.Run(row) is not { } run)
                continue;
            if (run.Left == 0 || run.Right == moving.Width - 1)
                cut++;
            else
                widths.Add(run.Right - run.Left + 1);
        }

        widths.Sort();
        return new(
            widths.Count > cut ? widths[widths.Count * 3 / 4] / plate : null,
            top > 0 ? (middle.Y - top) / plate : null,
            bottom < moving.Height - 1 ? (bottom + 1 - middle.Y) / plate : null);
    }

    /// <summary>The rows of the mask through the plate's column.</summary>
    private sealed class Rows(Mat moving, int column, double least)
    {
        /// <summary>From the column to both sides, over small gaps; null when shorter than a plate.</summary>
        public unsafe (int Left, int Right)? Run(int row)
        {
            var mask = new ReadOnlySpan<byte>((byte*)moving.Ptr(row), moving.Width);
            var (left, right) = (Far(mask, -1), Far(mask, +1));
            return right - left + 1 >= least ? (left, right) : null;
        }

        /// <summary>The last row this way that belongs to it, over small gaps.</summary>
        public int Reach(int from, int step)
        {
            var (reached, height) = (from, moving.Height);
            for (var row = from; row >= 0 && row < height && Math.Abs(row - reached) <= Gap; row += step)
            {
                if (Run(row) is not null)
                    reached = row;
            }

            return reached;
        }

        private int Far(ReadOnlySpan<byte> mask, int step)
        {
            var reached = column;
            for (var x = column; x >= 0 && x < mask.Length && Math.Abs(x - reached) <= Gap; x += step)
            {
                if (mask[x] > 0)
                    reached = x;
            }

            return reached;
        }
    }
}
