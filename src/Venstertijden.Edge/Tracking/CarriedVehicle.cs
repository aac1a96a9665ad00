using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tracking;

/// <summary>Tells a vehicle that rides on another: it did not drive into the zone.</summary>
internal static class CarriedVehicle
{
    // Cars have their plates from 0.3 to 1.0 m, lorries and buses up to 1.2 m above the road; the bed of a recovery truck
    // lifts a car by 0.9 m or more.
    private const double HigherThanCarrier = 0.8;
    private const double HighestAbove = 3.5;
    private const int FewestLooks = 3;

    // How far the distance between the two may seem to change, in parts of the distance to the lower one; half a pixel of a
    // plate 30 pixels wide is 0.017.
    private const double Rigid = 0.05;
    private const double LeastGrowth = 0.05;
    private const double SameDepth = 0.12;

    /// <summary>
    /// Its plate rides high above one that moves with it. One high plate alone says nothing: the light of head lamps on the road
    /// would make a lorry's seem to ride as high.
    /// </summary>
    public static bool Is(Track track)
        => track.Below is { } below && RidesOn(track.Looks, below.Looks) && !SayTheSame(track, below);

    /// <summary>
    /// The plates keep their distance in depth, and the upper one is higher. In a picture a plate's row is the horizon's plus
    /// its width times (height of the camera - height of the plate) / width of the real plate: two lines through one horizon,
    /// whose slopes tell how much higher one plate is than the other, whatever camera it is. A queue has equal slopes.
    /// </summary>
    internal static bool RidesOn(IReadOnlyList<PlateLook> upper, IReadOnlyList<PlateLook> lower)
    {
        var pairs = (from u in upper join l in lower on u.Taken equals l.Taken select (Upper: Point(u.Corners), Lower: Point(l.Corners))).ToList();
        if (pairs.Count < FewestLooks || !KeepDistance(pairs))
            return false;
        return Higher(pairs) is { } metres && metres is >= HigherThanCarrier and <= HighestAbove;
    }

    private static PlatePoint Point(PlateCorners corners)
        => new(corners.Width(), corners.Middle().Y, VehicleGuess.PlateWidth(corners));

    // Depth goes with the real width over the width in the picture.
    private static bool KeepDistance(List<(PlatePoint Upper, PlatePoint Lower)> pairs)
    {
        var apart = pairs.Select(p => p.Upper.Depth - p.Lower.Depth).ToList();
        var mean = apart.Average();
        var spread = Math.Sqrt(apart.Average(a => (a - mean) * (a - mean)));
        return spread <= Rigid * pairs.Average(p => p.Lower.Depth);
    }

    /// <summary>Metres by which the upper plate is higher; null when the looks cannot tell.</summary>
    private static double? Higher(List<(PlatePoint Upper, PlatePoint Lower)> pairs)
    {
        var (upper, lower) = (pairs.Select(p => p.Upper).ToList(), pairs.Select(p => p.Lower).ToList());
        var (a, b) = (Sums.Of(upper), Sums.Of(lower));
        var bend = a.Bend + b.Bend;
        if (bend > LeastGrowth * LeastGrowth * 2 * pairs.Count)
        {
            var horizon = (a.Offset + b.Offset) / bend;
            return (b.Slope(horizon) * lower[0].Real) - (a.Slope(horizon) * upper[0].Real);
        }

        // Hardly nearer or farther over all looks: only where both are equally far do the rows tell the height.
        var sameDepth = pairs.All(p => Math.Abs(p.Upper.Depth - p.Lower.Depth) <= SameDepth * p.Lower.Depth);
        return sameDepth ? pairs.Average(p => (p.Lower.Row - p.Upper.Row) * p.Lower.Depth) : null;
    }

    /// <summary>A second plate with the same text is the same vehicle's: a bicycle carrier's, a repeat on a trailer.</summary>
    private static bool SayTheSame(Track track, Track below)
        => track.LastReading is { } mine && below.LastReading is { } other && TrackMatching.Differences(mine.Text, other.Text) <= 1;

    private readonly record struct PlatePoint(double Width, double Row, double Real)
    {
        public double Depth => Real / Width;
    }

    /// <summary>Least squares of rows over widths for one plate, with the horizon still open.</summary>
    private readonly record struct Sums(double Bend, double Offset, double Widths, double Squares, double Products)
    {
        public static Sums Of(List<PlatePoint> points)
        {
            double squares = points.Sum(p => p.Width * p.Width), widths = points.Sum(p => p.Width);
            double products = points.Sum(p => p.Width * p.Row), rows = points.Sum(p => p.Row);
            return new(points.Count - (widths * widths / squares), rows - (products * widths / squares), widths, squares, products);
        }

        public double Slope(double horizon) => (Products - (horizon * Widths)) / Squares;
    }
}
