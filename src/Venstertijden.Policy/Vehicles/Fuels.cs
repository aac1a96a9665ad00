using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Vehicles;

/// <summary>Fuels of a vehicle, one bit per fuel row of the register. <see cref="Unknown"/> (no bit) means that the register tells none.</summary>
[Flags]
public enum Fuels
{
    /// <summary>The register tells no fuel.</summary>
    Unknown = 0,
#pragma warning disable CS1591 // RDW's own words.
    Benzine = 1, Diesel = 2, Lpg = 4, Cng = 8, Lng = 16, Alcohol = 32, Elektriciteit = 64, Waterstof = 128,
#pragma warning restore CS1591
}

/// <summary>Reading and meaning of <see cref="Fuels"/>.</summary>
public static class FuelWords
{
    private const Fuels Clean = Fuels.Elektriciteit | Fuels.Waterstof;

    /// <summary>What to say when a text holds another word.</summary>
    public const string Expected = "RDW's words Benzine, Diesel, LPG, CNG, LNG, Alcohol, Elektriciteit, Waterstof, joined by +";

    /// <summary>Known, and electricity or hydrogen alone: a strong hint at class Z, which an official confirms.</summary>
    public static bool AreOnlyClean(this Fuels fuels) => fuels != Fuels.Unknown && (fuels & ~Clean) == 0;

    /// <summary>A fuel that excludes class Z is among them.</summary>
    public static bool ExcludeClassZ(this Fuels fuels) => (fuels & ~Clean) != 0;

    /// <summary>
    /// Reads words joined by <c>+</c>, in any case; empty is <see cref="Fuels.Unknown"/>. A word that the register does not use is refused:
    /// taken for some other fuel it would wrongly exclude class Z.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Fuels fuels)
    {
        fuels = Fuels.Unknown;
        if (text is null)
            return false;
        if (text.Length == 0)
            return true;
        foreach (var word in text.Split('+'))
        {
            var fuel = word.ToUpperInvariant() switch
            {
                "BENZINE" => Fuels.Benzine,
                "DIESEL" => Fuels.Diesel,
                "LPG" => Fuels.Lpg,
                "CNG" => Fuels.Cng,
                "LNG" => Fuels.Lng,
                "ALCOHOL" => Fuels.Alcohol,
                "ELEKTRICITEIT" => Fuels.Elektriciteit,
                "WATERSTOF" => Fuels.Waterstof,
                _ => Fuels.Unknown,
            };
            if (fuel == Fuels.Unknown)
            {
                fuels = Fuels.Unknown;
                return false;
            }

            fuels |= fuel;
        }

        return true;
    }

    /// <summary>The words, joined by <c>+</c>.</summary>
    public static string Text(this Fuels fuels) => fuels == Fuels.Unknown
        ? ""
        : string.Join('+', Enum.GetValues<Fuels>().Where(f => f != Fuels.Unknown && fuels.HasFlag(f)).Select(f => f switch
        {
            Fuels.Lpg => "LPG",
            Fuels.Cng => "CNG",
            Fuels.Lng => "LNG",
            _ => f.ToString(),
        }));
}
