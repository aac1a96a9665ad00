using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Evaluation;

/// <summary>Says which sighting is which true plate.</summary>
internal static class Pairing
{
    /// <summary>Overlap of boxes from which a sighting is about a plate at all.</summary>
    public const double Same = 0.2;

    /// <summary>Overlap of boxes from which the plate counts as found.</summary>
    public const double WellFound = 0.5;

    /// <summary>For each true box the sighting that covers it best, if any does, and the sightings that cover none.</summary>
    public static (IReadOnlyList<(PlateSighting? Sighting, double Overlap)> OfTruth, IReadOnlyList<PlateSighting> Beside) Of(
        IReadOnlyList<PlateBox> truth, IReadOnlyList<PlateSighting> sightings)
    {
        var boxes = sightings.Select(s => PlateBox.Around(s.Corners)).ToList();
        var used = new HashSet<int>();
        var pairs = new List<(PlateSighting?, double)>();
        foreach (var box in truth)
        {
            var best = Enumerable.Range(0, boxes.Count).OrderByDescending(i => boxes[i].Overlap(box)).FirstOrDefault(-1);
            var overlap = best < 0 ? 0 : boxes[best].Overlap(box);
            if (overlap >= Same)
                used.Add(best);
            pairs.Add(overlap >= Same ? (sightings[best], overlap) : (null, 0));
        }

        return (pairs, [.. sightings.Where((_, i) => !used.Contains(i))]);
    }

    /// <summary>How far a plate is from level, 0 to 90 degrees.</summary>
    public static double Slant(PlateCorners q)
    {
        double right = q.UpperRight.X + q.LowerRight.X - q.UpperLeft.X - q.LowerLeft.X, down = q.UpperRight.Y + q.LowerRight.Y - q.UpperLeft.Y - q.LowerLeft.Y;
        return Math.Abs(Math.Atan2(down, Math.Abs(right))) * 180 / Math.PI;
    }
}
