using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>
/// Two small views of one vehicle, from before and after it moved: who only stood there cannot be shown to have driven (compare
/// GHARL:2020:6110). The one that is not the evidence's own frame goes along as context.
/// </summary>
internal sealed class DrivingViews : IDisposable
{
    // Half of the frame's size shows where a vehicle is; a quarter of the memory.
    private const double Size = 0.5;

    private DrivingView? _first, _moved;

    public void Offer(Mat frame, Instant taken, PlateCorners corners, IReadOnlyList<PlateCorners> others, bool hasMoved)
    {
        if (_first is null)
            _first = View(frame, taken, corners, others);
        else if (hasMoved && _moved is null)
            _moved = View(frame, taken, corners, others);
    }

    /// <summary>The view of another moment than the given one; null when it was never seen to move. The other goes.</summary>
    public DrivingView? TakeOtherThan(Instant taken)
    {
        var chosen = _moved is null ? null : _first!.Taken != taken ? _first : _moved.Taken != taken ? _moved : null;
        if (chosen != _first)
            _first?.Dispose();
        if (chosen != _moved)
            _moved?.Dispose();
        (_first, _moved) = (null, null);
        return chosen;
    }

    public void Dispose()
    {
        _first?.Dispose();
        _moved?.Dispose();
        (_first, _moved) = (null, null);
    }

    private static DrivingView View(Mat frame, Instant taken, PlateCorners corners, IReadOnlyList<PlateCorners> others) => new(
        frame.Resize(default, Size, Size, InterpolationFlags.Area), taken, corners.Scaled(Size), [.. others.Select(o => o.Scaled(Size))]);
}

/// <summary>A vehicle at one moment.</summary>
/// <param name="picture">Smaller than the frame; owned by the view.</param>
/// <param name="taken">When.</param>
/// <param name="corners">Of its plate, in pixels of <paramref name="picture"/>.</param>
/// <param name="others">Other plates in it.</param>
public sealed class DrivingView(Mat picture, Instant taken, PlateCorners corners, IReadOnlyList<PlateCorners> others) : IDisposable
{
    public Mat Picture { get; } = picture;

    public Instant Taken { get; } = taken;

    public PlateCorners Corners { get; } = corners;

    public IReadOnlyList<PlateCorners> Others { get; } = others;

    public void Dispose() => Picture.Dispose();
}
