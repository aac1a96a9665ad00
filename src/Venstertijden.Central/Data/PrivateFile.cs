namespace Venstertijden.Central.Data;

/// <summary>Files and folders that only their owner may read: keys, backups, personal data.</summary>
internal static class PrivateFile
{
    /// <summary>Whole or not at all, and on the disk when it returns: a half-written key after a crash would lock everything that it sealed.</summary>
    /// <exception cref="IOException">It cannot be written; or it is there already, and is not to be replaced.</exception>
    public static void Write(string path, bool replace, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, replace);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Leaves a folder that is there already as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
