using System.Buffers.Binary;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>What a detail row says of a vehicle.</summary>
internal enum DetailKind : byte
{
    /// <summary>A fuel (its bit) and its emission class (a character; 0 for none, <see cref="Detail.OddClass"/> for one that we do not know).</summary>
    Fuel = 1,

    /// <summary>A row on its fuels could not be read: what the others say is not complete.</summary>
    FuelsUnclear,

    /// <summary>Two letters.</summary>
    BodyCode,

    /// <summary>A body number.</summary>
    BodyNumber,

    /// <summary>A particularity.</summary>
    Particularity,

    /// <summary>A row on its body could not be read: what the others say is not complete.</summary>
    BodyUnclear,
}

/// <summary>One fact of one detail row, 8 bytes.</summary>
internal readonly record struct Detail(uint Key, DetailKind Kind, byte Class, ushort Value)
{
    internal const int Size = 8;

    /// <summary>The register gives a class that is none of 0 to 6 and Z, such as R.</summary>
    internal const byte OddClass = (byte)'?';

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Key);
        (to[4], to[5]) = ((byte)Kind, Class);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], Value);
    }

    internal static Detail Read(ReadOnlySpan<byte> from) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(from), (DetailKind)from[4], from[5], BinaryPrimitives.ReadUInt16LittleEndian(from[6..]));
}

/// <summary>
/// Rows in the order in which they come, scattered over files on the disk by the range of their plates, so that one range at a time can be put in
/// order: however many vehicles there are, only the rows of one range are in memory (a few hundred thousand).
/// </summary>
internal sealed class Scattered : IDisposable
{
    private const int Shift = 24;
    private const int Buffer = 1 << 15;

    private readonly FileStream[] _vehicles;
    private readonly FileStream[] _details;

    internal Scattered(string folder) => (_vehicles, _details) = (Open(folder, "vehicles"), Open(folder, "details"));

    internal static int Ranges { get; } = (int)((PlateKey.End - 1) >> Shift) + 1;

    internal void Add(in CopyRecord vehicle)
    {
        Span<byte> bytes = stackalloc byte[CopyRecord.Size];
        vehicle.Write(bytes);
        _vehicles[vehicle.Key >> Shift].Write(bytes);
    }

    internal void Add(in Detail detail)
    {
        Span<byte> bytes = stackalloc byte[Detail.Size];
        detail.Write(bytes);
        _details[detail.Key >> Shift].Write(bytes);
    }

    /// <summary>All of one range, in the order in which they came, and the order of their plates over it.</summary>
    internal (byte[] Vehicles, ulong[] VehicleOrder, byte[] Details, ulong[] DetailOrder) Range(int range)
    {
        byte[] vehicles = ReadBack(_vehicles[range]), details = ReadBack(_details[range]);
        return (vehicles, InOrder(vehicles, CopyRecord.Size), details, InOrder(details, Detail.Size));
    }

    public void Dispose()
    {
        foreach (var file in _vehicles.Concat(_details))
            file.Dispose();
    }

    private static FileStream[] Open(string folder, string kind) =>
        [.. Enumerable.Range(0, Ranges).Select(range => new FileStream(Path.Combine(folder, $"{kind}-{range:000}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose))];

    private static byte[] ReadBack(FileStream file)
    {
        file.Position = 0;
        byte[] all = new byte[file.Length];
        file.ReadExactly(all);
        return all;
    }

    /// <summary>Plate in the upper half, place in the lower: sorted as numbers, the first to come stays the first of its plate.</summary>
    private static ulong[] InOrder(byte[] rows, int size)
    {
        ulong[] order = new ulong[rows.Length / size];
        for (int i = 0; i < order.Length; i++)
            order[i] = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(rows.AsSpan(i * size)) << 32) | (uint)i;
        Array.Sort(order);
        return order;
    }
}
