using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>
/// A copy of the register on the disk, mapped into memory: a look-up reads a few places of it, and the system keeps what is asked often. Several
/// programs share the same pages. It goes when nobody holds it any more: readers may still be in one that was replaced.
/// </summary>
public sealed class RegisterCopy
{
    /// <summary>What the name of a copy's version begins with.</summary>
    private const string Prefix = "rdw-";

    private readonly CopyHeader _header;
    private readonly MappedBytes _bytes;
    private readonly Table[] _tables;

    private RegisterCopy(CopyHeader header, MappedBytes bytes)
    {
        (_header, _bytes) = (header, bytes);
        _tables = [.. Enumerable.Range(0, CopyWords.Columns).Select(column => new Table(_bytes, header.TableAt(column)))];
        ContentHash = Convert.ToHexStringLower(header.BodyHash);
        Version = $"{Prefix}{header.SourceAt.InUtc().Date:uuuu-MM-dd}-{ContentHash[..12]}";
    }

    /// <summary>Names the content with its date, such as <c>rdw-2026-11-27-0a1b2c3d4e5f</c>.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the content, lower-case hex: the same content imported again has the same.</summary>
    public string ContentHash { get; }

    /// <summary>Vehicles in it.</summary>
    public int Rows => (int)_header.Rows;

    /// <summary>Rows of vehicles that the source had.</summary>
    public int SourceRows => (int)_header.SourceRows;

    /// <summary>The date of the data.</summary>
    public Instant SourceAt => _header.SourceAt;

    /// <summary>When it was made: since when we know this.</summary>
    public Instant ImportedAt => _header.ImportedAt;

    /// <summary>As a version of the list, for what notes and shows versions.</summary>
    public ListVersion AsList() => new() { List = ListVersion.RegisterList, ListVersionName = Version, RetrievedAt = ImportedAt, Rows = Rows, Announced = SourceRows };

    /// <summary>Whether a version's name is that of a copy, and not of the bundled sample.</summary>
    public static bool IsVersion(string? name) => name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Opens a copy and reads all of it once, to be sure that it is whole: half a second for 15 million vehicles.</summary>
    /// <param name="path">The file.</param>
    /// <param name="refusal">Why it cannot be used: one sentence.</param>
    public static RegisterCopy? TryOpen(string path, out string refusal)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 20);
            return Read(file, path, out refusal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            refusal = $"{path}: expected a file that can be read: {e.Message}";
            return null;
        }
    }

    /// <summary>What the register said of a plate; null when it does not know it.</summary>
    /// <param name="plate">Upper case, without dashes.</param>
    public RegisterVehicle? Find(string plate)
    {
        if (!PlateKey.TryOf(plate, out uint key))
            return null;
        var index = _bytes.NumbersAt(_header.IndexAt + ((key >> CopyHeader.IndexShift) * 4L), 2);
        var near = _bytes.At(CopyHeader.Size + ((long)index[0] * CopyRecord.Size), (int)(index[1] - index[0]) * CopyRecord.Size);
        RegisterVehicle? told = null;
        for (int low = 0, high = near.Length / CopyRecord.Size; low < high;)
        {
            int middle = low + ((high - low) / 2);
            var record = near.Slice(middle * CopyRecord.Size, CopyRecord.Size);
            uint found = BinaryPrimitives.ReadUInt32LittleEndian(record);
            if (found == key)
            {
                told = Told(plate, CopyRecord.Read(record));
                break;
            }

            (low, high) = found < key ? (middle + 1, high) : (low, middle);
        }

        GC.KeepAlive(_bytes);
        return told;
    }

    private RegisterVehicle Told(string plate, in CopyRecord record) => new()
    {
        Plate = plate,
        Brand = _tables[0][record.Brand],
        Model = _tables[1][record.Model],
        Body = _tables[2][record.Body],
        Fuels = _tables[3][record.Fuels],
        Category = _tables[4][record.Category],
        Colour = _tables[5][record.Colour],
        EmissionClass = record.EmissionClass == '\0' ? "" : record.EmissionClass.ToString(),
        FirstAdmission = record.FirstAdmission,
        MaxMassKg = record.MaxMassKg,
        Taxi = record.Taxi,
        ListVersion = Version,
        RecordedAt = ImportedAt,
    };

    private static RegisterCopy? Read(FileStream file, string path, out string refusal)
    {
        byte[] first = new byte[Math.Min(CopyHeader.Size, file.Length)];
        file.ReadExactly(first);
        var header = CopyHeader.Read(first, out refusal);
        if (header is not null && file.Length != header.FileBytes)
            refusal = $"it was cut, or more was added: expected {header.FileBytes} bytes, found {file.Length}";
        else if (header is not null && !SHA256.HashData(file).AsSpan().SequenceEqual(header.BodyHash))
            refusal = "it is damaged: its content is not what was written; import again";
        if (header is null || refusal.Length > 0)
        {
            refusal = $"{path}: {refusal}";
            return null;
        }

        return new RegisterCopy(header, new MappedBytes(file));
    }

    /// <summary>The words of a column, each read from the file when it is first asked for and held from then on: tens of megabytes when all were.</summary>
    private sealed class Table
    {
        private readonly MappedBytes _bytes;
        private readonly long _starts;
        private readonly long _texts;
        private readonly string?[] _held;

        internal Table(MappedBytes bytes, long at)
        {
            int count = (int)bytes.NumbersAt(at, 1)[0];
            (_bytes, _starts, _texts, _held) = (bytes, at + 4, at + 4 + (4 * (count + 1L)), new string?[count]);
        }

        // Two that ask at once may read the same text twice; either will do.
        internal string this[int number] => _held[number] ??= Text(number);

        private string Text(int number)
        {
            var ends = _bytes.NumbersAt(_starts + (4L * number), 2);
            string text = Encoding.UTF8.GetString(_bytes.At(_texts + ends[0], (int)(ends[1] - ends[0])));
            GC.KeepAlive(_bytes);
            return text;
        }
    }
}
