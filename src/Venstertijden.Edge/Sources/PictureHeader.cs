using System.Buffers.Binary;

namespace Venstertijden.Edge.Sources;

/// <summary>What the first bytes of a picture tell before anything is decoded: a huge one must not take the memory to find out.</summary>
internal static class PictureHeader
{
    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What is wrong with it, or null; what is no JPEG, PNG, BMP, WebP or TIFF is left to the decoder.</summary>
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
        else if (bytes.StartsWith("BM"u8) && bytes.Length >= 26)
        {
            // The height is negative where the rows run from the top.
            pixels = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[18..])) * Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]));
        }
        else if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 30 && bytes[8..].StartsWith("WEBP"u8))
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) > bytes.Length - 8)
                return "it is cut off";
            pixels = WebpPixels(bytes[12..]);
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x49, 0x49, 0x2A, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x4D, 0, 0x2A]))
        {
            pixels = TiffPixels(bytes);
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

    /// <summary>Of the first chunk: lossy, lossless or extended.</summary>
    private static long WebpPixels(ReadOnlySpan<byte> chunk)
    {
        if (chunk.StartsWith("VP8X"u8))
            return (1L + Int24(chunk[12..])) * (1L + Int24(chunk[15..]));
        if (chunk.StartsWith("VP8L"u8))
            return (1L + (BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]) & 0x3FFF)) * (1L + ((BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]) >> 14) & 0x3FFF));
        return (long)(BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF) * (BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF);
    }

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    /// <summary>Width (tag 256) times height (257) of the first directory; 0 when there is none.</summary>
    private static long TiffPixels(ReadOnlySpan<byte> bytes)
    {
        const int Entry = 12, TypeShort = 3;
        var little = bytes[0] == 0x49;
        var directory = bytes.Length < 8 ? 0 : Int32(bytes, 4, little);
        if (directory < 8 || directory + 2L > bytes.Length)
            return 0;
        long width = 0, height = 0;
        var count = Int16(bytes, (int)directory, little);
        for (var (i, at) = (0, (int)directory + 2); i < count && at + Entry <= bytes.Length; i++, at += Entry)
        {
            long value = Int16(bytes, at + 2, little) == TypeShort ? Int16(bytes, at + 8, little) : Int32(bytes, at + 8, little);
            switch (Int16(bytes, at, little))
            {
                case 256:
                    width = value;
                    break;
                case 257:
                    height = value;
                    break;
            }
        }

        return width * height;
    }

    private static ushort Int16(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Int32(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
