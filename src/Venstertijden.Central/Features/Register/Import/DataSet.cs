using System.Text;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>
/// A data set of the register as it is dumped, known by its header: as the export writes it (<c>Europese voertuigcategorie</c>) or as the
/// interface names it (<c>europese_voertuigcategorie</c>).
/// </summary>
/// <param name="Name">For messages.</param>
/// <param name="Telling">The column that no other set has.</param>
/// <param name="Columns">What is read of it, the plate first.</param>
public sealed record DataSet(string Name, string Telling, params string[] Columns)
{
    /// <summary>One row per vehicle.</summary>
    public static DataSet Vehicles { get; } = new(
        "vehicles (m9d7-ebf2)", "handelsbenaming",
        "kenteken", "merk", "handelsbenaming", "inrichting", "eerste_kleur", "toegestane_maximum_massa_voertuig", "datum_eerste_toelating", "europese_voertuigcategorie", "taxi_indicator");

    /// <summary>One row per fuel of a vehicle.</summary>
    public static DataSet Fuels { get; } = new("fuels (8ys7-d773)", "brandstof_omschrijving", "kenteken", "brandstof_omschrijving", "emissiecode_omschrijving");

    /// <summary>European body codes.</summary>
    public static DataSet Bodies { get; } = new("bodies (vezc-m2t6)", "carrosserietype", "kenteken", "carrosserietype");

    /// <summary>Body numbers.</summary>
    public static DataSet BodyNumbers { get; } = new("body numbers (jhie-znh9)", "carrosseriecode", "kenteken", "carrosseriecode");

    /// <summary>Particularities.</summary>
    public static DataSet Particularities { get; } = new("particularities (7ug8-2dtt)", "bijzonderheid_code", "kenteken", "bijzonderheid_code");

    /// <summary>Our own table of whole vehicles, in the columns of the bundled sample: for a small town, or a test.</summary>
    public static DataSet Whole { get; } = new(
        "whole vehicles", "emission_class", "plate", "brand", "model", "category", "fuels", "emission_class", "first_admission", "body", "colour", "mass", "taxi");

    /// <summary>The five sets of the register.</summary>
    public static IReadOnlyList<DataSet> OfRegister { get; } = [Vehicles, Fuels, Bodies, BodyNumbers, Particularities];

    /// <summary>Names that the export gives to a column beside that of the interface.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["emissieklasse"] = "emissiecode_omschrijving" };

    /// <summary>The set that has this header; null when none has.</summary>
    public static DataSet? Of(IReadOnlyList<string> header) => OfRegister.Append(Whole).FirstOrDefault(set => header.Contains(set.Telling));

    /// <summary>A column's name as the interface writes it.</summary>
    public static string NameOf(ReadOnlySpan<byte> cell)
    {
        string name = Encoding.UTF8.GetString(cell).Trim().ToLowerInvariant().Replace(' ', '_');
        return OtherNames.GetValueOrDefault(name, name);
    }
}
