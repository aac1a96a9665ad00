using System.Collections.Concurrent;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Street;

namespace Venstertijden.Cli.Evaluation;

/// <summary>Puts the readers to all samples that they have not seen yet.</summary>
internal sealed class EvaluationRun(EvaluationOptions options, OutcomeFile outcomes, TextWriter progress) : IDisposable
{
    // Those that ours is compared with: their shares are clear after a few hundred, and Tesseract takes ten times as long as all else together.
    private const int PassagesOfOthers = 500;
    private const int ToldEach = 100;

    private readonly ConcurrentBag<IReadOnlyList<Contestant>> _free = [];
    private readonly List<Contestant> _all = [];

    /// <summary>The readers that take part, ours first.</summary>
    public IReadOnlyList<Contestant> Contestants => _free.First();

    /// <summary>Opens all nets.</summary>
    /// <exception cref="BadInputException">One cannot be used.</exception>
    public void Open()
    {
        for (var i = 0; i < options.Threads; i++)
        {
            List<Contestant> team = [Keep(Contestant.Open(Contestant.Ours, new ReadingOptions { ModelFolder = options.Models }))];
            if (options.Previous is { } folder)
                team.Add(Keep(Contestant.Open(Contestant.Previous, new ReadingOptions { ModelFolder = folder })));
            try
            {
                team.Add(Keep(Contestant.Open(Contestant.Tesseract, new ReadingOptions { ModelFolder = options.Models, Reader = PlateReaderKind.Tesseract })));
            }
            catch (BadInputException e)
            {
                if (i == 0)
                    progress.WriteLine($"vth: left out: Tesseract ({e.Message})");
            }

            _free.Add(team);
        }
    }

    /// <summary>All sets that were asked for.</summary>
    public async Task<IReadOnlyList<RealSet>> RunAsync(CancellationToken stop)
    {
        var sets = new List<RealSet>();
        foreach (var folder in options.RealFolders)
        {
            var set = Load(folder);
            sets.Add(set);
            await EachAsync(set.Name, set.Frames.Count, (readers, i, ended) => OfFrameAsync(readers, set, set.Frames[i], ended), stop);
        }

        if (options.Passages > 0)
        {
            var street = new StreetPassages(options.Seed);
            await EachAsync(RenderedEvaluation.Passages(options.Seed), options.Passages, (readers, i, ended) => OfPassageAsync(readers, street, i, ended), stop);
        }

        return sets;
    }

    public void Dispose()
    {
        foreach (var contestant in _all)
            contestant.Dispose();
    }

    private RealSet Load(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var set = RealSet.Load(folder, name);
        return options.HeldOut && !set.AllBoxed ? HeldOut.Load(folder, name + " (held out)") : set;
    }

    private async ValueTask OfFrameAsync(IReadOnlyList<Contestant> readers, RealSet set, RealFrame frame, CancellationToken stop)
    {
        Mat? picture = null;
        try
        {
            foreach (var reader in readers)
            {
                if (!outcomes.Has(reader.Name, reader.Models, set.Name, LookKind.Picture, frame.Name))
                    outcomes.Add(RealEvaluation.Look(reader, set, frame, picture ??= RealEvaluation.Open(frame)));
                // A clip is ten frames: Tesseract, which is compared at the same pictures already, is left out.
                if (reader.Name != Contestant.Tesseract && !outcomes.Has(reader.Name, reader.Models, RealEvaluation.ClipsOf(set.Name), LookKind.Passage, frame.Name))
                    outcomes.Add(await RealEvaluation.WatchAsync(reader, set, frame, picture ??= RealEvaluation.Open(frame), stop));
            }
        }
        finally
        {
            picture?.Dispose();
        }
    }

    private async ValueTask OfPassageAsync(IReadOnlyList<Contestant> readers, StreetPassages street, int number, CancellationToken stop)
    {
        var (passages, frames, sample) = (RenderedEvaluation.Passages(options.Seed), RenderedEvaluation.Frames(options.Seed), number.ToString("00000", System.Globalization.CultureInfo.InvariantCulture));
        RenderedPassage? rendered = null;
        foreach (var reader in readers.Where(r => number < PassagesOfOthers || r.Name == Contestant.Ours))
        {
            if (!outcomes.Has(reader.Name, reader.Models, frames, LookKind.Picture, sample))
                outcomes.Add(RenderedEvaluation.Look(reader, frames, sample, rendered ??= street.Render(number)));
            if (!outcomes.Has(reader.Name, reader.Models, passages, LookKind.Passage, sample))
                outcomes.Add(await RenderedEvaluation.WatchAsync(reader, passages, sample, rendered ??= street.Render(number), stop));
        }
    }

    private async Task EachAsync(string what, int count, Func<IReadOnlyList<Contestant>, int, CancellationToken, ValueTask> work, CancellationToken stop)
    {
        var done = 0;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop }, async (i, ended) =>
        {
            // As many teams as threads: one is always free.
            if (!_free.TryTake(out var readers))
                throw new InvalidOperationException("more samples under way than teams of readers");
            try
            {
                await work(readers, i, ended);
            }
            finally
            {
                _free.Add(readers);
            }

            if (Interlocked.Increment(ref done) is var now && (now % ToldEach == 0 || now == count))
                progress.WriteLine($"vth: {what}: {now} of {count}");
        });
    }

    private Contestant Keep(Contestant contestant)
    {
        _all.Add(contestant);
        return contestant;
    }
}
