using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>
/// The frames of a camera, received and decoded by Debian's ffmpeg, one process per camera: the FFmpeg inside OpenCV's
/// official runtime is built without network. They come as YUV4MPEG2, which says the size once and then is nothing but
/// pictures. Not for several threads.
/// </summary>
internal sealed unsafe class FfmpegStream : IDisposable
{
    private const int LongestHeader = 512;
    private const int TimeoutMicroseconds = 10_000_000;

    // The last two also for the address list on standard input.
    private const string Protocols = "rtsp,rtsps,rtp,srtp,tcp,udp,tls,crypto,file,pipe";

    private static readonly string[] Arguments =
    [
        "-v", "error", "-protocol_whitelist", Protocols, "-f", "concat", "-safe", "0", "-i", "pipe:0", "-an", "-sn", "-dn", "-fps_mode", "passthrough",
        "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1",
    ];

    private readonly Process _process;
    private readonly Stream _pictures;
    private readonly CancellationTokenRegistration _stopping;
    private Mat? _yuv;

    private FfmpegStream(Process process, CancellationToken stop)
    {
        (_process, _pictures) = (process, process.StandardOutput.BaseStream);
        // Reading the pipe cannot be stopped, but what fills it can.
        _stopping = stop.Register(Kill);
    }

    /// <summary>Starts to receive; whether anything comes, <see cref="Next"/> tells.</summary>
    /// <exception cref="SourceException">ffmpeg is not installed.</exception>
    public static FfmpegStream Open(Uri address, CancellationToken stop)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments)
            start.ArgumentList.Add(argument);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SourceException("expected ffmpeg, which receives the pictures of cameras; on Debian: apt-get install ffmpeg", e);
        }

        // What ffmpeg says may hold the address with its password: it is read, so that it never waits, and dropped.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var stream = new FfmpegStream(process, stop);
        try
        {
            // By standard input and not as an argument, which every user of the machine can see.
            process.StandardInput.Write(List(address));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended already; that no picture comes says so.
        }

        return stream;
    }

    /// <summary>The next frame as 8-bit BGR, for whoever takes it; null at the end, or when nothing came for 10 s.</summary>
    public Mat? Next()
    {
        try
        {
            if (_yuv is null && !ReadHeader())
                return null;
            if (Line() is not { } frame || !frame.StartsWith("FRAME", StringComparison.Ordinal))
                return null;
            _pictures.ReadExactly(new Span<byte>((void*)_yuv!.Data, checked((int)_yuv.Total())));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }

        var picture = new Mat();
        Cv2.CvtColor(_yuv, picture, ColorConversionCodes.YUV2BGR_I420);
        return picture;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        Kill();
        _process.Dispose();
        _yuv?.Dispose();
    }

    /// <summary>Width and height of a YUV4MPEG2 header; null when it is none.</summary>
    internal static (int Width, int Height)? Size(string header)
    {
        var words = header.Split(' ');
        return words[0] == "YUV4MPEG2" && Number('W') is { } width && Number('H') is { } height ? (width, height) : null;

        int? Number(char letter) => words.Skip(1).FirstOrDefault(word => word.StartsWith(letter)) is { } found
            && int.TryParse(found.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 16_384 ? value : null;
    }

    /// <summary>The address as ffmpeg's concat list; over TCP, which loses nothing.</summary>
    internal static string List(Uri address) => string.Create(CultureInfo.InvariantCulture,
        $"ffconcat version 1.0\nfile '{address.AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal)}'\noption rtsp_transport tcp\noption timeout {TimeoutMicroseconds}\n");

    private bool ReadHeader()
    {
        if (Line() is not { } header || Size(header) is not var (width, height))
            return false;
        _yuv = new Mat(height * 3 / 2, width, MatType.CV_8UC1);
        return true;
    }

    /// <summary>A line without its end; null when there is none.</summary>
    private string? Line()
    {
        var line = new StringBuilder();
        while (line.Length < LongestHeader && _pictures.ReadByte() is >= 0 and var next)
        {
            if (next == '\n')
                return line.ToString();
            line.Append((char)next);
        }

        return null;
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }
}
