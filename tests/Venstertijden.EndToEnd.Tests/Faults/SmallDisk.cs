using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>A disk of a few megabytes (tmpfs) that can be filled to the last byte. Where mounting is not allowed it is a plain folder that cannot.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly bool _mounted;

    internal SmallDisk(string folder, int megabytes)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        _mounted = Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
    }

    internal string Folder { get; }

    internal bool CanBeFilled => _mounted;

    private string Filler => Path.Combine(Folder, "filler");

    internal void Fill()
    {
        byte[] block = new byte[4096];
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    internal void Free() => File.Delete(Filler);

    public void Dispose()
    {
        if (_mounted)
            Run("umount", "-l", Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
