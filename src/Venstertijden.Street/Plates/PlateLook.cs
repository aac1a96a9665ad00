namespace Venstertijden.Street;

/// <summary>How a plate is mounted and what wear it shows. All strengths run from 0 (none) to 1 (as bad as a person still reads).</summary>
public sealed record PlateLook
{
    /// <summary>A small 1 or 2 above the first dash of a Dutch duplicate plate; 0 for none. It is no part of the kenteken.</summary>
    public int DuplicateCode { get; init; }

    /// <summary>Splashes and a film of mud.</summary>
    public float Dirt { get; init; }

    /// <summary>Chipped and faded characters.</summary>
    public float Wear { get; init; }

    /// <summary>Heads of screws or their caps: 0, 2 or 4.</summary>
    public int Screws { get; init; }

    /// <summary>Text on the dealer's strip under the plate, in a plastic holder; null for no holder, empty for a strip without text.</summary>
    public string? Holder { get; init; }

    /// <summary>Bulge in mm of the middle (positive: towards the camera) against the ends; up to 30 either way.</summary>
    public float Bend { get; init; }

    /// <summary>Middle of a tow ball before the plate, in parts of its width; null for none.</summary>
    public float? TowBall { get; init; }

    /// <summary>Light mirrored by the plate towards the camera, as a bright patch.</summary>
    public float Glare { get; init; }

    /// <summary>Decides where dirt, chips and screws sit.</summary>
    public int Seed { get; init; }
}
