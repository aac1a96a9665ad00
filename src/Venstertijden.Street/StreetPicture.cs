using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Rows of BGR24 pixels from the upper left, without padding.</summary>
public sealed record StreetPicture(int Width, int Height, byte[] Bgr)
{
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan());
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | (Bgr[(3 * i) + 2] << 16) | (Bgr[(3 * i) + 1] << 8) | Bgr[3 * i];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}

/// <summary>A rectangle of whole pixels.</summary>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    public bool Contains(float x, float y) => x >= X && y >= Y && x < X + Width && y < Y + Height;

    /// <summary>The whole pixels of this box that lie between two corners; empty when none do.</summary>
    internal PixelBox Cut(Vector2 low, Vector2 high)
    {
        var (x0, y0) = ((int)Math.Clamp(low.X, X, X + Width), (int)Math.Clamp(low.Y, Y, Y + Height));
        var (x1, y1) = ((int)Math.Clamp(high.X, X, X + Width), (int)Math.Clamp(high.Y, Y, Y + Height));
        return x1 <= x0 || y1 <= y0 ? default : new PixelBox(x0, y0, x1 - x0, y1 - y0);
    }
}

/// <summary>A point of a picture, in pixels from the upper left.</summary>
public readonly record struct PixelPoint(float X, float Y);
