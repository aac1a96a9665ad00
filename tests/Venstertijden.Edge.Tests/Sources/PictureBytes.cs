using System.Buffers.Binary;

namespace Venstertijden.Edge.Tests.Sources;

/// <summary>Picture files as the writer at hand does not make them.</summary>
internal static class PictureBytes
{
    // 16 x 16: cyan 0, magenta and yellow full, black 0; a JPEG of four channels.
    private const string Cmyk =
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAUDg8SDw0UEhASFxUUGB4yIR4cHB49LC4kMklATEtHQEZFUFpzYlBVbVZFRmSIZW13e4GCgU5gjZeMfZZzfoF8/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB" +
        "UAAQEAAAAAAAAAAAAAAAAAAAAG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwCzRiMWYAAAD//Z";

    public static byte[] RedInCmyk() => Convert.FromBase64String(Cmyk);

    /// <summary>A small picture whose header claims another size.</summary>
    public static byte[] Claiming(byte[] picture, string extension, int width, int height)
    {
        var bytes = picture.AsSpan();
        switch (extension)
        {
            case ".jpg":
                var frame = bytes[bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0])..];
                BinaryPrimitives.WriteUInt16BigEndian(frame[5..], (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(frame[7..], (ushort)width);
                break;
            case ".bmp":
                BinaryPrimitives.WriteInt32LittleEndian(bytes[18..], width);
                BinaryPrimitives.WriteInt32LittleEndian(bytes[22..], -height);
                break;
            case ".webp":
                // Lossless, as OpenCV writes it: 14 bits each, less one.
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[21..], (uint)(width - 1) | ((uint)(height - 1) << 14));
                break;
            case ".tif":
                var directory = bytes[(int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])..];
                for (var entry = directory[2..]; entry.Length >= 12; entry = entry[12..])
                {
                    var tag = BinaryPrimitives.ReadUInt16LittleEndian(entry);
                    if (tag is 256 or 257)
                        BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], (ushort)(tag == 256 ? width : height));
                    if (tag >= 257)
                        break;
                }

                break;
            default:
                throw new ArgumentException($"{extension} is not known", nameof(extension));
        }

        return picture;
    }

    /// <summary>The JPEG with an EXIF segment that holds nothing but the orientation.</summary>
    public static byte[] Turned(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. jpeg[2..],
    ];
}
