using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>
/// Writes a copy in one pass: vehicles in the order of their plates, then the index, then the words. What it holds in memory does not grow with the
/// number of vehicles, only with that of different texts. The file gets its name when all of it is on the disk, so that no reader sees half of one.
/// </summary>
public sealed class CopyWriter : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly uint[] _index = new uint[CopyHeader.IndexEntries];
    private readonly byte[] _buffer = new byte[CopyRecord.Size * 4096];
    private int _buffered;
    private int _indexed;
    private uint _last;
    private bool _isWhole;

    /// <param name="path">Where the copy will be; its folder exists.</param>
    /// <param name="words">The words of the vehicles' numbers; more may come while vehicles are added.</param>
    public CopyWriter(string path, CopyWords words)
    {
        (_path, _partial, Words) = (path, path + ".partial", words);
        _file = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _file.Write(new byte[CopyHeader.Size]);
    }

    /// <summary>Vehicles added.</summary>
    public uint Rows { get; private set; }

    /// <summary>The words of the vehicles' numbers.</summary>
    public CopyWords Words { get; }

    /// <summary>Adds the next vehicle.</summary>
    /// <exception cref="ArgumentException">Its plate does not come after the last one.</exception>
    public void Add(in CopyRecord vehicle)
    {
        if (Rows > 0 && vehicle.Key <= _last)
            throw new ArgumentException("Vehicles come in the order of their plates, each once.", nameof(vehicle));
        for (int entry = (int)(vehicle.Key >> CopyHeader.IndexShift); _indexed <= entry; _indexed++)
            _index[_indexed] = Rows;
        vehicle.Write(_buffer.AsSpan(_buffered));
        (_buffered, _last) = (_buffered + CopyRecord.Size, vehicle.Key);
        Rows++;
        if (_buffered == _buffer.Length)
            Flush();
    }

    /// <summary>Writes the rest and puts the file in place.</summary>
    /// <param name="sourceRows">Rows of vehicles that the source had.</param>
    /// <param name="sourceAt">The date of the data.</param>
    /// <param name="importedAt">Now.</param>
    public void Finish(uint sourceRows, Instant sourceAt, Instant importedAt)
    {
        Flush();
        while (_indexed < _index.Length)
            _index[_indexed++] = Rows;
        Write(MemoryMarshal.AsBytes(_index.AsSpan()));
        byte[][] tables = [.. Words.InOrder.Select(w => w.ToBytes())];
        foreach (byte[] table in tables)
            Write(table);
        var header = new CopyHeader(Rows, sourceRows, sourceAt, importedAt, _hash.GetHashAndReset()) { WordBytes = [.. tables.Select(t => t.Length)] };
        _file.Position = 0;
        _file.Write(header.ToBytes());
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _isWhole = true;
    }

    /// <summary>Takes away what was not finished.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        if (!_isWhole)
            File.Delete(_partial);
    }

    private void Flush()
    {
        Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }
}
