using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class VideoFileSourceTests
{
    private const int FramesInVideo = 20;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 6, 0);
    private string _folder;
    private string _video;

    [OneTimeSetUp]
    public void Film()
    {
        _folder = Directory.CreateTempSubdirectory("video-").FullName;
        _video = Path.Combine(_folder, "street.avi");
        using var writer = new VideoWriter(_video, FourCC.MJPG, 10, new Size(64, 48));
        Assume.That(writer.IsOpened(), "OpenCV can write MJPEG");
        for (var i = 0; i < FramesInVideo; i++)
        {
            using var frame = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(10 * i));
            writer.Write(frame);
        }
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Without_a_pace_every_frame_comes_with_its_time()
    {
        var frames = await ReadAll(new VideoFileSource(_video, Start, pace: null));

        Assert.That(frames.Select(f => f.Number), Is.EqualTo(Enumerable.Range(1, FramesInVideo)));
        Assert.That(frames.Select(f => (f.Taken - Start).TotalMilliseconds), Is.EqualTo(Enumerable.Range(0, FramesInVideo).Select(i => 100.0 * i)).Within(1));
    }

    [Test]
    public async Task At_real_speed_a_frame_comes_when_it_is_due()
    {
        var time = new FakeTimeProvider();
        await using var frames = new VideoFileSource(_video, Start, time).ReadAsync(default).GetAsyncEnumerator();
        Assert.That(await frames.MoveNextAsync(), Is.True);
        frames.Current.Dispose();

        var second = frames.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.That(second.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await second, Is.True);
        frames.Current.Dispose();
    }

    [Test]
    public async Task At_real_speed_frames_that_nobody_had_time_for_are_dropped_and_show_in_the_number()
    {
        var time = new FakeTimeProvider();
        await using var frames = new VideoFileSource(_video, Start, time).ReadAsync(default).GetAsyncEnumerator();
        await frames.MoveNextAsync();
        frames.Current.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(1000));

        await frames.MoveNextAsync();

        Assert.That(frames.Current.Number, Is.GreaterThan(5));
        frames.Current.Dispose();
    }

    [Test]
    public async Task A_video_that_changes_size_goes_on()
    {
        var both = Path.Combine(_folder, "both.h264");
        await using (var whole = File.Create(both))
        {
            foreach (var size in (string[])["320x240", "160x120"])
                await whole.WriteAsync(await Encoded(size));
        }

        var frames = await ReadAll(new VideoFileSource(both, Start, pace: null));

        Assert.That(frames, Has.Count.EqualTo(20));
        Assert.That(frames.Select(f => f.Taken), Is.Ordered);
    }

    [Test]
    public void A_missing_video_is_refused_in_one_line()
        => Assert.That(() => new VideoFileSource("nowhere.mp4", Start, pace: null).Check(),
            Throws.TypeOf<SourceException>().With.Message.EqualTo("nowhere.mp4: expected a video file, but there is none"));

    [Test]
    public void A_file_that_is_no_video_is_refused_in_one_line()
    {
        var path = Path.Combine(_folder, "broken.mp4");
        File.WriteAllText(path, "no video");

        Assert.That(() => new VideoFileSource(path, Start, pace: null).Check(),
            Throws.TypeOf<SourceException>().With.Message.StartsWith($"{path}: expected a video that FFmpeg can open"));
    }

    /// <summary>Ten frames of H.264 without a container, which two may follow each other in.</summary>
    private async Task<byte[]> Encoded(string size)
    {
        var path = Path.Combine(_folder, size + ".h264");
        try
        {
            using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=10", "-frames:v", "10", "-c:v", "libx264", "-pix_fmt", "yuv420p", path]);
            await ffmpeg.WaitForExitAsync();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("no ffmpeg here, which encodes the video: apt-get install ffmpeg");
        }

        return await File.ReadAllBytesAsync(path);
    }

    private static async Task<List<(long Number, Instant Taken)>> ReadAll(VideoFileSource source)
    {
        var frames = new List<(long, Instant)>();
        await foreach (var frame in source.ReadAsync(default))
        {
            frames.Add((frame.Number, frame.Taken));
            frame.Dispose();
        }

        return frames;
    }
}
