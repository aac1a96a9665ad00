using System.Buffers.Binary;
using System.IO.Compression;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>One CSV that is read.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Open">Opens it from its beginning; compressed files give their content.</param>
/// <param name="WrittenAt">When it was written; null when that is not known.</param>
public sealed record SourceFile(string Name, Func<Stream> Open, Instant? WrittenAt = null)
{
    private const int Buffer = 1 << 20;

    /// <summary>The CSVs of a file or folder: <c>.csv</c>, <c>.csv.gz</c>, and what a <c>.zip</c> holds of them.</summary>
    /// <exception cref="ImportRefusedException">It is not there, or holds none.</exception>
    public static IReadOnlyList<SourceFile> Of(string path)
    {
        try
        {
            string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path).Where(IsOurs).Order(StringComparer.Ordinal)] : [path];
            SourceFile[] found = [.. files.SelectMany(OfFile)];
            return found.Length > 0 ? found : throw new ImportRefusedException($"{path}: expected CSV files (.csv, .csv.gz, or in a .zip); there is none");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ImportRefusedException($"{path}: expected a CSV, a .csv.gz, a .zip or a folder that can be read: {e.Message}", e);
        }
    }

    private static bool IsOurs(string name) => HasEnd(name, ".csv") || HasEnd(name, ".csv.gz") || HasEnd(name, ".zip");

    private static bool HasEnd(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SourceFile> OfFile(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException("it does not exist");
        if (HasEnd(path, ".zip"))
            return OfZip(path);
        Func<Stream> open = HasEnd(path, ".gz") ? () => new WholeGzip(Read(path)) : () => Read(path);
        return [new SourceFile(path, open, Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(path)))];
    }

    private static List<SourceFile> OfZip(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        // The time in a zip has no zone; a few hours do not matter for the age of a list of days.
        return [.. from entry in zip.Entries where HasEnd(entry.Name, ".csv") orderby entry.FullName
                   select new SourceFile($"{path}#{entry.FullName}", () => OpenEntry(path, entry.FullName), Instant.FromDateTimeUtc(DateTime.SpecifyKind(entry.LastWriteTime.DateTime, DateTimeKind.Utc)))];
    }

    private static ZippedStream OpenEntry(string path, string entry)
    {
        var zip = ZipFile.OpenRead(path);
        return new ZippedStream(zip, zip.GetEntry(entry)!.Open());
    }

    private static FileStream Read(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.SequentialScan);

    /// <summary>What is read in one direction.</summary>
    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Closes the zip with the entry.</summary>
    private sealed class ZippedStream(ZipArchive zip, Stream content) : ReadOnlyStream
    {
        public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
                zip.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>
    /// Decompresses, and at the end holds what came against the length that stands in the last four bytes: the platform's own stream takes a file
    /// that was cut for one that ends there.
    /// </summary>
    private sealed class WholeGzip : ReadOnlyStream
    {
        private readonly GZipStream _content;
        private readonly uint _announced;
        private uint _came;

        internal WholeGzip(FileStream file)
        {
            Span<byte> last = stackalloc byte[4];
            file.Position = Math.Max(0, file.Length - last.Length);
            file.ReadAtLeast(last, last.Length, throwOnEndOfStream: false);
            file.Position = 0;
            (_announced, _content) = (BinaryPrimitives.ReadUInt32LittleEndian(last), new GZipStream(file, CompressionMode.Decompress));
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = _content.Read(buffer, offset, count);
            _came += (uint)read;
            if (read == 0 && count > 0 && _came != _announced)
                throw new InvalidDataException("a .gz was cut, or is made of several: download it again, or decompress it first");
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
