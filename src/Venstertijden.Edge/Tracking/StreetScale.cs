using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tracking;

/// <summary>
/// How many pixels a metre of the street is, by row of the picture, learnt from the plates that passed: the nearer, the lower
/// and the wider, along one straight line. Until enough were seen it says nothing.
/// </summary>
internal sealed class StreetScale
{
    private const int FewestLooks = 40;
    private const double FewestRows = 20;

    // Plates hang about half a metre above the road.
    private const double PlateHeight = 0.5;

    private double _count, _rows, _widths, _squares, _products;

    public void Add(PlateCorners corners)
    {
        var perMetre = corners.Width() / VehicleGuess.PlateWidth(corners);
        var row = corners.Middle().Y;
        (_count, _rows, _widths, _squares, _products) = (_count + 1, _rows + row, _widths + perMetre, _squares + ((double)row * row), _products + (row * perMetre));
    }

    /// <summary>Pixels per metre for something that stands on the road in this row; null while unknown.</summary>
    public double? At(double row)
    {
        if (_count < FewestLooks)
            return null;
        var variance = (_squares / _count) - (_rows / _count * (_rows / _count));
        if (variance < FewestRows * FewestRows)
            return null;
        var slope = ((_products / _count) - (_rows / _count * (_widths / _count))) / variance;
        var start = (_widths - (slope * _rows)) / _count;
        // The plate of what stands here would be in a row above, by its height in pixels: solved for that row.
        var scale = ((slope * row) + start) / (1 + (slope * PlateHeight));
        return slope > 0 && scale > 1 ? scale : null;
    }
}
