using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Evidence;

/// <summary>A picture out of its seal.</summary>
public sealed record OpenedPicture(EvidenceKind Kind, string MediaType, string Sha256, byte[] Bytes);

/// <summary>
/// Pictures, sealed until central asks for them or has them destroyed. Each file has a key of its own, derived from the
/// device's secret (kept elsewhere) and a salt in the file's head: destroying overwrites the head first, so what a
/// disk keeps of the rest can't be opened.
/// (A flash disk may keep a copy of the old head: the disk itself should be encrypted as well.)
/// </summary>
public sealed class EvidenceStore
{
    private const int SaltLength = 32;
    private const string Suffix = ".sealed";

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly DeviceKeys _keys;
    private readonly IClock _clock;
    private readonly EvidenceLimits _limits;
    private readonly ILogger _log;
    private long _bytes;

    private EvidenceStore(string folder, DeviceKeys keys, IClock clock, EvidenceLimits limits, ILogger log)
    {
        _folder = folder;
        _keys = keys;
        _clock = clock;
        _limits = limits;
        _log = log;
    }

    /// <summary>Bytes on the disk.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <exception cref="EdgeConfigException">The folder cannot be used.</exception>
    public static EvidenceStore Open(string folder, DeviceKeys keys, IClock clock, EvidenceLimits limits, ILogger log)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var store = new EvidenceStore(folder, keys, clock, limits, log);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                if (file.Extension == Suffix)
                    store._bytes += file.Length;
                else
                    file.Delete();
            }

            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeConfigException($"data: {folder}: {e.Message.TrimEnd('.')}; expected a folder that can be written", e);
        }
    }

    /// <summary>Seals a picture; on the disk when it returns. Null when there is no room: the passage then goes without.</summary>
    /// <param name="passage">UUIDv7: its time decides when the picture is too old.</param>
    public EvidenceItem? Seal(Guid passage, EvidenceKind kind, string mediaType, byte[] picture)
    {
        var item = new EvidenceItem(kind, Signing.Hash(picture), mediaType, picture.LongLength);
        try
        {
            if (Free() - picture.Length < _limits.KeepFreeMegabytes * 1024L * 1024)
            {
                _log.NoRoomForPicture(passage, "the rest of the disk is kept for the outbox");
                return null;
            }

            byte[] file = Pack(passage, item, picture);
            lock (_gate)
            {
                string path = Path.Combine(FolderOf(passage), $"{Name(kind)}-{item.Sha256}{Suffix}");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                DurableFile.Create(path, file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                _bytes += file.Length;
            }

            return item;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.NoRoomForPicture(passage, e.Message);
            return null;
        }
    }

    /// <summary>The pictures of a passage; none when they were destroyed, and none of those that somebody changed.</summary>
    public IReadOnlyList<OpenedPicture> Read(Guid passage)
    {
        lock (_gate)
        {
            string folder = FolderOf(passage);
            if (!Directory.Exists(folder))
                return [];
            var pictures = new List<OpenedPicture>();
            foreach (string path in Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal))
            {
                if (Unpack(passage, path) is { } picture)
                    pictures.Add(picture);
                else
                    _log.PictureDamaged(passage, Path.GetFileName(path));
            }

            return pictures;
        }
    }

    /// <summary>Destroys the pictures of a passage; false when there are none.</summary>
    public bool Discard(Guid passage)
    {
        lock (_gate)
            return Destroy(FolderOf(passage));
    }

    /// <summary>Destroys what is older than the age limit, then the oldest until the size limit holds. Returns the passages whose pictures went.</summary>
    public int Prune()
    {
        lock (_gate)
        {
            var oldest = _clock.GetCurrentInstant() - Duration.FromDays(_limits.MaxAgeDays);
            long most = (long)(_limits.MaxGigabytes * 1024 * 1024 * 1024);
            int gone = 0;
            foreach (string folder in Oldest())
            {
                bool tooOld = TimeOf(folder) < oldest;
                if (!tooOld && _bytes <= most)
                    break;
                if (Destroy(folder))
                    gone++;
            }

            if (gone > 0)
                _log.PicturesPruned(gone, _bytes);
            return gone;
        }
    }

    // A UUIDv7 sorts by its time as text, and so do the groups by its first digits (about five hours each).
    private IEnumerable<string> Oldest() => Directory.EnumerateDirectories(_folder).Order(StringComparer.Ordinal)
        .SelectMany(group => Directory.EnumerateDirectories(group).Order(StringComparer.Ordinal));

    private bool Destroy(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            long length = new FileInfo(path).Length;
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                file.Write(new byte[Math.Min(length, SaltLength + AtRest.Overhead)]);
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
            _bytes -= length;
        }

        Directory.Delete(folder);
        string group = Path.GetDirectoryName(folder)!;
        if (!Directory.EnumerateFileSystemEntries(group).Any())
            Directory.Delete(group);
        return true;
    }

    private byte[] Pack(Guid passage, EvidenceItem item, byte[] picture)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        byte[] mediaType = Encoding.ASCII.GetBytes(item.MediaType);
        using var box = new AtRest(_keys.Derive("evidence", salt));
        return [.. salt, .. box.Seal([(byte)mediaType.Length, .. mediaType, .. picture], Belonging(passage, item.Kind, item.Sha256))];
    }

    private OpenedPicture? Unpack(Guid passage, string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !Enum.TryParse<EvidenceKind>(name[..dash], ignoreCase: true, out var kind))
            return null;
        string sha256 = name[(dash + 1)..];
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < SaltLength)
            return null;
        using var box = new AtRest(_keys.Derive("evidence", file.AsSpan(0, SaltLength)));
        if (box.Open(file.AsSpan(SaltLength), Belonging(passage, kind, sha256)) is not { } plain)
            return null;
        return new(kind, Encoding.ASCII.GetString(plain, 1, plain[0]), sha256, plain[(1 + plain[0])..]);
    }

    private string FolderOf(Guid passage)
    {
        string name = passage.ToString();
        return Path.Combine(_folder, name[..6], name);
    }

    private static Instant TimeOf(string folder)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Guid.TryParse(Path.GetFileName(folder), out var passage) && passage.TryWriteBytes(bytes, bigEndian: true, out _)
            ? Instant.FromUnixTimeMilliseconds(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16)
            : Instant.MinValue;
    }

    private long Free() => new DriveInfo(_folder).AvailableFreeSpace;

    private static string Name(EvidenceKind kind) => kind.ToString().ToLowerInvariant();

    private static byte[] Belonging(Guid passage, EvidenceKind kind, string sha256) => Encoding.ASCII.GetBytes($"{passage}/{Name(kind)}/{sha256}");
}
