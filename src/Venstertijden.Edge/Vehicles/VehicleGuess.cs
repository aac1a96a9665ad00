using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Vehicles;

/// <summary>From what the frames showed to a hint: class and colour where they are likely enough, else nothing.</summary>
internal static class VehicleGuess
{
    /// <summary>Least probability of a class or colour that is named.</summary>
    public const double LeastProbability = 0.6;

    // Real plates, metres: RDW's long one and its two-line ones.
    private const double LongPlate = 0.52;
    private const double TwoLinePlate = 0.34;
    private const double MopedPlate = 0.145;
    private const double TwoLinesUnder = 2.5;

    // Width and height are those of the silhouette in metres as a camera above the street sees it, mirrors, part of the roof
    // and some shadow included; glass is the dark part of the face from bonnet height up. Mean and spread by class; the first
    // number is how common they are in the middle of a town, an estimate.
    private static readonly ClassRow[] Classes =
    [
        new("car", 0.62, new(2.10, 0.30), new(1.90, 0.25), new(0.15, 0.35), TwoLines: 0.03),
        new("van", 0.22, new(2.45, 0.30), new(2.65, 0.30), new(0.30, 0.30), TwoLines: 0.03),
        new("truck", 0.08, new(2.95, 0.40), new(3.50, 0.35), new(0.50, 0.40), TwoLines: 0.10),
        new("bus", 0.03, new(2.95, 0.40), new(3.10, 0.18), new(0.90, 0.20), TwoLines: 0.03),
        new("moped", 0.05, new(0.90, 0.30), new(1.90, 0.35), new(0.15, 0.35), TwoLines: 0.97),
    ];

    /// <summary>Width of the real plate in metres, as far as its shape tells: what all measures are multiples of.</summary>
    public static double PlateWidth(PlateCorners corners) => corners.Width() >= TwoLinesUnder * Math.Max(1, corners.Height()) ? LongPlate : TwoLinePlate;

    /// <summary>Null when no class is likely enough, and it is not carried.</summary>
    public static VehicleHint? Of(VehicleLooks looks, bool carried)
    {
        var (name, likely) = Class(looks);
        var (colour, share) = looks.Paint.Colour();
        if (likely < LeastProbability)
            (name, likely) = (null, 1);
        // A lorry's face is bumper and its rear a box of another colour; of a moped most is rider; and where the class is open it
        // may be one of these. A wrong colour contradicts the register and costs an officer a written reason.
        if (share < LeastProbability || name is null or "truck" or "moped")
            (colour, share) = (null, 1);
        if (name is null)
            return carried ? new VehicleHint { Confidence = 0, Carried = true } : null;
        // One figure for both: that of the less likely.
        return new VehicleHint { Class = name, Colour = colour, Confidence = Math.Min(likely, share), Carried = carried };
    }

    /// <summary>The likeliest class; 0 when there is nothing to tell it by.</summary>
    internal static (string? Name, double Probability) Class(VehicleLooks looks)
    {
        if (looks.Aspect is not { } aspect || (looks.Width is null && (looks.Above is null || looks.Below is null)))
            return (null, 0);
        var weights = Classes.Select(row => (row.Name, Weight: row.Weight(looks, aspect))).ToList();
        var (name, weight) = weights.MaxBy(w => w.Weight);
        var all = weights.Sum(w => w.Weight);
        return all > 0 ? (name, weight / all) : (null, 0);
    }

    /// <summary>Mean and spread of a measure.</summary>
    private readonly record struct Spread(double Mean, double Deviation)
    {
        // Heavy tails: one measure that is far off, by a shadow or a neighbour, must not decide alone.
        private const double Floor = 0.02;

        public double Of(double? value)
        {
            if (value is not { } seen)
                return 1;
            var z = (seen - Mean) / Deviation;
            return (Math.Exp(-0.5 * z * z) + Floor) / Deviation;
        }
    }

    private sealed record ClassRow(string Name, double Part, Spread Width, Spread Height, Spread Glass, double TwoLines)
    {
        public double Weight(VehicleLooks looks, double aspect)
        {
            var twoLines = aspect < TwoLinesUnder;
            var plate = !twoLines ? LongPlate : Name == "moped" ? MopedPlate : TwoLinePlate;
            return Part * (twoLines ? TwoLines : 1 - TwoLines)
                * Width.Of(looks.Width * plate) * Height.Of((looks.Above + looks.Below) * plate) * Glass.Of(looks.Glass);
        }
    }
}
