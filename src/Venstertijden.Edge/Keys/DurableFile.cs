namespace Venstertijden.Edge.Keys;

/// <summary>Files that are either there as a whole, on the disk, or not at all, whenever the power goes.</summary>
internal static class DurableFile
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes a file that was not there; one that is there stays as it is.</summary>
    internal static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        string draft = Write(path, content, mode);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    internal static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Readable) =>
        File.Move(Write(path, content, mode), path, overwrite: true);

    private static string Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        string draft = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            using var file = new FileStream(draft, options);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        return draft;
    }
}
