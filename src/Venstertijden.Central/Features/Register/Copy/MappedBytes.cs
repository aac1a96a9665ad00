using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>
/// A file mapped to be read, as spans: a look-up reads some fifteen places, and a handle that counts its readers would cost more than the reading.
/// Every place is checked against the length. Who takes a span holds this object until it is done with it.
/// </summary>
internal sealed unsafe class MappedBytes
{
    private readonly SafeMemoryMappedViewHandle _handle;
    private readonly byte* _first;
    private readonly long _length;

    internal MappedBytes(FileStream file)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _handle = map.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        _length = file.Length;
        _handle.AcquirePointer(ref _first);
    }

    /// <summary>Lets the mapping go, and with it the disk's room for a file that was taken away.</summary>
    ~MappedBytes() => _handle?.ReleasePointer();

    /// <summary>Bytes from a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the file.</exception>
    internal ReadOnlySpan<byte> At(long place, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, _length - length);
        return new ReadOnlySpan<byte>(_first + place, length);
    }

    /// <summary>Numbers from a place.</summary>
    internal ReadOnlySpan<uint> NumbersAt(long place, int count) => MemoryMarshal.Cast<byte, uint>(At(place, count * sizeof(uint)));
}
