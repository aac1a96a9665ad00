using System.Runtime.InteropServices;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A picture as it comes out of JPEG: with its blocks, its rings around letters and its coarse colours.</summary>
internal static class Jpeg
{
    /// <param name="picture">Rows of BGR.</param>
    /// <param name="quality">1 to 100.</param>
    public static StreetPicture Through(StreetPicture picture, int quality)
    {
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        var pixels = MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan());
        var from = picture.Bgr;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | (from[(3 * i) + 2] << 16) | (from[(3 * i) + 1] << 8) | from[3 * i];
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using var decoded = SKBitmap.Decode(data, info);
        var seen = MemoryMarshal.Cast<byte, int>(decoded.GetPixelSpan());
        var bgr = new byte[from.Length];
        for (var i = 0; i < seen.Length; i++)
            (bgr[3 * i], bgr[(3 * i) + 1], bgr[(3 * i) + 2]) = ((byte)seen[i], (byte)(seen[i] >> 8), (byte)(seen[i] >> 16));
        return picture with { Bgr = bgr };
    }
}
