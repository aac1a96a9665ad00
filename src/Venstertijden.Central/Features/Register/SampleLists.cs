using System.Globalization;
using NodaTime.Text;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Contracts;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register;

/// <summary>
/// The bundled register of fictitious vehicles, on plates that were never issued: every verdict has one. The demo draws the same
/// vehicles in its streets (<see cref="Csv"/>).
/// </summary>
public sealed class SampleRegister : IVehicleRegister
{
    /// <summary>The file as it ships: plate,brand,model,category,fuels,emission_class,first_admission,body,colour,mass,taxi.</summary>
    public static string Csv { get; } = SampleFile.Text("sample-vehicles.csv");

    /// <summary>Whether a version's name is that of a bundled list.</summary>
    public static bool IsVersion(string? name) => name?.StartsWith(SampleFile.Prefix, StringComparison.Ordinal) == true;

    /// <summary>All its vehicles.</summary>
    public static IReadOnlyList<SourceVehicle> Vehicles { get; } = [.. SampleFile.Rows(Csv, Read)];

    public Task<SourceList<SourceVehicle>> Fetch(CancellationToken ct) => Task.FromResult(new SourceList<SourceVehicle>(SampleFile.Version(Csv), Vehicles));

    private static SourceVehicle Read(SampleRow row) => new(
        SampleFile.Plate(row),
        row["brand"],
        row["model"],
        SampleFile.Sound(row, "category", VehicleCategories.TryParse(row["category"], out _), VehicleCategories.Expected),
        SampleFile.Sound(row, "fuels", FuelWords.TryParse(row["fuels"], out _), FuelWords.Expected),
        SampleFile.Sound(row, "emission_class", row["emission_class"].Length == 0 || EmissionClasses.TryParse(row["emission_class"], out _), EmissionClasses.Expected),
        row["first_admission"] is { Length: > 0 } admitted ? LocalDatePattern.Iso.Parse(admitted).Value : null,
        SampleFile.Sound(row, "body", VehicleBody.TryParse(row["body"], out _), VehicleBody.Expected),
        row["colour"],
        row["mass"] is { Length: > 0 } mass ? int.Parse(mass, CultureInfo.InvariantCulture) : null,
        row["taxi"] == "ja");
}

/// <summary>The bundled list of exemptions of those vehicles.</summary>
public sealed class SampleExemptions : IExemptionSource
{
    /// <summary>The file as it ships: plate,kind,from,to,zone.</summary>
    public static string Csv { get; } = SampleFile.Text("sample-exemptions.csv");

    public Task<SourceList<SourceExemption>> Fetch(CancellationToken ct) =>
        Task.FromResult(new SourceList<SourceExemption>(SampleFile.Version(Csv), [.. SampleFile.Rows(Csv, Read)]));

    private static SourceExemption Read(SampleRow row)
    {
        // The far end of the calendar stands for "no end": the notation of the verdict's column has no other.
        string to = row["to"] is { Length: > 0 } given ? given : "9999-12-31";
        string notation = $"{row["kind"]}@{row["from"]}..{to}";
        if (!Policy.Exemptions.Exemption.TryParse(notation, out var read, out string? error))
            throw new InvalidDataException($"sample-exemptions.csv, row {row.Number}: {error}");
        return new SourceExemption(SampleFile.Plate(row), ExemptionKinds.Code(read.Kind), read.From, row["to"].Length > 0 ? read.Until : null, read.WholeDays, row["zone"] is { Length: > 0 } zone ? zone : null);
    }
}

/// <summary>Reads the bundled lists; a mistake in them is ours, so it throws.</summary>
internal static class SampleFile
{
    internal static string Text(string name)
    {
        using var stream = typeof(SampleFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    internal const string Prefix = "sample-";

    internal static string Version(string csv) => Prefix + Signing.Hash(System.Text.Encoding.UTF8.GetBytes(csv))[..12];

    /// <summary>The bundled files have no quoted cells; a test holds that.</summary>
    internal static IEnumerable<T> Rows<T>(string csv, Func<SampleRow, T> read)
    {
        string[] lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].Split(',');
        return lines.Skip(1).Select((line, index) => read(new SampleRow(index + 2, header, line.Split(','))));
    }

    internal static string Plate(SampleRow row) =>
        Kenteken.TryParse(row["plate"], out var kenteken) ? kenteken.Text : throw new InvalidDataException($"Sample list, row {row.Number}: plate: expected a Dutch plate.");

    internal static string Sound(SampleRow row, string column, bool sound, string expected) =>
        sound ? row[column] : throw new InvalidDataException($"sample-vehicles.csv, row {row.Number}, {column}: expected {expected}.");
}

/// <summary>One row, its cells by column.</summary>
internal sealed record SampleRow(int Number, string[] Header, string[] Cells)
{
    public string this[string column] => Cells[Array.IndexOf(Header, column)];
}
