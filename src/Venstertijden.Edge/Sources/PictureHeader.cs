using System.Buffers.Binary;

namespace Venstertijden.Edge.Sources;

/// <summary>What the bytes of a JPEG or PNG tell before anything is decoded.</summary>
internal static class PictureHeader
{
    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What is wrong with it, or null; other formats are left to the decoder.</summary>
    public static string? Fault(ReadOnlySpan<byte> bytes, long mostPixels)
    {
        long pixels;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            // The end marker behind the last scan; thumbnails in the header have their own.
            if (bytes.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < bytes.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]))
                return "it is cut off";
            pixels = JpegPixels(bytes);
        }
        else if (bytes.StartsWith(PngStart))
        {
            if (bytes.LastIndexOf("IEND"u8) < 0)
                return "it is cut off";
            pixels = bytes.Length < 24 ? 0 : (long)BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]) * BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
        }
        else
        {
            return null;
        }

        return pixels > mostPixels ? $"it has more than {mostPixels / 1_000_000} megapixels" : null;
    }

    /// <summary>Width times height of the frame header; 0 when there is none.</summary>
    private static long JpegPixels(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                return (long)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]);
            at += marker is 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return 0;
    }
}
