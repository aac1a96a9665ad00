using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>What a copy says of itself: the first 192 bytes of its file, little endian, under their own checksum.</summary>
/// <param name="Rows">Vehicles in it.</param>
/// <param name="SourceRows">Rows of vehicles that the source had, those left out with them.</param>
/// <param name="SourceAt">The date of the data.</param>
/// <param name="ImportedAt">When it was made: since when we know this.</param>
/// <param name="BodyHash">SHA-256 of all that follows the header: the version of the content.</param>
internal sealed record CopyHeader(uint Rows, uint SourceRows, Instant SourceAt, Instant ImportedAt, byte[] BodyHash)
{
    internal const int Size = 192;

    /// <summary>Rises when an older program could not read the file.</summary>
    internal const ushort Format = 1;

    /// <summary>The index has a place for each so many keys (a power of two): at most a hundred vehicles lie between two of its entries.</summary>
    internal const int IndexShift = 10;

    internal const int IndexEntries = (int)((PlateKey.End - 1) >> IndexShift) + 2;

    private const int SumAt = Size - 32, HashAt = SumAt - 32, WordsAt = 56;

    private static ReadOnlySpan<byte> Magic => "VTHREG\r\n"u8;

    /// <summary>Bytes of each table of words, in their order.</summary>
    internal required int[] WordBytes { get; init; }

    internal long IndexAt => Size + ((long)Rows * CopyRecord.Size);

    internal long TableAt(int column) => IndexAt + (IndexEntries * 4L) + WordBytes.Take(column).Sum(b => (long)b);

    internal long FileBytes => TableAt(CopyWords.Columns);

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), Format);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Rows);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), SourceRows);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), SourceAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), ImportedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), FileBytes);
        for (int column = 0; column < CopyWords.Columns; column++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(WordsAt + (4 * column)), WordBytes[column]);
        BodyHash.CopyTo(bytes, HashAt);
        SHA256.HashData(bytes.AsSpan(0, SumAt)).CopyTo(bytes, SumAt);
        return bytes;
    }

    /// <summary>Reads a header, or says why there is none.</summary>
    internal static CopyHeader? Read(ReadOnlySpan<byte> bytes, out string refusal)
    {
        refusal = "";
        if (bytes.Length < 10 || !bytes.StartsWith(Magic))
            refusal = "expected a copy of the register made by 'vth register import'";
        else if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) is var format && format != Format)
            refusal = $"expected format {Format}, found {format}, of {(format > Format ? "a newer" : "an older")} program: import again with this one, or start that one";
        else if (bytes.Length < Size)
            refusal = $"it was cut: expected at least {Size} bytes, found {bytes.Length}";
        else if (!SHA256.HashData(bytes[..SumAt]).AsSpan().SequenceEqual(bytes[SumAt..Size]))
            refusal = "it is damaged: its header is not what was written; import again";
        if (refusal.Length > 0)
            return null;
        int[] words = new int[CopyWords.Columns];
        for (int column = 0; column < words.Length; column++)
            words[column] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(WordsAt + (4 * column))..]);
        return new CopyHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])),
            Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[32..])),
            bytes[HashAt..SumAt].ToArray())
        {
            WordBytes = words,
        };
    }
}
