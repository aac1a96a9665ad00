namespace Venstertijden.Edge.Vehicles;

/// <summary>What a paint is by hue alone; how bright it is decides between white, grey and black, orange and brown.</summary>
internal enum PaintFamily
{
    Neutral,
    Red,
    OrangeOrBrown,
    Yellow,
    Green,
    Blue,
    Other,
}

/// <summary>Names paints in the words of the wire: those of the vehicle register in English, where silver is grey.</summary>
internal static class VehicleColours
{
    /// <summary>Below this the hue of a paint is noise, and much of what is no paint is as dark: glass, grilles, tyres.</summary>
    public const double Dark = 62;

    /// <summary>The family of a paint in even light, 0 to 255 a channel, and its brightness.</summary>
    public static (PaintFamily Family, double Brightness) Of((double Blue, double Green, double Red) paint)
    {
        var (high, low) = (Math.Max(paint.Blue, Math.Max(paint.Green, paint.Red)), Math.Min(paint.Blue, Math.Min(paint.Green, paint.Red)));
        var saturation = high > 0 ? (high - low) / high : 0;
        if (high < 40 || saturation < (high < 90 ? 0.35 : 0.22))
            return (PaintFamily.Neutral, high);
        return (OfHue(Hue(paint, high, high - low)), high);
    }

    /// <summary>
    /// The word; null where the brightness leaves two open. A plate reflects light otherwise than paint does, so that as a grey
    /// card it is good to about a third: what lies between two words by less is not named.
    /// </summary>
    public static string? Name(PaintFamily family, double brightness) => (family, brightness) switch
    {
        (PaintFamily.Neutral, < 50) => "black",
        (PaintFamily.Neutral, >= 76 and < 135) => "grey",
        (PaintFamily.Neutral, >= 205) => "white",
        (PaintFamily.Neutral, _) => null,
        (PaintFamily.OrangeOrBrown, < 100) => "brown",
        (PaintFamily.OrangeOrBrown, >= 130) => "orange",
        (PaintFamily.OrangeOrBrown, _) => null,
        (PaintFamily.Red, _) => "red",
        (PaintFamily.Yellow, >= 100) => "yellow",
        (PaintFamily.Green, _) => "green",
        (PaintFamily.Blue, _) => "blue",
        _ => null,
    };

    private static PaintFamily OfHue(double hue) => hue switch
    {
        < 12 or >= 335 => PaintFamily.Red,
        < 40 => PaintFamily.OrangeOrBrown,
        < 68 => PaintFamily.Yellow,
        < 175 => PaintFamily.Green,
        < 262 => PaintFamily.Blue,
        _ => PaintFamily.Other,
    };

    private static double Hue((double Blue, double Green, double Red) paint, double high, double span)
    {
        var hue = high == paint.Red ? 60 * (paint.Green - paint.Blue) / span
            : high == paint.Green ? 120 + (60 * (paint.Blue - paint.Red) / span)
            : 240 + (60 * (paint.Red - paint.Green) / span);
        return hue < 0 ? hue + 360 : hue;
    }
}
