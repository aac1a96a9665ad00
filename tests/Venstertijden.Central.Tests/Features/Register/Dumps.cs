using System.IO.Compression;
using System.Text;
using NodaTime;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>Small dumps of the register's data sets, by default of one van and one hybrid car.</summary>
internal sealed class Dumps
{
    public string Vehicles { get; init; } = """
        "Kenteken","Voertuigsoort","Merk","Handelsbenaming","Inrichting","Eerste kleur","Toegestane maximum massa voertuig","Datum eerste toelating","Europese voertuigcategorie","Taxi indicator","Export indicator"
        "V56KVT","Bedrijfsauto","FORD","TRANSIT, LANG","gesloten opbouw","WIT","3500","20180514","N1","Nee","Nee"
        "AE123B","Personenauto","TOYOTA","PRIUS","hatchback","Niet geregistreerd","","20210506","M1","Ja","Nee"

        """;

    public string Fuels { get; init; } = """
        kenteken,brandstof_volgnummer,brandstof_omschrijving,emissiecode_omschrijving,uitlaatemissieniveau
        V56KVT,1,Diesel,5,EURO 5
        AE123B,2,Elektriciteit,,
        AE123B,1,Benzine,6,EURO 6 AP

        """;

    public string Bodies { get; init; } = "kenteken,carrosserie_volgnummer,carrosserietype\nV56KVT,1,BB\nAE123B,1,AB\n";

    public string BodyNumbers { get; init; } = "Kenteken,Carrosserie volgnummer,Carrosserie voertuig nummer code volgnummer,Carrosseriecode\nV56KVT,1,1,03\n";

    public string Particularities { get; init; } = "kenteken,bijzonderheid_volgnummer,bijzonderheid_code,bijzonderheid_code_1\nV56KVT,1,146,Rolstoel\n";

    /// <summary>File name and content of each.</summary>
    public IEnumerable<(string Name, string Text)> All =>
        [("voertuigen.csv", Vehicles), ("brandstof.csv", Fuels), ("carrosserie.csv", Bodies), ("specificatie.csv", BodyNumbers), ("bijzonderheden.csv", Particularities)];

    public string InFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in All)
            File.WriteAllText(Path.Combine(folder, name), text);
        return folder;
    }

    public string InFolderOfGz(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in All)
        {
            using var gz = new GZipStream(File.Create(Path.Combine(folder, name + ".gz")), CompressionLevel.Fastest);
            gz.Write(Encoding.UTF8.GetBytes(text));
        }

        return folder;
    }

    public string InZip(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in All)
        {
            using var writer = new StreamWriter(zip.CreateEntry("open-data/" + name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            writer.Write(text.ReplaceLineEndings("\r\n"));
        }

        return path;
    }

    /// <summary>Read from memory.</summary>
    public IReadOnlyList<SourceFile> AsFiles(Instant? writtenAt = null) => [.. All.Select(f => new SourceFile(f.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(f.Text)), writtenAt))];
}
