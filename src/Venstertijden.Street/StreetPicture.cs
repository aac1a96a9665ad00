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
}

/// <summary>A point of a picture, in pixels from the upper left.</summary>
public readonly record struct PixelPoint(float X, float Y);
