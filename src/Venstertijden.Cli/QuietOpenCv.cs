using System.Runtime.InteropServices;

namespace Venstertijden.Cli;

/// <summary>
/// Asks OpenCV and FFmpeg to say nothing on standard error: what they have to say of a broken file, we say in one line of
/// our own. Who sets the variables himself hears them.
/// </summary>
internal static class QuietOpenCv
{
    /// <summary>Must come before OpenCV is loaded.</summary>
    public static void Ask()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // What .NET sets in its own environment native code does not see.
        _ = SetVariable("OPENCV_LOG_LEVEL\0"u8.ToArray(), "SILENT\0"u8.ToArray(), overwrite: 0);
        _ = SetVariable("OPENCV_FFMPEG_LOGLEVEL\0"u8.ToArray(), "-8\0"u8.ToArray(), overwrite: 0);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(byte[] name, byte[] value, int overwrite);
}
