using System.Text;
using SkiaSharp;

namespace Venstertijden.Testing.Web;

/// <summary>A photograph as a phone makes it: a JPEG that also tells where it was taken, on whose phone, and which way is up.</summary>
public static class PhonePhoto
{
    /// <summary>What the phone wrote into it, of place and person.</summary>
    public const string Position = "52.9959N 6.5625E telefoon van Jan";

    public static byte[] Of(int turn = 1, int width = 64, int height = 48)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.CornflowerBlue);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        byte[] jpeg = data.ToArray();
        return [.. jpeg[..2], .. Exif(turn), .. Comment, .. jpeg[2..], .. "trailer of a maker"u8];
    }

    private static byte[] Comment => Segment(0xFE, Encoding.ASCII.GetBytes(Position));

    /// <summary>A directory of two entries, big-endian: a description that lies behind it, and the orientation.</summary>
    private static byte[] Exif(int turn) => Segment(0xE1,
    [
        .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 2,
        0x01, 0x0E, 0, 2, 0, 0, 0, (byte)(Position.Length + 1), 0, 0, 0, 38,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0,
        0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Position), 0,
    ]);

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
