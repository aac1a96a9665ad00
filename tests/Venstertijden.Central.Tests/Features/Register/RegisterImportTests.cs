using System.Text;
using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Central.Tests.Features.Register;

public class RegisterImportTests
{
    private static readonly Instant Now = CopyOnDisk.Sunday;

    private readonly List<string> _said = [];
    private CopyOnDisk _disk = null!;

    private IEnumerable<string> BadLines => _said.Where(l => l.Contains(", row ", StringComparison.Ordinal));

    [SetUp]
    public void MakeFolder() => (_disk, _) = (new CopyOnDisk(), _said.RemoveAll(_ => true));

    [TearDown]
    public void RemoveFolder() => _disk.Dispose();

    private ImportReport Import(IReadOnlyList<SourceFile> files, Instant? now = null, bool allowFewer = false)
    {
        var report = new RegisterImport(_said.Add, new BadRows(_said.Add)).Run(files, "dumps", _disk.Shelf, now ?? Now, null, allowFewer, CancellationToken.None);
        _disk.Shelf.Look();
        return report;
    }

    private RegisterVehicle Imported(Dumps dumps, string plate)
    {
        Import(dumps.AsFiles());
        return _disk.Shelf.Current!.Find(plate)!;
    }

    private string Refusal(IReadOnlyList<SourceFile> files)
    {
        var refused = Assert.Throws<ImportRefusedException>(() => Import(files))!;
        Assert.That(Directory.Exists(Path.Combine(_disk.Data, "register")) ? Directory.GetFileSystemEntries(Path.Combine(_disk.Data, "register")) : [], Is.Empty, "nothing is left behind");
        return refused.Message;
    }

    [Test]
    public void What_the_data_sets_say_of_a_vehicle_is_joined()
    {
        var van = Imported(new Dumps(), "V56KVT");
        Assert.That((van.Brand, van.Model, van.Category, van.Fuels, van.EmissionClass, van.FirstAdmission), Is.EqualTo(("FORD", "TRANSIT, LANG", "N1", "Diesel", "5", (LocalDate?)new LocalDate(2018, 5, 14))));
        Assert.That((van.Body, van.Colour, van.MaxMassKg, van.Taxi), Is.EqualTo(("gesloten opbouw+BB+nr:3+bz:146", "WIT", (int?)3500, false)));
        var car = _disk.Shelf.Current!.Find("AE123B")!;
        Assert.That((car.Fuels, car.EmissionClass, car.Body, car.Colour, car.MaxMassKg, car.Taxi), Is.EqualTo(("Benzine+Elektriciteit", "6", "hatchback+AB", "", (int?)null, true)));
        Assert.That(BadLines, Is.Empty);
    }

    [Test]
    public void A_folder_a_zip_and_compressed_files_give_the_same_copy()
    {
        var dumps = new Dumps();
        string[] places = [dumps.InFolder(Path.Combine(_disk.Data, "csv")), dumps.InFolderOfGz(Path.Combine(_disk.Data, "gz")), dumps.InZip(Path.Combine(_disk.Data, "all.zip"))];
        var contents = places.Select((place, i) =>
        {
            Import(SourceFile.Of(place), Now + Duration.FromSeconds(i));
            return _disk.Shelf.Current!.ContentHash;
        }).ToList();
        Assert.That(contents.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_bundled_sample_can_be_imported_as_a_table_of_whole_vehicles()
    {
        Import([new SourceFile("sample.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(SampleRegister.Csv)))]);
        foreach (var listed in SampleRegister.Vehicles)
        {
            var found = _disk.Shelf.Current!.Find(listed.Plate)!;
            Assert.That((found.Brand, found.Model, found.Category, found.EmissionClass, found.FirstAdmission, found.Body), Is.EqualTo((listed.Brand, listed.Model, listed.Category, listed.EmissionClass, listed.FirstAdmission, listed.Body)));
            Assert.That(found.Fuels.Split('+'), Is.EquivalentTo(listed.Fuels.Split('+')));
            Assert.That((found.Colour, found.MaxMassKg, found.Taxi), Is.EqualTo((listed.Colour, listed.MaxMassKg, listed.Taxi)));
        }

        Assert.That(BadLines, Is.Empty);
    }

    [Test]
    public void What_the_register_does_not_hold_stays_empty()
    {
        var dumps = new Dumps { Fuels = "kenteken,brandstof_omschrijving,emissieklasse\n", Bodies = "kenteken,carrosserietype\n", BodyNumbers = "kenteken,carrosseriecode\n", Particularities = "kenteken,bijzonderheid_code\n" };
        var van = Imported(dumps, "V56KVT");
        Assert.That((van.Fuels, van.EmissionClass, van.Body), Is.EqualTo(("", "", "gesloten opbouw")));
    }

    [Test]
    public void Bad_rows_are_named_and_the_others_are_done()
    {
        var dumps = new Dumps
        {
            Vehicles = "kenteken,merk,handelsbenaming,inrichting,eerste_kleur,toegestane_maximum_massa_voertuig,datum_eerste_toelating,europese_voertuigcategorie,taxi_indicator\n"
                + "V56KVT,FORD,TRANSIT,gesloten opbouw,WIT,zwaar,20181344,N1,Nee\n"
                + "V56KV,FORD,TRANSIT,,WIT,3500,20180514,N1,Nee\n"
                + "AE123B,\"TOYOTA,PRIUS,,,,,M1,Nee\n"
                + "BIE45K,DAF,LF\n"
                + "AE124B,TOYOTA,AURIS,,,,,M1,Nee\n",
        };
        var report = Import(dumps.AsFiles());
        Assert.That(BadLines, Is.EqualTo(new[]
        {
            "voertuigen.csv, row 1, toegestane_maximum_massa_voertuig: expected a number up to 16777214",
            "voertuigen.csv, row 2, kenteken: expected a Dutch plate of six characters",
            "voertuigen.csv, row 3: expected a closing quote",
            "voertuigen.csv, row 4: expected 9 cells, found 3",
        }));
        Assert.That((report.BadRows, report.Vehicles, report.SourceRows), Is.EqualTo((4, 2u, 3u)));
        var van = _disk.Shelf.Current!.Find("V56KVT")!;
        Assert.That((van.Brand, van.FirstAdmission, van.MaxMassKg), Is.EqualTo(("FORD", (LocalDate?)null, (int?)null)));
    }

    [Test]
    public void A_row_on_fuel_that_cannot_be_read_makes_the_fuels_unknown_so_that_a_hybrid_does_not_look_electric()
    {
        var dumps = new Dumps { Fuels = "kenteken,brandstof_omschrijving,emissieklasse\nAE123B,Elektriciteit,Z\nAE123B,Bezine,6\n" };
        var car = Imported(dumps, "AE123B");
        Assert.That((car.Fuels, car.EmissionClass), Is.EqualTo(("", "")));
        Assert.That(BadLines.Single(), Does.StartWith("brandstof.csv, row 2, brandstof_omschrijving: expected RDW's words"));
    }

    [Test]
    public void A_body_that_cannot_be_read_makes_the_body_unknown_so_that_no_exemption_is_missed()
    {
        var dumps = new Dumps { Bodies = "kenteken,carrosserietype\nV56KVT,B?\n" };
        Assert.That(Imported(dumps, "V56KVT").Body, Is.Empty);
        Assert.That(BadLines.Single(), Is.EqualTo("carrosserie.csv, row 1, carrosserietype: expected a European code of two letters"));
    }

    [Test]
    public void Of_a_plate_that_stands_there_twice_the_first_counts_and_it_is_said()
    {
        var dumps = new Dumps { Vehicles = new Dumps().Vehicles + "\"V56KVT\",\"Bedrijfsauto\",\"DAF\",\"LF\",\"\",\"\",\"\",\"\",\"N2\",\"Nee\",\"Nee\"\n" };
        var report = Import(dumps.AsFiles());
        Assert.That((report.Doubles, report.Vehicles, _disk.Shelf.Current!.Find("V56KVT")!.Brand), Is.EqualTo((1, 2u, "FORD")));
    }

    [Test]
    public void A_missing_data_set_writes_nothing_and_is_named() =>
        Assert.That(Refusal([.. new Dumps().AsFiles().Where(f => f.Name != "brandstof.csv")]), Does.EndWith("of the RDW's open data; missing: fuels (8ys7-d773)"));

    [Test]
    public void A_missing_column_writes_nothing_and_is_named() =>
        Assert.That(Refusal(new Dumps { Fuels = "kenteken,brandstof_omschrijving\nV56KVT,Diesel\n" }.AsFiles()), Is.EqualTo("brandstof.csv: fuels (8ys7-d773): expected the column emissiecode_omschrijving; it is not in the header"));

    [Test]
    public void A_compressed_file_that_was_cut_writes_nothing()
    {
        string folder = new Dumps().InFolderOfGz(Path.Combine(_disk.Data, "gz")), cut = Path.Combine(folder, "voertuigen.csv.gz");
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^40]);
        Assert.That(Refusal(SourceFile.Of(folder)), Does.StartWith("dumps: expected files that can be read to their end"));
    }

    [Test]
    public void Nothing_to_import_is_said()
    {
        Assert.That(() => SourceFile.Of(Path.Combine(_disk.Data, "away.csv")), Throws.TypeOf<ImportRefusedException>().With.Message.Contains("away.csv: expected a CSV"));
        Assert.That(() => SourceFile.Of(Directory.CreateDirectory(Path.Combine(_disk.Data, "empty")).FullName), Throws.TypeOf<ImportRefusedException>().With.Message.Contains("there is none"));
        Assert.That(Refusal(new Dumps { Vehicles = new Dumps().Vehicles.Split('\n')[0] + "\n" }.AsFiles()), Does.Contain("there is not one"));
    }

    [Test]
    public void Far_fewer_vehicles_than_before_are_refused_until_asked_for()
    {
        Import(new Dumps().AsFiles());
        var half = new Dumps { Vehicles = string.Join('\n', new Dumps().Vehicles.Split('\n').Take(2)) + "\n" };
        Assert.That(() => Import(half.AsFiles(), Now + Duration.FromDays(1)), Throws.TypeOf<ImportRefusedException>().With.Message.Contains("expected about 2 vehicles, as in the copy in use, found 1"));
        Assert.That(_disk.Shelf.Current!.Rows, Is.EqualTo(2));
        Import(half.AsFiles(), Now + Duration.FromDays(1), allowFewer: true);
        Assert.That(_disk.Shelf.Current!.Rows, Is.EqualTo(1));
    }

    [Test]
    public void The_data_are_as_old_as_the_files_and_never_of_tomorrow()
    {
        Assert.That(Import(new Dumps().AsFiles(Now - Duration.FromDays(3))).SourceAt, Is.EqualTo(Now - Duration.FromDays(3)));
        Assert.That(Import(new Dumps().AsFiles(Now + Duration.FromDays(9)), Now + Duration.FromDays(1)).SourceAt, Is.EqualTo(Now + Duration.FromDays(1)));
    }
}
