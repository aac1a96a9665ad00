using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Tracking;

/// <summary>How frames are joined to passages.</summary>
public sealed record TrackingOptions
{
    /// <summary>Frames that must give the same text before it is a read; default 2, at least 2.</summary>
    public int LeastAgreeing { get; init; } = 2;

    /// <summary>Frames in which a plate must be found before it is a vehicle; default 2.</summary>
    public int LeastSeen { get; init; } = 2;

    /// <summary>How far a plate must have moved before its vehicle drives, in widths of the plate; default 1.</summary>
    public double DrivesAfter { get; init; } = 1;

    /// <summary>A plate that is not seen for this long has passed; default 1.5 s.</summary>
    public Duration Gap { get; init; } = Duration.FromSeconds(1.5);

    /// <summary>A plate that stays in place for this long stands still: it is reported then, and not again; default 5 s.</summary>
    public Duration StandsAfter { get; init; } = Duration.FromSeconds(5);

    /// <summary>A reported vehicle whose text shows up again within this time was only hidden; default 10 s.</summary>
    public Duration Hidden { get; init; } = Duration.FromSeconds(10);

    /// <summary>A vehicle that stood and was hidden is known again in the same place for this long; default 30 minutes.</summary>
    public Duration ParkedMemory { get; init; } = Duration.FromMinutes(30);

    /// <summary>
    /// Vehicles that show no plate are passages too, without a read; default false. Told by size and speed alone, so that a
    /// dense group of cyclists may be taken for one.
    /// </summary>
    public bool WithoutPlate { get; init; }

    /// <summary>Which way a vehicle drives that comes towards the camera; default into the zone.</summary>
    public Direction TowardsCamera { get; init; } = Direction.In;
}
