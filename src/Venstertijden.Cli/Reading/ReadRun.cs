using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Cli.Csv;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Cli.Reading;

/// <summary>One run of <c>vth read</c>.</summary>
internal sealed class ReadRun(ReadingOptions options, int threads, string? annotateFolder, TextWriter errors)
{
    private readonly Annotations? _annotations = annotateFolder is null ? null : new Annotations(annotateFolder);
    private readonly ConcurrentBag<PlateSearch> _searches = [];
    private int _opened;
    private int _done;

    /// <summary>Exit code: 0 when one picture or video could be opened, else 2 and nothing is written.</summary>
    /// <exception cref="BadInputException">Something that the user can mend.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> paths, string output, CancellationToken stop)
    {
        var files = paths.SelectMany(Expanded).ToList();
        if (files.Count == 0)
            throw new BadInputException($"expected pictures or videos (such as .jpg, .png, .mp4), but there are none in {string.Join(", ", paths)}");
        // Said before the long work, not after it.
        if (Path.GetDirectoryName(Path.GetFullPath(output)) is not { } folder || !Directory.Exists(folder))
            throw new BadInputException($"{output}: expected a place that can be written: its folder does not exist");
        var rows = new IReadOnlyList<ReadRow>?[files.Count];
        try
        {
            for (var i = 0; i < threads; i++)
                _searches.Add(Opened());
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
            await Parallel.ForAsync(0, files.Count, parallel, async (i, ended) =>
            {
                rows[i] = await ReadAsync(files[i], ended);
                ShowProgress(files.Count);
            });
        }
        catch (OperationCanceledException) when (_opened > 0 && files.Exists(RtspSource.IsAddress))
        {
            // A camera never ends by itself: what was read until somebody ended the run is what was asked for.
        }
        finally
        {
            foreach (var search in _searches)
                search.Dispose();
        }

        if (_opened == 0)
            throw new BadInputException(files.Count == 1 ? "nothing could be opened" : $"none of {files.Count} files could be opened");
        Utf8File.Write(output, csv => ReadRow.WriteAll(csv, rows.SelectMany(r => r ?? [])));
        if (files.Count - _opened is > 0 and var skipped && !stop.IsCancellationRequested)
            errors.WriteLine($"vth: {skipped} of {files.Count} files could not be opened");
        return 0;
    }

    private static IEnumerable<string> Expanded(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        try
        {
            return FileTree.Files(path, file => PictureFile.IsPicture(file) || VideoFileSource.IsVideo(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: expected a readable folder ({e.Message})", e);
        }
    }

    private PlateSearch Opened()
    {
        try
        {
            var search = PlateSearch.Open(options);
            // The first search also starts the nets up, which is no part of any picture's time.
            using var blank = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(128));
            search.Search(blank);
            return search;
        }
        catch (ModelException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private async Task<IReadOnlyList<ReadRow>> ReadAsync(string path, CancellationToken stop)
    {
        // As many searches as threads: one is always free.
        if (!_searches.TryTake(out var search))
            throw new InvalidOperationException("more readers than threads");
        try
        {
            return RtspSource.IsAddress(path) ? await ReadCameraAsync(path, search, stop)
                : VideoFileSource.IsVideo(path) ? await ReadVideoAsync(path, search, stop)
                : ReadPicture(path, search);
        }
        finally
        {
            _searches.Add(search);
        }
    }

    private IReadOnlyList<ReadRow> ReadPicture(string path, PlateSearch search)
    {
        using var picture = PictureFile.Open(path, out var fault);
        if (picture is null)
            return Unreadable(path, fault!);
        Interlocked.Increment(ref _opened);
        var searched = search.Search(picture);
        var read = searched.Plates
            .Select(plate => (Plate: plate, Read: PlateConclusion.Of(plate.Reading, search.PictureRule, picture, plate.Found.Corners)))
            .ToList();
        _annotations?.Write(path, picture, read.Select(p => new Mark(
            p.Plate.Found.Corners, p.Read?.Text ?? p.Plate.Reading?.Text ?? "?", p.Plate.Reading?.Confidence ?? 0, p.Read is not null)));
        var rows = read.Where(p => p.Read is not null)
            .Select(p => new ReadRow(path, p.Read!.Text, p.Read.Confidence, p.Plate.Found.Corners, searched.Detecting, p.Plate.Took))
            .ToList();
        return rows.Count > 0
            ? rows
            : [new ReadRow(path, Detecting: searched.Detecting, Reading: searched.Plates.Aggregate(TimeSpan.Zero, (sum, plate) => sum + plate.Took))];
    }

    private Task<IReadOnlyList<ReadRow>> ReadVideoAsync(string path, PlateSearch search, CancellationToken stop)
    {
        var source = new VideoFileSource(path, NodaConstants.UnixEpoch, pace: null);
        return WatchedAsync(path, search, () =>
        {
            source.Check();
            return source;
        }, NodaConstants.UnixEpoch, stop);
    }

    /// <summary>A live camera, until its stream ends or somebody ends the run; its address shows without its password.</summary>
    private Task<IReadOnlyList<ReadRow>> ReadCameraAsync(string address, PlateSearch search, CancellationToken stop)
    {
#pragma warning disable RS0030 // The command line is a composition root.
        var clock = SystemClock.Instance;
#pragma warning restore RS0030
        return WatchedAsync(RtspSource.WithoutSecrets(address), search,
            () => new RtspSource(address, clock, TimeProvider.System, NullLogger<RtspSource>.Instance, reconnects: false), clock.GetCurrentInstant(), stop);
    }

    /// <summary>One row per passage that was read.</summary>
    private async Task<IReadOnlyList<ReadRow>> WatchedAsync(string name, PlateSearch search, Func<IFrameSource> open, Instant start, CancellationToken stop)
    {
        var (before, rows) = (search.Times, new List<ReadRow>());
        try
        {
            var loop = new FrameLoop(open(), search, new TrackingOptions(), new EdgeCounters());
            await foreach (var passage in loop.WatchAsync(stop))
            {
                using (passage)
                {
                    if (passage.Plate is not { } plate || passage.BestCorners is not { } corners)
                        continue;
                    var place = FormattableString.Invariant($"{name}#t={(passage.BestTaken - start).TotalSeconds:0.###}");
                    rows.Add(new ReadRow(place, plate.Text, plate.Confidence, corners));
                    _annotations?.Write(place, passage.Best, [new Mark(corners, plate.Text, plate.Confidence, true)]);
                }
            }
        }
        catch (SourceException e)
        {
            return Unreadable(name, e.Message);
        }

        Interlocked.Increment(ref _opened);
        var frames = Math.Max(1, search.Times.Pictures - before.Pictures);
        var (detecting, reading) = ((search.Times.Detecting - before.Detecting) / frames, (search.Times.Reading - before.Reading) / frames);
        if (rows.Count == 0)
            rows.Add(new ReadRow(name));
        return [.. rows.Select(row => row with { Detecting = detecting, Reading = reading })];
    }

    private ReadRow[] Unreadable(string path, string reason)
    {
        lock (errors)
            errors.WriteLine($"vth: {(reason.StartsWith(path, StringComparison.Ordinal) ? reason : $"{path}: {reason}")}; skipped");
        return [new ReadRow(path)];
    }

    private void ShowProgress(int count)
    {
        var done = Interlocked.Increment(ref _done);
        if (Console.IsErrorRedirected || (done % 20 != 0 && done != count))
            return;
        lock (errors)
            errors.Write(done == count ? "\r" + new string(' ', 40) + "\r" : $"\rvth: {done} of {count} read");
    }
}
