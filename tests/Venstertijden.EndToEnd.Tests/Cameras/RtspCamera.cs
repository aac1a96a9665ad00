using System.Diagnostics;
using System.Globalization;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Cameras;

/// <summary>A real RTSP server on loopback that plays a video to whoever connects; a process of its own, so that it can be killed.</summary>
internal sealed class RtspCamera : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _video;
    private readonly int _port = VthProcess.FreePort();
    private Process? _process;

    private RtspCamera(string video) => _video = video;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{_port}/street");

    /// <summary>Skips the test where the server is not installed.</summary>
    public static async Task<RtspCamera> ServeAsync(string video)
    {
        var (code, said) = File.Exists(Python)
            ? await RunAsync("-c", "import gi; gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst; Gst.init(None); assert Gst.ElementFactory.find('rtph264pay')")
            : (-1, "");
        if (code != 0)
            Assert.Ignore($"no RTSP server here: apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good ({said.Trim().Split('\n')[^1]})");
        var camera = new RtspCamera(video);
        await camera.StartAsync();
        return camera;
    }

    /// <summary>Starts it, or starts it again at the same address.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(Repository.Root, "tests", "Venstertijden.EndToEnd.Tests", "Cameras", "rtsp_camera.py"), _video, _port.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Eventually.Patience);
        Assert.That(await _process.StandardOutput.ReadLineAsync(patience.Token), Is.EqualTo("ready"));
    }

    /// <summary>kill -9: the connection breaks off.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
