using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;
using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>
/// A camera over RTSP (TCP), received by ffmpeg. Connects again by itself, waiting longer each time; frames that nobody has time for are dropped,
/// newest kept, and show as jumps of the running number.
/// </summary>
public sealed class RtspSource : IFrameSource
{
    private const int Waiting = 2;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Uri _address;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<RtspSource> _log;
    private readonly bool _reconnects;

    /// <param name="address">Such as <c>rtsp://user:password@camera/stream</c>; the password shows nowhere.</param>
    /// <param name="clock">Tells when a frame was taken.</param>
    /// <param name="time">For the pauses between attempts.</param>
    /// <param name="log">Told of lost and found connections.</param>
    /// <param name="reconnects">False ends with the stream, and with a <see cref="SourceException"/> where there is none.</param>
    /// <exception cref="SourceException">It is not an RTSP address.</exception>
    public RtspSource(string address, IClock clock, TimeProvider time, ILogger<RtspSource> log, bool reconnects = true)
    {
        if (!IsAddress(address) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new SourceException("expected an address such as rtsp://camera.example/stream");
        (_address, _clock, _time, _log, _reconnects) = (uri, clock, time, log, reconnects);
        Name = WithoutSecrets(address);
    }

    public string Name { get; }

    public SourceTraits Traits => SourceTraits.Street;

    public static bool IsAddress(string text)
        => text.StartsWith("rtsp://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("rtsps://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address without user and password; of one that is none, only that it is one.</summary>
    public static string WithoutSecrets(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
        ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
        : "rtsp address";

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        // Grabbing blocks inside FFmpeg: it gets a thread of its own, and the newest frames wait here.
        var frames = Channel.CreateBounded<Frame>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            static dropped => dropped.Dispose());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var grabbing = Task.Factory.StartNew(() => GrabAsync(frames.Writer, ended.Token), ended.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(stop))
                yield return frame;
        }
        finally
        {
            await ended.CancelAsync();
            await grabbing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (frames.Reader.TryRead(out var left))
                left.Dispose();
        }
    }

    private async Task GrabAsync(ChannelWriter<Frame> frames, CancellationToken stop)
    {
        var number = 0L;
        var pause = FirstPause;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var before = number;
                using (var camera = FfmpegStream.Open(_address, stop))
                    number = Grab(camera, frames, number, stop);
                if (number > before)
                    pause = FirstPause;
                if (stop.IsCancellationRequested)
                    break;
                if (!_reconnects)
                {
                    frames.TryComplete(number > 0 ? null : new SourceException($"{Name}: expected a camera that sends pictures, but none answers there"));
                    break;
                }

                _log.CameraLost(Name, pause.TotalSeconds);
                await Task.Delay(pause, _time, stop);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            }
        }
        catch (SourceException e)
        {
            frames.TryComplete(e);
        }
        finally
        {
            frames.TryComplete();
        }
    }

    private long Grab(FfmpegStream camera, ChannelWriter<Frame> frames, long number, CancellationToken stop)
    {
        for (var first = true; !stop.IsCancellationRequested && camera.Next() is { } image; first = false)
        {
            if (first)
                _log.CameraConnected(Name);
            frames.TryWrite(new Frame(image, ++number, _clock.GetCurrentInstant()));
        }

        return number;
    }
}
