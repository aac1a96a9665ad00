using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>One vehicle that passed, as the tracker saw it, before it is numbered, sealed and sent.</summary>
/// <param name="kind">Read, unread or without a plate.</param>
/// <param name="seenFrom">First frame of the vehicle.</param>
/// <param name="seenTo">Last frame of the vehicle.</param>
/// <param name="direction">By the movement and growth of the plate in the picture.</param>
/// <param name="plate">The voted read; null when there is none.</param>
/// <param name="vehicle">Class and colour as hints; null when not known.</param>
/// <param name="best">The frame that was read with the most confidence; owned by the passage.</param>
/// <param name="bestCorners">Where the plate stands in <paramref name="best"/>; null without a plate.</param>
/// <param name="otherPlates">Other plates in <paramref name="best"/>: they are masked before it leaves.</param>
/// <param name="bestTaken">When <paramref name="best"/> was taken; <paramref name="seenFrom"/> when left out.</param>
public sealed class ObservedPassage(
    PassageKind kind,
    Instant seenFrom,
    Instant seenTo,
    Direction direction,
    PlateRead? plate,
    VehicleHint? vehicle,
    Mat best,
    PlateCorners? bestCorners,
    IReadOnlyList<PlateCorners> otherPlates,
    Instant? bestTaken = null) : IDisposable
{
    public PassageKind Kind { get; } = kind;

    public Instant SeenFrom { get; } = seenFrom;

    public Instant SeenTo { get; } = seenTo;

    public Direction Direction { get; } = direction;

    public PlateRead? Plate { get; } = plate;

    public VehicleHint? Vehicle { get; } = vehicle;

    public Mat Best { get; } = best;

    public Instant BestTaken { get; } = bestTaken ?? seenFrom;

    public PlateCorners? BestCorners { get; } = bestCorners;

    public IReadOnlyList<PlateCorners> OtherPlates { get; } = otherPlates;

    /// <summary>Small mask of what moved in <see cref="Best"/>; owned by the passage. Null where nobody looked.</summary>
    public Mat? BestMoving { get; init; }

    /// <summary>The vehicle elsewhere, at another moment: shows that it drove. Owned by the passage; null when it was seen in one place only.</summary>
    public DrivingView? Context { get; init; }

    /// <summary>Frames in which the vehicle was seen.</summary>
    public int Frames { get; init; }

    /// <summary>Of these, with a plate that gave a text; the others showed one that could not be read, or none.</summary>
    public int FramesWithText { get; init; }

    public void Dispose()
    {
        Best.Dispose();
        BestMoving?.Dispose();
        Context?.Dispose();
    }
}
