using System.Runtime.CompilerServices;
using NodaTime;
using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>A video file: at real speed as if it were a camera, or as fast as its frames are looked at.</summary>
public sealed class VideoFileSource : IFrameSource
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mkv", ".mov", ".avi", ".webm", ".ts", ".mts", ".mpg", ".mpeg", ".h264", ".264", ".h265", ".265", ".hevc",
    };

    private readonly string _path;
    private readonly Instant _start;
    private readonly TimeProvider? _pace;

    /// <param name="path">The file.</param>
    /// <param name="start">When its first frame was taken.</param>
    /// <param name="pace">Real speed by this clock: frames for which there is no time are dropped, as a camera's would be; null for every frame, as fast as it goes.</param>
    public VideoFileSource(string path, Instant start, TimeProvider? pace)
        => (_path, _start, _pace) = (path, start, pace);

    public string Name => $"video {_path}";

    public SourceTraits Traits => SourceTraits.Street;

    public static bool IsVideo(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Throws at once, with one line for the user, when the video cannot be opened.</summary>
    /// <exception cref="SourceException">As said.</exception>
    public void Check() => Open().Dispose();

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using var video = Open();
        var spacing = 1000 / (video.Fps is > 0 and < 1000 ? video.Fps : 25);
        var began = _pace?.GetTimestamp() ?? 0;
        var last = -spacing;
        for (var number = 1L; video.Grab(); number++)
        {
            stop.ThrowIfCancellationRequested();
            // Some containers tell no position; a frame is then one spacing after the one before.
            var position = video.PosMsec is var told && told > last ? told : last + spacing;
            last = position;
            if (_pace is not null)
            {
                var late = _pace.GetElapsedTime(began) - TimeSpan.FromMilliseconds(position);
                if (late > TimeSpan.FromMilliseconds(2 * spacing))
                    continue;
                if (late < TimeSpan.Zero)
                    await Task.Delay(-late, _pace, stop);
            }

            var image = new Mat();
            if (video.Retrieve(image) && !image.Empty())
                yield return new Frame(image, number, _start + Duration.FromMilliseconds(position));
            else
                image.Dispose();
        }
    }

    private VideoCapture Open()
    {
        if (!File.Exists(_path))
            throw new SourceException($"{_path}: expected a video file, but there is none");
        var video = new VideoCapture(_path, VideoCaptureAPIs.FFMPEG);
        if (video.IsOpened() && video.FrameWidth > 0)
            return video;
        video.Dispose();
        throw new SourceException($"{_path}: expected a video that FFmpeg can open (such as H.264 in .mp4), but it cannot be opened");
    }
}
