using OpenCvSharp;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Evaluation;

/// <summary>Looks at real frames: as pictures, and as short clips that pan and zoom over them.</summary>
internal static class RealEvaluation
{
    public static string ClipsOf(string set) => $"{set}, pan and zoom";

    /// <exception cref="BadInputException">The picture cannot be opened.</exception>
    public static Mat Open(RealFrame frame) =>
        PictureFile.Open(frame.Path, out var fault) ?? throw new BadInputException($"{frame.Path}: expected a picture, but {fault}");

    /// <summary>A frame as a picture by itself.</summary>
    public static IReadOnlyList<Outcome> Look(Contestant reader, RealSet set, RealFrame frame, Mat picture)
    {
        var (sightings, ms) = reader.Look(picture);
        var light = Light(picture);
        var (pairs, beside) = Pairing.Of([.. frame.Plates.Select(p => p.Box)], sightings);
        Outcome About(OutcomeKind kind) => reader.About(set.Name, LookKind.Picture, frame.Name, kind) with { Light = light };
        return
        [
            .. frame.Plates.Zip(pairs, (plate, pair) => OfPlate(About(Kind(plate)), plate, pair.Sighting, pair.Overlap >= Pairing.WellFound)),
            .. beside.Where(s => s.Concluded.Length > 0).Select(s => OfSighting(About(set.AllBoxed ? OutcomeKind.Beside : OutcomeKind.Unboxed), s)),
            About(OutcomeKind.Sample) with { Ms = ms },
        ];
    }

    /// <summary>A frame as a short clip through tracker and vote.</summary>
    public static async Task<IReadOnlyList<Outcome>> WatchAsync(Contestant reader, RealSet set, RealFrame frame, Mat picture, CancellationToken stop)
    {
        var clip = new PanAndZoom(picture, [.. frame.Plates.Select(p => p.Box)]);
        var (passages, ms) = await reader.WatchAsync(clip, new(), stop);
        var light = Light(picture);
        List<PlateSighting> sightings = [.. passages.Select(p => p.Sighting with { Corners = clip.InPicture(p.Sighting.Corners, p.BestTaken) })];
        var (pairs, beside) = Pairing.Of([.. frame.Plates.Select(p => p.Box)], sightings);
        Outcome About(OutcomeKind kind) => reader.About(ClipsOf(set.Name), LookKind.Passage, frame.Name, kind) with { Light = light };
        return
        [
            .. frame.Plates.Zip(pairs, (plate, pair) => OfPlate(About(Kind(plate)), plate, pair.Sighting, pair.Sighting is not null)),
            .. beside.Where(s => s.Concluded.Length > 0).Select(s => OfSighting(About(set.AllBoxed ? OutcomeKind.Beside : OutcomeKind.Unboxed), s)),
            About(OutcomeKind.Sample) with { Ms = ms },
        ];
    }

    private static OutcomeKind Kind(RealPlate plate) => plate.Known switch
    {
        TextKnown.Certain => OutcomeKind.Plate,
        TextKnown.Partly => OutcomeKind.Doubtful,
        _ => OutcomeKind.Unreadable,
    };

    private static Outcome OfPlate(Outcome about, RealPlate plate, PlateSighting? sighting, bool found)
    {
        var known = about with { Truth = plate.Text, Group = plate.Group, Found = found };
        // The true box's width, so that every reader has its plates in the same group.
        return (sighting is null ? known : OfSighting(known, sighting)) with { Width = plate.Box.Width };
    }

    private static Outcome OfSighting(Outcome about, PlateSighting sighting) => about with
    {
        Seen = sighting.Seen,
        Concluded = sighting.Concluded,
        Confidence = sighting.Confidence,
        Characters = sighting.Characters,
        Second = sighting.Second,
        Width = PlateBox.Around(sighting.Corners).Width,
        Slant = Pairing.Slant(sighting.Corners),
    };

    /// <summary>By the mean brightness of the frame.</summary>
    private static string Light(Mat picture)
    {
        using var small = new Mat();
        Cv2.Resize(picture, small, new Size(64, 36), 0, 0, InterpolationFlags.Area);
        var mean = Cv2.Mean(small);
        return ((mean.Val0 * 0.114) + (mean.Val1 * 0.587) + (mean.Val2 * 0.299)) switch { < 50 => "dark", < 90 => "dim", _ => "bright" };
    }
}
