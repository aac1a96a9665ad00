using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Plates;

/// <summary>
/// A plate of any country: normalised characters and the country. A Dutch one always is a <see cref="Plates.Kenteken"/>; of a foreign one
/// only the characters are known. The default value is no plate (empty text, the Netherlands).
/// </summary>
public readonly record struct PlateText
{
    private const int LongestForeign = 12;

    private readonly string? _text;

    private PlateText(string text, CountryCode country) => (_text, Country) = (text, country);

    /// <summary>Upper-case letters and digits without separators.</summary>
    public string Text => _text ?? "";

    /// <summary>Country of the plate.</summary>
    public CountryCode Country { get; }

    /// <summary>The kenteken, for a Dutch plate.</summary>
    public Kenteken? Kenteken => !Country.IsForeign && Plates.Kenteken.TryParse(_text, out var kenteken) ? kenteken : null;

    /// <summary>With dashes for a Dutch plate, bare for a foreign one (its separators are not known).</summary>
    public string Shown => Kenteken?.Dashed ?? Text;

    /// <summary>For logs.</summary>
    public string Masked => PlateMask.Of(Shown);

    /// <summary>A Dutch plate.</summary>
    public static PlateText Of(Kenteken kenteken) => new(kenteken.Text, CountryCode.Netherlands);

    /// <summary>Reads a plate of the given country, with or without separators.</summary>
    /// <returns>
    /// False when a Dutch plate fits no sidecode, or a foreign one is not 2 to 12 letters and digits.
    /// </returns>
    public static bool TryParse([NotNullWhen(true)] string? text, CountryCode country, out PlateText plate)
    {
        plate = default;
        if (!country.IsForeign)
        {
            if (!Plates.Kenteken.TryParse(text, out var kenteken))
                return false;
            plate = Of(kenteken);
            return true;
        }

        var bare = string.Concat((text ?? "").Where(c => c is not ('-' or ' ' or '.' or '·'))).ToUpperInvariant();
        if (bare.Length is < 2 or > LongestForeign || !bare.All(char.IsLetterOrDigit))
            return false;
        plate = new PlateText(bare, country);
        return true;
    }

    /// <summary>The masked form, as for <see cref="Plates.Kenteken"/>.</summary>
    public override string ToString() => Masked;
}
