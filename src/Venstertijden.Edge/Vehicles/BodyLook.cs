using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Vehicles;

/// <summary>
/// Paint and glass around a plate. The plate is also the grey card: what its ground looks like tells the light, so that a
/// white van in the shade stays white. Not for several threads.
/// </summary>
internal sealed class BodyLook : IDisposable
{
    // A grid over the vehicle's face, upright: 10 cm a cell, with the plate in the middle of its lower part.
    private const int Columns = 20;
    private const int Rows = 26;
    private const int PlateRow = 22;
    private const double Cell = 0.1;

    // Beside and above the plate, up to where windscreens begin; the plate itself left out.
    private const int PaintTop = 15;
    private const int PaintBottom = 23;
    private const int PaintHalf = 7;
    private const int PlateHalf = 4;

    // From bonnet height to well above a car: a bus is all windscreen there, a lorry's cab or box is not.
    private const int GlassTop = 4;
    private const int GlassBottom = 16;
    private const int GlassHalf = 6;
    private const double TooDark = 45;

    private readonly Sampler _sampler = new();
    private readonly Mat _cells = new();

    /// <summary>Adds what one frame shows; nothing in the dark, in infra-red, or where the plate's own colour is not known.</summary>
    /// <param name="picture">The frame.</param>
    /// <param name="corners">Of the plate.</param>
    /// <param name="plateWidth">Of the real plate, metres.</param>
    /// <param name="to">Gathers over the frames of a passage.</param>
    public void Look(Mat picture, PlateCorners corners, double plateWidth, VehicleLooks to)
    {
        var ground = PlateColours.GroundOf(picture, corners);
        if (Light(ground) is not { } light)
            return;
        var unit = corners.Width() * Cell / plateWidth;
        var across = corners.Along() * (float)(Cell / plateWidth);
        // Upright in the picture, wherever the plate leans: vehicles stand on the road.
        var down = new Point2f(0, (float)unit);
        var upperLeft = corners.Middle() - (across * (Columns / 2f)) - (down * (PlateRow + 0.5f));
        var face = new PlateCorners(upperLeft, upperLeft + (across * Columns), upperLeft + (across * Columns) + (down * Rows), upperLeft + (down * Rows));
        var toCells = Homography.ToRectangle(face, Columns, Rows);
        if (!toCells.IsFinite)
            return;
        _sampler.Warp(picture, toCells, Columns, Rows, _cells);
        var cells = _cells.AsSpan<Vec3b>();
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var centre = Math.Abs(column + 0.5 - (Columns / 2.0));
                var paint = Lit(cells[(row * Columns) + column], light);
                if (row is >= PaintTop and < PaintBottom && centre < PaintHalf && !(centre < PlateHalf && row >= PlateRow - 1))
                    to.Paint.Add(paint);
                else if (row is >= GlassTop and < GlassBottom && centre < GlassHalf)
                    to.AddFace(Math.Max(paint.Red, Math.Max(paint.Green, paint.Blue)) < VehicleColours.Dark);
            }
        }
    }

    public void Dispose()
    {
        _sampler.Dispose();
        _cells.Dispose();
    }

    /// <summary>How bright white would be here, by channel; null when the plate cannot tell.</summary>
    private static (double Blue, double Green, double Red)? Light(PlateGround ground)
    {
        if (Math.Max(ground.Green, ground.Red) < TooDark)
            return null;
        return ground.Colour switch
        {
            // A white plate shows 225 of 255; a yellow one no blue to speak of, so that its blue light is taken to be its green.
            PlateColour.White => (ground.Blue / 0.88, ground.Green / 0.88, ground.Red / 0.88),
            PlateColour.Yellow => (ground.Green / 0.72, ground.Green / 0.72, ground.Red / 0.90),
            _ => null,
        };
    }

    private static (double Blue, double Green, double Red) Lit(Vec3b seen, (double Blue, double Green, double Red) light)
        => (255 * seen.Item0 / light.Blue, 255 * seen.Item1 / light.Green, 255 * seen.Item2 / light.Red);
}
