using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>Which way a vehicle drove, by what its plate did in the picture.</summary>
internal static class DrivingDirection
{
    private const double Growth = 1.15;
    private const double Widths = 1.0;

    /// <summary>
    /// A plate that grows comes towards the camera, one that shrinks goes away; a camera above the street also sees them go
    /// down or up. Unknown when the two speak against each other, or when there is too little of either.
    /// </summary>
    public static Direction Of(IReadOnlyList<PlateLook> looks, Direction towardsCamera)
    {
        if (looks.Count < 2)
            return Direction.Unknown;
        var part = Math.Max(1, looks.Count / 4);
        var (first, last) = (looks.Take(part).ToList(), looks.TakeLast(part).ToList());
        double before = first.Average(l => l.Corners.Width()), after = last.Average(l => l.Corners.Width());
        var growth = after / before;
        var down = (last.Average(l => l.Corners.Middle().Y) - first.Average(l => l.Corners.Middle().Y)) / Math.Max(before, after);
        var byGrowth = growth > Growth ? 1 : growth < 1 / Growth ? -1 : 0;
        var byPlace = down > Widths ? 1 : down < -Widths ? -1 : 0;
        if (byGrowth * byPlace < 0 || byGrowth + byPlace == 0)
            return Direction.Unknown;
        return byGrowth + byPlace > 0 ? towardsCamera : Opposite(towardsCamera);
    }

    internal static Direction Opposite(Direction direction) => direction switch
    {
        Direction.In => Direction.Out,
        Direction.Out => Direction.In,
        _ => Direction.Unknown,
    };
}
