using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class FolderSourceTests
{
    private static readonly Instant Day = Instant.FromUtc(2026, 3, 2, 6, 0);
    private readonly List<Instant> _waited = [];
    private readonly List<SkippedPicture> _skipped = [];
    private string _folder;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("pictures-").FullName;
        _waited.Clear();
        _skipped.Clear();
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Shows_each_picture_as_a_clip_of_frames_that_never_equal_each_other()
    {
        Draw("b.png");
        Draw("a/c.jpg");

        var frames = await ReadAll();
        try
        {
            Assert.That(frames.Select(f => Path.GetRelativePath(_folder, f.Clip!)).Distinct(), Is.EqualTo(new[] { "a/c.jpg", "b.png" }));
            Assert.That(frames.Select(f => f.Number), Is.EqualTo(Enumerable.Range(1, 2 * FolderSource.ClipLength)));
            for (var i = 1; i < frames.Count; i++)
                Assert.That(Cv2.Norm(frames[i - 1].Image, frames[i].Image), Is.GreaterThan(0), $"frames {i} and {i + 1}");
        }
        finally
        {
            frames.ForEach(f => f.Dispose());
        }
    }

    [Test]
    public async Task Takes_its_times_from_the_schedule_and_waits_for_each()
    {
        Draw("a.png");
        Draw("b.png");

        var frames = await ReadAll();
        frames.ForEach(f => f.Dispose());

        Assert.That(frames.Select(f => f.Taken), Is.Ordered);
        Assert.That((frames[0].Taken, frames[FolderSource.ClipLength].Taken), Is.EqualTo((Day, Day + Duration.FromHours(1))));
        Assert.That(_waited, Is.EqualTo(frames.Select(f => f.Taken)));
    }

    [Test]
    public async Task A_corrupt_picture_is_skipped_counted_and_named()
    {
        Draw("a.jpg");
        File.WriteAllText(Path.Combine(_folder, "b.jpg"), "not a picture");
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "no picture and not counted");
        var source = Source();

        var frames = 0;
        await foreach (var frame in source.ReadAsync(default))
        {
            frame.Dispose();
            frames++;
        }

        Assert.That((frames, source.Skipped), Is.EqualTo((FolderSource.ClipLength, 1)));
        Assert.That(_skipped.Single(), Is.EqualTo(new SkippedPicture(Path.Combine(_folder, "b.jpg"), "it is not a picture that can be decoded")));
    }

    [Test]
    public void A_folder_without_pictures_is_refused_in_one_line()
        => Assert.That(() => Source().Check(), Throws.TypeOf<SourceException>().With.Message.EqualTo(
            $"{_folder}: expected a folder with pictures (.jpg, .png, .bmp, .tif or .webp), but it holds none"));

    [Test]
    public void A_folder_that_is_not_there_is_refused_in_one_line()
        => Assert.That(() => new FolderSource("nowhere", (_, _) => Day, (_, _) => Task.CompletedTask).Check(),
            Throws.TypeOf<SourceException>().With.Message.EqualTo("nowhere: expected a folder with pictures, but there is no such folder"));

    [Test]
    public void A_folder_of_nothing_but_corrupt_pictures_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.jpg"), []);

        Assert.That(async () => await ReadAll(), Throws.TypeOf<SourceException>().With.Message.Contains("none of its 1 pictures could be opened"));
    }

    private FolderSource Source() => new(
        _folder,
        (index, _) => Day + Duration.FromHours(index),
        (instant, _) =>
        {
            _waited.Add(instant);
            return Task.CompletedTask;
        },
        _skipped.Add);

    private async Task<List<Frame>> ReadAll()
    {
        var frames = new List<Frame>();
        await foreach (var frame in Source().ReadAsync(default))
            frames.Add(frame);
        return frames;
    }

    private void Draw(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var picture = new Mat(48, 64, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(256));
        Cv2.ImWrite(path, picture);
    }
}
