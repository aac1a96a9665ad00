namespace Venstertijden.Edge.Reading;

/// <summary>Whose plate it probably is, by what its format allows and what it looks like.</summary>
/// <param name="Country">ISO alpha-2; null when it is open whether the plate is Dutch.</param>
/// <param name="Probability">Of that country, 0 to 1; of the likeliest one when it is left open.</param>
internal sealed record CountryGuess(string? Country, double Probability)
{
    /// <summary>
    /// Least probability of a plate's being Dutch, or of its being foreign. In between neither is said: a foreign plate judged as
    /// the Dutch one of the same text would bring a stranger a fine.
    /// </summary>
    public const double Sure = 0.8;

    // Letter O read where the format has a digit 0 is weak evidence against the format: many plates draw both alike.
    private const double Swapped = 0.05;

    // Parts of the traffic in the middle of Assen. Estimates, not counts; the many others share what is left.
    private const double DutchPart = 0.85;
    private const double OtherPart = 0.002;
    private static readonly Dictionary<string, double> ForeignParts = new(StringComparer.Ordinal)
    {
        ["DE"] = 0.08, ["BE"] = 0.02, ["PL"] = 0.02, ["FR"] = 0.006, ["RO"] = 0.006, ["GB"] = 0.004, ["BG"] = 0.004, ["LT"] = 0.004,
        ["DK"] = 0.003, ["SE"] = 0.003, ["NO"] = 0.003, ["ES"] = 0.003, ["IT"] = 0.003,
    };

    private static readonly string[] WithoutBand = ["CH", "RU", "BY"];
    private static readonly string[] SometimesWithBand = ["GB", "NO", "IS", "UA", "MD"];

    /// <summary>Bayes over the countries whose format has the text.</summary>
    /// <param name="fits">Which countries, and how.</param>
    /// <param name="looks">Of the plate.</param>
    public static CountryGuess Of(IEnumerable<FormatFit> fits, PlateLooks looks)
    {
        var weights = fits.Select(fit => (fit.Country, Weight: Weight(fit, looks))).ToList();
        var all = weights.Sum(w => w.Weight);
        var dutch = weights.Where(w => w.Country == "NL").Sum(w => w.Weight) / all;
        if (dutch >= Sure)
            return new("NL", dutch);
        // MaxBy keeps the first of equals: the order of the formats.
        var foreign = weights.Where(w => w.Country != "NL").MaxBy(w => w.Weight);
        var likeliest = foreign.Weight / all;
        return dutch <= 1 - Sure ? new(foreign.Country, likeliest) : new(null, Math.Max(dutch, likeliest));
    }

    // A country that has many layouts has few plates in each.
    private static double Weight(FormatFit fit, PlateLooks looks) =>
        Part(fit.Country) / fit.Layouts * OfColour(fit.Country, looks.Colour) * OfBand(fit.Country, looks.EuropeanBand) * (fit.AsSeen ? 1 : Swapped);

    private static double Part(string country) => country == "NL" ? DutchPart : ForeignParts.GetValueOrDefault(country, OtherPart);

    /// <summary>How often a country's plates, as this camera's colours tell them, have this ground.</summary>
    private static double OfColour(string country, PlateColour colour) => (country, colour) switch
    {
        (_, PlateColour.Unknown) => 1,
        // Taxis, dealers; a white one is a trailer's, or a yellow one that the light has bleached.
        ("NL", PlateColour.Yellow) => 0.94,
        ("NL", PlateColour.White) => 0.015,
        ("NL", PlateColour.Blue) => 0.035,
        ("NL", PlateColour.Green) => 0.01,
        ("LU", PlateColour.Yellow) => 0.95,
        // Yellow at the rear.
        ("GB", PlateColour.Yellow) => 0.5,
        (_, PlateColour.White) => 0.96,
        _ => 0.015,
    };

    private static double OfBand(string country, bool? band)
    {
        if (band is not { } seen)
            return 1;
        var likely = WithoutBand.Contains(country) ? 0.03 : SometimesWithBand.Contains(country) ? 0.5 : 0.93;
        return seen ? likely : 1 - likely;
    }
}

/// <summary>A country whose format has a text.</summary>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Layouts">How many layouts the country has, 1 or more.</param>
/// <param name="AsSeen">As it was seen, without an O for a 0 or an I for a 1.</param>
internal readonly record struct FormatFit(string Country, int Layouts, bool AsSeen);
