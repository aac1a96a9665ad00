using System.Runtime.CompilerServices;
using NodaTime;
using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>
/// A folder of pictures, subfolders included. Each picture is a passage of its own, shown as a clip of frames that pan by a
/// few pixels, as a camera's frames never equal each other: so the vote over frames has something to vote on.
/// </summary>
public sealed class FolderSource : IFrameSource
{
    /// <summary>Frames per picture.</summary>
    public const int ClipLength = 10;

    private const int Pan = 6;
    private static readonly Duration FrameSpacing = Duration.FromMilliseconds(100);

    private readonly string _folder;
    private readonly Func<int, int, Instant> _schedule;
    private readonly Func<Instant, CancellationToken, Task> _waitUntil;
    private readonly Action<SkippedPicture>? _skipped;

    /// <param name="folder">Where the pictures are.</param>
    /// <param name="schedule">When picture <c>index</c> (from 0) of <c>count</c> was taken; must rise with the index.</param>
    /// <param name="waitUntil">Comes back when the source's clock shows the instant.</param>
    /// <param name="skipped">Told of each picture that cannot be opened.</param>
    public FolderSource(
        string folder, Func<int, int, Instant> schedule, Func<Instant, CancellationToken, Task> waitUntil, Action<SkippedPicture>? skipped = null)
        => (_folder, _schedule, _waitUntil, _skipped) = (folder, schedule, waitUntil, skipped);

    public string Name => $"pictures in {_folder}";

    public SourceTraits Traits => SourceTraits.Pictures;

    /// <summary>Pictures left out so far because they could not be opened.</summary>
    public int Skipped { get; private set; }

    /// <summary>Throws at once, with one line for the user, when there is no such folder or no picture in it.</summary>
    /// <exception cref="SourceException">As said.</exception>
    public void Check() => Pictures();

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var pictures = Pictures();
        var number = 0L;
        for (var index = 0; index < pictures.Count; index++)
        {
            await _waitUntil(_schedule(index, pictures.Count), stop);
            using var picture = PictureFile.Open(pictures[index], out var fault);
            if (picture is null)
            {
                Skipped++;
                _skipped?.Invoke(new(pictures[index], fault!));
                continue;
            }

            var pan = new PanOver(picture, seed: index);
            for (var i = 0; i < ClipLength; i++)
            {
                var taken = _schedule(index, pictures.Count) + (FrameSpacing * i);
                if (i > 0)
                    await _waitUntil(taken, stop);
                yield return new Frame(pan.Next(), ++number, taken, pictures[index]);
            }
        }

        if (Skipped == pictures.Count)
            throw new SourceException($"{_folder}: none of its {pictures.Count} pictures could be opened; expected JPEG, PNG, BMP, TIFF or WebP files");
    }

    private IReadOnlyList<string> Pictures()
    {
        if (!Directory.Exists(_folder))
            throw new SourceException($"{_folder}: expected a folder with pictures, but there is no such folder");
        try
        {
            var pictures = FileTree.Files(_folder, PictureFile.IsPicture);
            return pictures.Count > 0
                ? pictures
                : throw new SourceException($"{_folder}: expected a folder with pictures (.jpg, .png, .bmp, .tif or .webp), but it holds none");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{_folder}: expected a readable folder with pictures ({e.Message})", e);
        }
    }

    /// <summary>Shifts a picture by a few pixels per frame, never to the same place twice in a row.</summary>
    private sealed class PanOver(Mat picture, int seed)
    {
        // Seeded, so that a folder gives the same frames each time; it decides nothing but the shake.
        private readonly Random _random = new(seed);
        private int _x;
        private int _y;

        public Mat Next()
        {
            var (x, y) = (_x, _y);
            while ((x, y) == (_x, _y))
                (x, y) = (_random.Next(-Pan, Pan + 1), _random.Next(-Pan / 2, (Pan / 2) + 1));
            (_x, _y) = (x, y);
            using var move = new Mat(2, 3, MatType.CV_64FC1);
            (move.At<double>(0, 0), move.At<double>(0, 1), move.At<double>(0, 2)) = (1, 0, x);
            (move.At<double>(1, 0), move.At<double>(1, 1), move.At<double>(1, 2)) = (0, 1, y);
            var frame = new Mat();
            Cv2.WarpAffine(picture, frame, move, picture.Size(), InterpolationFlags.Nearest, BorderTypes.Replicate);
            return frame;
        }
    }
}

/// <summary>A picture that was left out.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedPicture(string Path, string Reason);
