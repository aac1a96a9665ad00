using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>Makes copies of the register in a folder of their own.</summary>
internal sealed class CopyOnDisk : IDisposable
{
    public static readonly Instant Sunday = Instant.FromUtc(2026, 3, 1, 3, 0);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vth-copy-");

    public CopyOnDisk() => Shelf = CopyShelf.Of(Data);

    /// <summary>As a central's data folder.</summary>
    public string Data => _folder.FullName;

    public CopyShelf Shelf { get; }

    public static SourceVehicle Van(string plate, string emissionClass = "5", string fuels = "Diesel") =>
        new(plate, "FORD", "TRANSIT", "N1", fuels, emissionClass, new LocalDate(2018, 5, 14), "gesloten opbouw+BB", "WIT", 3500, false);

    /// <summary>Writes a copy with these vehicles.</summary>
    public static string Write(CopyShelf shelf, Instant at, params IEnumerable<SourceVehicle> vehicles)
    {
        string path = shelf.PathFor(at);
        var words = new CopyWords();
        using var writer = new CopyWriter(path, words);
        foreach (var v in vehicles.OrderBy(v => v.Plate, StringComparer.Ordinal))
        {
            _ = PlateKey.TryOf(v.Plate, out uint key);
            writer.Add(new CopyRecord(
                key, words.Brands.NumberOf(v.Brand), words.Models.NumberOf(v.Model), words.Bodies.NumberOf(v.Body), words.Fuels.NumberOf(v.Fuels), words.Categories.NumberOf(v.Category), words.Colours.NumberOf(v.Colour),
                v.EmissionClass.FirstOrDefault(), v.FirstAdmission, v.MaxMassKg, v.Taxi));
        }

        writer.Finish(writer.Rows, at - Duration.FromHours(2), at);
        return path;
    }

    public string Write(Instant at, params IEnumerable<SourceVehicle> vehicles) => Write(Shelf, at, vehicles);

    public RegisterCopy Open(params IEnumerable<SourceVehicle> vehicles) =>
        RegisterCopy.TryOpen(Write(Sunday, vehicles), out string refusal) ?? throw new InvalidOperationException(refusal);

    public void Dispose() => _folder.Delete(recursive: true);
}
