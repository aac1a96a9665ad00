using System.Buffers.Binary;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>
/// A photograph of a phone without what it tells of phone, place and person: of a JPEG only what draws the picture is kept, and which way is up. Time and
/// place of an inspection are what the officer says, not what his phone noted.
/// </summary>
/// <param name="Content">The picture that is kept; empty when there is a fault.</param>
/// <param name="Fault">Why it cannot be kept, as a key of the texts; null when it can.</param>
public sealed record Photo(byte[] Content, string? Fault)
{
    /// <summary>Most bytes of one photograph.</summary>
    public const int MaxBytes = Readiness.UploadedPaper.MaxBytes;

    private const byte Sof0 = 0xC0, Dht = 0xC4, Jpg = 0xC8, Dac = 0xCC, Rst0 = 0xD0, Rst7 = 0xD7, Soi = 0xD8, Eoi = 0xD9, Sos = 0xDA, Dqt = 0xDB, Dri = 0xDD, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE;

    /// <summary>One that is too large to be read at all.</summary>
    public static Photo TooLarge { get; } = new([], "photo-large");

    public static Photo Of(ReadOnlySpan<byte> uploaded)
    {
        if (uploaded.Length > MaxBytes)
            return TooLarge;
        if (!uploaded.StartsWith((ReadOnlySpan<byte>)[0xFF, Soi, 0xFF]))
            return new Photo([], "photo-type");
        return Stripped(uploaded) is { } content ? new Photo(content, null) : new Photo([], "photo-damaged");
    }

    /// <summary>Walks the segments of a JPEG (ITU-T T.81, annex B) to its end; null when it does not hold together.</summary>
    private static byte[]? Stripped(ReadOnlySpan<byte> jpeg)
    {
        var kept = new MemoryStream(jpeg.Length);
        kept.Write([0xFF, Soi]);
        bool sized = false, drawn = false, turned = false;
        int at = 2;
        while (at + 4 <= jpeg.Length || (at + 2 <= jpeg.Length && jpeg[at + 1] == Eoi))
        {
            if (jpeg[at] != 0xFF)
                return null;
            byte marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++; // Fill bytes may stand before a marker.
                continue;
            }

            if (marker == Eoi)
            {
                kept.Write([0xFF, Eoi]);
                return sized && drawn ? kept.ToArray() : null;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                return null;
            var segment = jpeg.Slice(at, 2 + length);
            if (marker == App1 && !turned && TurnOf(segment[4..]) is > 1 and var turn)
            {
                turned = true;
                kept.Write(OnlyTurn(turn));
            }

            if (IsDrawing(marker, segment))
                kept.Write(segment);
            sized |= IsFrame(marker) && length >= 8 && BinaryPrimitives.ReadUInt16BigEndian(segment[7..]) > 0;
            at += 2 + length;
            if (marker != Sos)
                continue;
            int end = EndOfScan(jpeg, at);
            drawn |= end > at;
            kept.Write(jpeg[at..end]);
            at = end;
        }

        return null;
    }

    private static bool IsFrame(byte marker) => marker is >= Sof0 and <= 0xCF and not (Dht or Jpg or Dac);

    // Of the application's own segments: JFIF, the colour profile, and Adobe's, without which colours turn.
    private static bool IsDrawing(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App0 => segment[4..].StartsWith("JFIF"u8),
        App2 => segment[4..].StartsWith("ICC_PROFILE"u8),
        App14 => segment[4..].StartsWith("Adobe"u8),
        Sos or Dqt or Dri or 0xDC => true,
        _ => marker is >= Sof0 and <= 0xCF,
    };

    /// <summary>The marker after a scan: within it FF is followed by 0 or a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length && (jpeg[at] != 0xFF || jpeg[at + 1] is 0 or (>= Rst0 and <= Rst7)))
            at++;
        return Math.Min(at, jpeg.Length);
    }

    /// <summary>The orientation of an EXIF segment, 1 to 8; 0 when it tells none.</summary>
    private static int TurnOf(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 14)
            return 0;
        var tiff = exif[6..];
        bool little = tiff[0] == (byte)'I';
        uint Long(ReadOnlySpan<byte> b) => little ? BinaryPrimitives.ReadUInt32LittleEndian(b) : BinaryPrimitives.ReadUInt32BigEndian(b);
        int Short(ReadOnlySpan<byte> b) => little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);
        long directory = Long(tiff[4..]);
        if (directory + 2 > tiff.Length)
            return 0;
        int entries = Short(tiff[(int)directory..]);
        for (int i = 0; i < entries && directory + 2 + (12 * (i + 1)) <= tiff.Length; i++)
        {
            var entry = tiff.Slice((int)directory + 2 + (12 * i), 12);
            if (Short(entry) == 0x0112)
                return Short(entry[8..]) is >= 1 and <= 8 and var turn ? turn : 0;
        }

        return 0;
    }

    /// <summary>An EXIF segment that says which way is up, and nothing else.</summary>
    private static byte[] OnlyTurn(int turn) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0,
    ];
}
