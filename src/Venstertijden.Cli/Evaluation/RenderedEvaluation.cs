using System.Runtime.CompilerServices;
using OpenCvSharp;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;
using Venstertijden.Street;

namespace Venstertijden.Cli.Evaluation;

/// <summary>Looks at rendered passages, of which all is known and which no net was trained on: whole, and one frame of each alone.</summary>
internal static class RenderedEvaluation
{
    // A few frames last a tenth of what a camera sees of a passage, so that as little movement must tell a vehicle from a board.
    private static readonly TrackingOptions Short = new() { DrivesAfter = 0.1 };

    public static string Passages(int seed) => FormattableString.Invariant($"rendered passages, seed {seed}");

    public static string Frames(int seed) => FormattableString.Invariant($"rendered frames, seed {seed}");

    /// <summary>The passage through tracker and vote.</summary>
    public static async Task<IReadOnlyList<Outcome>> WatchAsync(Contestant reader, string set, string sample, RenderedPassage passage, CancellationToken stop)
    {
        var (seen, ms) = await reader.WatchAsync(new Clip(passage), Short, stop);
        var truths = Truths(passage);
        // A passage shows its plate in its best frame, so it is compared with where the plates are in that one.
        var left = seen.ToList();
        var rows = new List<Outcome>();
        foreach (var (plate, corners) in truths)
        {
            var mine = left.MaxBy(s => PlateBox.Around(s.Sighting.Corners).Overlap(corners(FrameAt(passage, s.BestTaken))));
            var found = mine is not null && PlateBox.Around(mine.Sighting.Corners).Overlap(corners(FrameAt(passage, mine.BestTaken))) >= Pairing.Same;
            if (found)
                left.Remove(mine!);
            rows.Add(OfPlate(reader.About(set, LookKind.Passage, sample, OutcomeKind.Plate), passage.Truth, plate, found ? mine!.Sighting : null, found));
        }

        rows.AddRange(left.Where(s => s.Sighting.Concluded.Length > 0)
            .Select(s => Said(About(reader.About(set, LookKind.Passage, sample, OutcomeKind.Beside), passage.Truth), s.Sighting)));
        rows.Add(reader.About(set, LookKind.Passage, sample, OutcomeKind.Sample) with { Ms = ms });
        return rows;
    }

    /// <summary>The middle frame as a picture by itself.</summary>
    public static IReadOnlyList<Outcome> Look(Contestant reader, string set, string sample, RenderedPassage passage)
    {
        var frame = passage.Frames[passage.Frames.Count / 2];
        using var picture = Picture(frame.Picture);
        var (sightings, ms) = reader.Look(picture);
        var truths = Truths(passage);
        var (pairs, beside) = Pairing.Of([.. truths.Select(t => t.Corners(frame))], sightings);
        return
        [
            .. truths.Zip(pairs, (truth, pair) => OfPlate(
                reader.About(set, LookKind.Picture, sample, OutcomeKind.Plate), passage.Truth, truth.Plate, pair.Sighting, pair.Overlap >= Pairing.WellFound)),
            .. beside.Where(s => s.Concluded.Length > 0).Select(s => Said(About(reader.About(set, LookKind.Picture, sample, OutcomeKind.Beside), passage.Truth), s)),
            reader.About(set, LookKind.Picture, sample, OutcomeKind.Sample) with { Ms = ms },
        ];
    }

    private static List<(PlateTruth Plate, Func<PassageFrame, PlateBox> Corners)> Truths(RenderedPassage passage)
    {
        List<(PlateTruth, Func<PassageFrame, PlateBox>)> truths = [(passage.Truth.Plate, frame => Box(frame.Plate))];
        if (passage.Truth.Carried is { } carried)
            truths.Add((carried, frame => Box(frame.Carried)));
        return truths;
    }

    private static PassageFrame FrameAt(RenderedPassage passage, NodaTime.Instant taken) => passage.Frames.First(frame => frame.Taken >= taken);

    private static PlateBox Box(IReadOnlyList<PixelPoint> q) => q.Count == 0 ? default : new(q.Min(p => p.X), q.Min(p => p.Y), q.Max(p => p.X), q.Max(p => p.Y));

    private static Outcome OfPlate(Outcome about, PassageTruth truth, PlateTruth plate, PlateSighting? sighting, bool found)
    {
        var known = About(about, truth) with { Truth = plate.Characters, Group = Group(truth, plate), Found = found };
        return sighting is null ? known : Said(known, sighting);
    }

    private static Outcome Said(Outcome about, PlateSighting sighting) => about with { Seen = sighting.Seen, Concluded = sighting.Concluded, Confidence = sighting.Confidence, Characters = sighting.Characters, Second = sighting.Second };

    private static Outcome About(Outcome outcome, PassageTruth truth) => outcome with
    {
        Width = truth.Width,
        Slant = Math.Abs(truth.Slant),
        Turn = Math.Abs(truth.Turn),
        Light = truth.Light.ToString().ToLowerInvariant(),
        Weather = truth.Weather.ToString().ToLowerInvariant(),
    };

    private static string Group(PassageTruth truth, PlateTruth plate) =>
        ReferenceEquals(plate, truth.Carried) ? "carried"
        : plate.Country == "NL" ? "NL" + string.Concat(plate.Kind.ToString().Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()))
        : plate.TwoLines ? "other countries, two lines" : "other countries, one line";

    private static Mat Picture(StreetPicture picture)
    {
        using var borrowed = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Bgr);
        return borrowed.Clone();
    }

    /// <summary>The frames as a source.</summary>
    private sealed class Clip(RenderedPassage passage) : IFrameSource
    {
        public string Name => "rendered passage";

        public SourceTraits Traits { get; } = SourceTraits.Street;

        public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
        {
            await Task.CompletedTask;
            for (var i = 0; i < passage.Frames.Count; i++)
                yield return new Frame(Picture(passage.Frames[i].Picture), i + 1, passage.Frames[i].Taken);
        }
    }
}
