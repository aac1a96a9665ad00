using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Vehicles;

/// <summary>What the frames of one passage show of its vehicle; few numbers, whatever the number of frames.</summary>
internal sealed class VehicleLooks
{
    // As many as a passage has that is not standing about.
    private const int MostMeasures = 40;

    private readonly List<double> _widths = [];
    private readonly List<double> _above = [];
    private readonly List<double> _below = [];
    private readonly List<double> _aspects = [];
    private int _face;
    private int _dark;

    public void Add(Silhouette? silhouette, PlateCorners corners)
    {
        Keep(_aspects, corners.Width() / Math.Max(1, corners.Height()));
        if (silhouette is not { } seen)
            return;
        Keep(_widths, seen.Width);
        Keep(_above, seen.Above);
        Keep(_below, seen.Below);
    }

    public void AddFace(bool dark)
    {
        _face++;
        if (dark)
            _dark++;
    }

    /// <summary>Width over height of the plate.</summary>
    public double? Aspect => Median(_aspects);

    /// <summary>In plate widths, as <see cref="Silhouette"/>.</summary>
    public double? Width => Median(_widths);

    public double? Above => Median(_above);

    /// <summary>Of the lower ones: where the street behind a vehicle still counts as moving, it seems to reach further down.</summary>
    public double? Below => _below.Count == 0 ? null : _below.Order().ElementAt(_below.Count / 4);

    /// <summary>Part of the face above the bonnet that is dark, 0 to 1.</summary>
    public double? Glass => _face == 0 ? null : _dark / (double)_face;

    public PaintVotes Paint { get; } = new();

    private static void Keep(List<double> measures, double? value)
    {
        if (value is { } measured && measures.Count < MostMeasures)
            measures.Add(measured);
    }

    private static double? Median(List<double> measures)
        => measures.Count == 0 ? null : measures.Order().ElementAt(measures.Count / 2);
}
