using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Cli.Evaluation;

/// <summary>
/// A detector and reader that take part. It reads without threshold and calibration: how sure it was is kept, and judged by
/// its shipped rules when the tables are made. Not for several threads.
/// </summary>
internal sealed class Contestant : IDisposable
{
    public const string Ours = "ours";
    public const string Tesseract = "tesseract";
    public const string Previous = "previous";

    private readonly PlateSearch _search;

    private Contestant(string name, PlateSearch search, Judgement rules)
        => (Name, _search, Rules, Models) = (name, search, rules, $"{search.DetectorVersion} {search.ReaderVersion}");

    public string Name { get; }

    public string Models { get; }

    /// <summary>What ships with it.</summary>
    public Judgement Rules { get; }

    /// <exception cref="BadInputException">A net or Tesseract's data cannot be used.</exception>
    public static Contestant Open(string name, ReadingOptions options)
    {
        try
        {
            Judgement rules;
            using (var shipped = PlateSearch.Open(options))
                rules = new(shipped.PictureRule, shipped.PassageRule, shipped.Second?.Odds);
            return new(name, PlateSearch.Open(options with { Threshold = 0, Calibrated = false }), rules);
        }
        catch (ModelException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    public Outcome About(string set, LookKind look, string sample, OutcomeKind kind)
        => new() { Reader = Name, Models = Models, Set = set, Look = look, Sample = sample, Kind = kind };

    /// <summary>What stands in one picture, and the milliseconds that it took.</summary>
    public (IReadOnlyList<PlateSighting> Sightings, double Ms) Look(Mat picture)
    {
        var searched = _search.Search(picture);
        var sightings = searched.Plates.Select(plate => new PlateSighting(
            plate.Found.Corners,
            plate.Reading?.Text ?? "",
            PlateConclusion.Of(plate.Reading, _search.PictureRule, picture, plate.Found.Corners)?.Text ?? "",
            plate.Reading?.Confidence ?? 0,
            plate.Reading?.Characters ?? []));
        return ([.. sightings], searched.Plates.Aggregate(searched.Detecting, (sum, plate) => sum + plate.Took).TotalMilliseconds);
    }

    /// <summary>The passages of a source, through motion gate, tracker and vote, and the milliseconds per frame.</summary>
    public async Task<(IReadOnlyList<PassageSighting> Sightings, double Ms)> WatchAsync(IFrameSource source, TrackingOptions options, CancellationToken stop)
    {
        var before = _search.Times;
        var loop = new FrameLoop(source, _search, options, new EdgeCounters());
        var sightings = new List<PassageSighting>();
        await foreach (var passage in loop.WatchAsync(stop))
        {
            using (passage)
            {
                if (passage.BestCorners is not { } corners)
                    continue;
                var (text, second) = (passage.Plate?.Text ?? "", passage.Plate?.SecondReader);
                sightings.Add(new(passage.BestTaken, new(corners, text, text, Rules.WithoutSecond(passage.Plate?.Confidence ?? 0, text, second), passage.Plate?.Characters ?? [], second ?? "")));
            }
        }

        stop.ThrowIfCancellationRequested();
        var spent = _search.Times.Detecting - before.Detecting + _search.Times.Reading - before.Reading;
        return (sightings, spent.TotalMilliseconds / Math.Max(1, loop.Times.Frames));
    }

    public void Dispose() => _search.Dispose();
}

/// <summary>When a reading counts, and what its confidence is worth.</summary>
/// <param name="Picture">Of one picture.</param>
/// <param name="Passage">Of a vote.</param>
/// <param name="Odds">What a second reader's answer is worth; null without one.</param>
internal sealed record Judgement(ReadRule Picture, ReadRule Passage, SecondReaderOdds? Odds)
{
    /// <summary>How likely the text is right, as the program would say it.</summary>
    public double Probability(Outcome outcome)
    {
        var rule = outcome.Look == LookKind.Picture ? Picture : Passage;
        var probability = rule.Calibration.At(outcome.Confidence);
        return Odds is null || outcome.Second.Length == 0 ? probability : Odds.Weigh(probability, outcome.Concluded, outcome.Second);
    }

    /// <summary>How likely one character of it is right.</summary>
    public double OfCharacter(Outcome outcome, double confidence) => (outcome.Look == LookKind.Picture ? Picture : Passage).Characters.At(confidence);

    /// <summary>It is a read: sure enough, and a plate of some country.</summary>
    public bool Counts(Outcome outcome)
        => outcome.Concluded.Length > 0 && Probability(outcome) >= (outcome.Look == LookKind.Picture ? Picture : Passage).Threshold;

    /// <summary>The confidence of the vote alone, out of the one that the second reader's answer went into.</summary>
    public double WithoutSecond(double confidence, string text, string? second)
    {
        if (Odds is null || second is null)
            return confidence;
        var ratio = Odds.Weigh(0.5, text, second) / (1 - Odds.Weigh(0.5, text, second));
        return confidence / (confidence + (ratio * (1 - confidence)));
    }
}

/// <summary>A plate, or something taken for one.</summary>
/// <param name="Corners">In the picture that was looked at; of a passage its best frame.</param>
/// <param name="Seen">Empty when nothing was read.</param>
/// <param name="Concluded">Empty when no country allows what was seen.</param>
/// <param name="Confidence">Before calibration and second reader, 0 to 1.</param>
/// <param name="Characters">The same of each character seen.</param>
/// <param name="Second">What the second reader said; empty for nothing.</param>
internal sealed record PlateSighting(PlateCorners Corners, string Seen, string Concluded, double Confidence, IReadOnlyList<double> Characters, string Second = "");

/// <summary>A passage.</summary>
/// <param name="BestTaken">When the frame was taken that shows it best.</param>
/// <param name="Sighting">Its plate there.</param>
internal sealed record PassageSighting(Instant BestTaken, PlateSighting Sighting);
