using NodaTime;

namespace Venstertijden.Street;

public enum PassageLight { Day, LowSun, Dusk, Night, Infrared }

public enum PassageWeather { Dry, Rain }

/// <summary>One plate that passes.</summary>
/// <param name="Text">As drawn, with its spaces and dashes.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Kind">What hangs on the side in view.</param>
public sealed record PlateTruth(string Text, string Country, PlateKind Kind)
{
    /// <summary>The letters and digits alone: what a reader should say.</summary>
    public string Characters { get; } = new([.. PlateDrawing.WithDashes(Text).Where(char.IsAsciiLetterOrDigit)]);

    /// <summary>Two lines of characters.</summary>
    public bool TwoLines => Kind is PlateKind.TwoLine or PlateKind.Moped or PlateKind.SlowMoped;
}

/// <summary>What is true of a rendered passage.</summary>
/// <param name="Plate">Of the vehicle that drives.</param>
/// <param name="Carried">Of the vehicle on the deck of a recovery truck, in view when its rear is; else null.</param>
/// <param name="Shape">Kind of vehicle.</param>
/// <param name="Colour">Paint of the body.</param>
/// <param name="Inward">Front in view, coming nearer; otherwise rear in view, going away.</param>
/// <param name="Turn">Degrees that the plate is turned about the vertical against the line of sight, -40 to 40.</param>
/// <param name="Slant">Degrees that the plate's base line lies off the level in the middle frame.</param>
/// <param name="Width">Pixels from the left to the right end of the plate in the middle frame.</param>
/// <param name="Light">Time of day, or the camera's own infra-red.</param>
/// <param name="Weather">Rain or none.</param>
/// <param name="Hardness">Sum of the strengths of dirt, wear, blur, glare, rain, noise and compression: 0 is a clean picture, over 2 is bad.</param>
public sealed record PassageTruth(
    PlateTruth Plate, PlateTruth? Carried, VehicleShape Shape, VehicleColour Colour, bool Inward,
    float Turn, float Slant, float Width, PassageLight Light, PassageWeather Weather, float Hardness);

/// <summary>One frame of a passage.</summary>
/// <param name="Taken">Camera time.</param>
/// <param name="Picture">What the camera sends.</param>
/// <param name="Plate">True corners of the plate, clockwise from its upper left, in pixels.</param>
/// <param name="Carried">The same of the carried vehicle's plate; empty when there is none.</param>
public sealed record PassageFrame(Instant Taken, StreetPicture Picture, IReadOnlyList<PixelPoint> Plate, IReadOnlyList<PixelPoint> Carried);

/// <summary>A passage with what is true of it.</summary>
public sealed record RenderedPassage(int Number, PassageTruth Truth, IReadOnlyList<PassageFrame> Frames);
