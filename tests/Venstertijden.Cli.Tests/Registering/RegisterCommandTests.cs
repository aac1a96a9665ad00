using NodaTime;
using Venstertijden.Central;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Cli.Bench.Register;

namespace Venstertijden.Cli.Tests.Registering;

public class RegisterCommandTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 3, 0);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-register-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private (int Code, string Output, string Errors) Run(string csv, bool sample = false)
    {
        string file = Path.Combine(_folder, "vehicles.csv");
        File.WriteAllText(file, csv);
        var central = CentralData.Of(_folder) with { SampleRegister = sample };
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        int code = RegisterCommand.Run(file, central, knowsConfig: true, new LocalDate(2026, 3, 1), false, Now, output, errors, CancellationToken.None);
        return (code, output.ToString().Replace(_folder, "DIR", StringComparison.Ordinal), errors.ToString().Replace(_folder, "DIR", StringComparison.Ordinal));
    }

    [Test]
    public void An_import_says_what_it_made_and_where()
    {
        var (code, output, errors) = Run(SampleRegister.Csv);
        Assert.That((code, errors), Is.EqualTo((0, $"whole vehicles: {SampleRegister.Vehicles.Count} rows read\n{SampleRegister.Vehicles.Count} vehicles put in order\n")));
        Assert.That(output, Does.StartWith($"DIR/register/register-20260302T030000Z.vthr: {SampleRegister.Vehicles.Count} vehicles of 2026-03-01, "));
        var shelf = CopyShelf.Of(_folder);
        shelf.Look();
        Assert.That(shelf.Current!.Version, Does.StartWith("rdw-2026-03-01-"));
    }

    [Test]
    public void A_bad_row_is_named_and_ends_with_2()
    {
        var (code, output, errors) = Run("plate,brand,model,category,fuels,emission_class,first_admission,body,colour,mass,taxi\nV-56-KVT,FORD,TRANSIT,N1,Diesel,5,2018-05-14,gesloten opbouw,wit,3500,\nV-41-LPF,FORD,TRANSIT,N1,Dizel,5,,,,,\n");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("DIR/vehicles.csv, row 2, fuels: expected RDW's words").And.Contain("DIR/vehicles.csv: 1 rows could not be read, whole or in part"));
        Assert.That(output, Does.Contain("2 vehicles").And.Contain("without a fuel 1"));
    }

    [Test]
    public void A_file_of_another_kind_is_one_line_and_nothing_is_written()
    {
        Assert.That(() => Run("a,b\n1,2\n"), Throws.TypeOf<BadInputException>().With.Message.Contains("missing: vehicles (m9d7-ebf2), fuels (8ys7-d773)"));
        Assert.That(Directory.Exists(Path.Combine(_folder, "register")), Is.False);
    }

    [Test]
    public void A_central_that_keeps_to_the_sample_is_told() =>
        Assert.That(Run(SampleRegister.Csv, sample: true).Output, Does.EndWith("central does not use it yet: its configuration says 'register: sample', expected 'register: imported'\n"));

    [Test]
    public void Generated_dumps_are_imported_and_every_vehicle_is_found()
    {
        var figures = RegisterBench.Measure(20_000, TextWriter.Null);
        Assert.That(figures.Select(f => f.Value), Has.All.GreaterThan(0));
        // Fifty times as long as measured: a test under load must not fail, a scan of the file would.
        Assert.That(figures.Single(f => f.Name == "register.lookUpNs").Value, Is.LessThan(50_000));
    }
}
