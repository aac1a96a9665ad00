using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Venstertijden.Street;

/// <summary>
/// What a camera's H.264 stream does to its pictures: half the colour, blocks predicted from the frame before along their
/// motion, and only the coarse part of what is left over. Our own, because no coder that may be shipped is at hand, and
/// because it gives the same bytes on every machine. One instance codes the frames of one passage in order.
/// </summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="step">Quantiser step in levels: 3 is a generous stream, 20 a starved one.</param>
internal sealed class Film(int width, int height, float step)
{
    private const int Block = 16;

    private readonly record struct Pixel(byte B, byte G, byte R);

    private Plane[]? _before;

    public StreetPicture Through(StreetPicture picture)
    {
        var now = Planes(picture.Bgr);
        var coded = new[] { new Plane(width, height), new Plane((width + 1) / 2, (height + 1) / 2), new Plane((width + 1) / 2, (height + 1) / 2) };
        for (var y = 0; y < now[0].Height; y += Block)
        {
            var along = (X: 0, Y: 0);
            for (var x = 0; x < now[0].Width; x += Block)
            {
                along = _before is null ? default : Motion(now[0], _before[0], x, y, along);
                for (var part = 0; part < 4; part++)
                    Code(0, now, coded, x + ((part & 1) * Blocks.Side), y + ((part >> 1) * Blocks.Side), along.X, along.Y, step);
                for (var plane = 1; plane < 3; plane++)
                    Code(plane, now, coded, x / 2, y / 2, along.X / 2, along.Y / 2, step * 1.15f);
            }
        }
        foreach (var plane in coded)
            plane.Deblock(step);
        _before = coded;
        return picture with { Bgr = Bgr(coded) };
    }

    private void Code(int plane, Plane[] now, Plane[] coded, int x, int y, int moveX, int moveY, float quantiser)
    {
        var (source, target) = (now[plane], coded[plane]);
        if (x >= source.Width || y >= source.Height)
            return;
        Span<float> guess = stackalloc float[Blocks.Size];
        Span<float> rest = stackalloc float[Blocks.Size];
        for (var row = 0; row < Blocks.Side; row++)
        {
            var line = guess.Slice(row * Blocks.Side, Blocks.Side);
            if (_before is null)
                line.Fill(128);
            else
                _before[plane].CopyRow(x + moveX, y + row + moveY, line);
            var at = ((y + row) * source.Width) + x;
            for (var i = 0; i < Blocks.Side; i++)
                rest[(row * Blocks.Side) + i] = source.Values[at + i] - line[i];
        }
        Blocks.Quantise(rest, quantiser);
        for (var row = 0; row < Blocks.Side; row++)
        {
            var at = ((y + row) * target.Width) + x;
            for (var i = 0; i < Blocks.Side; i++)
                target.Values[at + i] = Math.Clamp(guess[(row * Blocks.Side) + i] + rest[(row * Blocks.Side) + i], 0, 255);
        }
    }

    /// <summary>Where a block was in the frame before: the best of standing still, its neighbour's motion, and steps around those.</summary>
    private static (int X, int Y) Motion(Plane now, Plane before, int x, int y, (int X, int Y) neighbour)
    {
        var best = (X: 0, Y: 0);
        var least = Difference(now, before, x, y, 0, 0, float.MaxValue);
        void Try(int dx, int dy)
        {
            var difference = Difference(now, before, x, y, dx, dy, least);
            if (difference < least)
                (least, best) = (difference, (dx, dy));
        }
        Try(neighbour.X, neighbour.Y);
        for (var reach = 8; reach >= 1; reach /= 2)
        {
            var middle = best;
            Try(middle.X - reach, middle.Y);
            Try(middle.X + reach, middle.Y);
            Try(middle.X, middle.Y - reach);
            Try(middle.X, middle.Y + reach);
        }
        return best;
    }

    /// <summary>Sum over every second row; given up once it passes the least so far.</summary>
    private static float Difference(Plane now, Plane before, int x, int y, int dx, int dy, float least)
    {
        var sum = 0f;
        Span<float> row = stackalloc float[Block];
        for (var v = 0; v < Block && sum < least; v += 2)
        {
            before.CopyRow(x + dx, y + v + dy, row);
            var line = MemoryMarshal.Cast<float, Vector256<float>>(now.Values.AsSpan(((y + v) * now.Width) + x, Block));
            var was = MemoryMarshal.Cast<float, Vector256<float>>(row);
            sum += Vector256.Sum(Vector256.Abs(line[0] - was[0]) + Vector256.Abs(line[1] - was[1]));
        }
        return sum;
    }

    private Plane[] Planes(byte[] bgr)
    {
        Plane[] planes = [new(width, height), new((width + 1) / 2, (height + 1) / 2), new((width + 1) / 2, (height + 1) / 2)];
        var (luma, blue, red) = (planes[0], planes[1], planes[2]);
        for (var y = 0; y < luma.Height; y++)
        {
            var pixels = MemoryMarshal.Cast<byte, Pixel>(bgr.AsSpan(Math.Min(y, height - 1) * width * 3, width * 3));
            var line = luma.Values.AsSpan(y * luma.Width, luma.Width);
            for (var x = 0; x < pixels.Length; x++)
                line[x] = Level(pixels[x]);
            line[pixels.Length..].Fill(line[pixels.Length - 1]);
            if ((y & 1) != 0 || y / 2 >= blue.Height)
                continue;
            for (var x = 0; x < pixels.Length; x += 2)
            {
                blue.Values[(y / 2 * blue.Width) + (x / 2)] = 128 + (0.564f * (pixels[x].B - line[x]));
                red.Values[(y / 2 * red.Width) + (x / 2)] = 128 + (0.713f * (pixels[x].R - line[x]));
            }
        }
        return planes;
    }

    private static float Level(Pixel p) => (0.114f * p.B) + (0.587f * p.G) + (0.299f * p.R);

    private byte[] Bgr(Plane[] planes)
    {
        var (luma, blue, red) = (planes[0], planes[1], planes[2]);
        var bgr = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            var pixels = MemoryMarshal.Cast<byte, Pixel>(bgr.AsSpan(y * width * 3, width * 3));
            var line = luma.Values.AsSpan(y * luma.Width, width);
            var blues = blue.Values.AsSpan(y / 2 * blue.Width, blue.Width);
            var reds = red.Values.AsSpan(y / 2 * red.Width, red.Width);
            for (var x = 0; x < line.Length; x++)
            {
                var (level, cb, cr) = (line[x] + 0.5f, blues[x / 2] - 128, reds[x / 2] - 128);
                pixels[x] = new Pixel(Whole(level + (1.772f * cb)), Whole(level - (0.344f * cb) - (0.714f * cr)), Whole(level + (1.402f * cr)));
            }
        }
        return bgr;
    }

    private static byte Whole(float level) => (byte)Math.Clamp((int)level, 0, 255);
}
