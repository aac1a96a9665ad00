using NodaTime;

namespace Venstertijden.Cli.Tests.WhatIf;

public class WhatIfCommandTests
{
    private const string Header = "zone,camera,local_quarter,direction,country_group,category,body_group,emission_class,admission_band,statutory,exemption_group,verdict,reason";

    private static readonly (LocalDate From, LocalDate To) June = (new LocalDate(2028, 6, 1), new LocalDate(2028, 7, 1));

    private string _folder = "";

    private static string Assen => Path.Combine(Repository.Root, "src", "Venstertijden.Policy", "Assen");

    private string Out => Path.Combine(_folder, "out.csv");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-whatif-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private Task<(int Code, string Output, string Errors)> Run(params string[] rows)
    {
        var facts = Path.Combine(_folder, "facts.csv");
        File.WriteAllText(facts, string.Join('\n', rows) + "\n");
        return RunOn(facts);
    }

    private async Task<(int Code, string Output, string Errors)> RunOn(string facts)
    {
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        return (await WhatIfCommand.Run(Assen, Path.Combine(Assen, "drafts"), facts, June, Out, output, errors, CancellationToken.None), output.ToString(), errors.ToString());
    }

    private static string At(string quarter) => 
        $"assen-kernwinkelgebied,markt,{quarter},in,NL,N1,rigid,6,2017-01-01..2020-01-01,,,allowed,inside-window";

    [Test]
    public async Task The_extension_for_vans_of_class_6_changes_what_they_do_in_2028()
    {
        var (code, output, errors) = await Run(Header, At("2028-06-01T10:00"), At("2028-06-01T10:15"), At("2028-06-30T13:00"), At("2028-07-01T10:00"), At("2028-05-31T10:00"));

        Assert.That((code, output, errors), Is.EqualTo((0, "3 facts replayed, 2 would be judged otherwise\n", "")), "outside the window the pedestrian rule stays broken");
        Assert.That(File.ReadAllText(Out), Is.EqualTo(
            "zone,camera,date,hour,category,verdict,reason,draft_verdict,draft_reason,count\n" +
            "assen-kernwinkelgebied,markt,2028-06-01,10,N1,suspected,zero-emission,allowed,inside-window,2\n"));
    }

    [Test]
    public async Task A_bad_row_is_named_and_the_others_are_replayed()
    {
        var (code, output, errors) = await Run(Header, At("2028-06-01T10:00"), At("10:00"), "short");

        Assert.That((code, output), Is.EqualTo((2, "1 facts replayed, 1 would be judged otherwise, 2 rows could not be read\n")));
        Assert.That(errors, Does.Contain("row 2 (line 3), column local_quarter: expected a local time").And.Contain("row 3 (line 4), column 2: expected 13 cells"));
    }

    [Test]
    public void A_missing_column_writes_nothing()
    {
        Assert.That(async () => await Run(Header.Replace("camera,", "", StringComparison.Ordinal)), Throws.TypeOf<BadInputException>().With.Message.Contains("missing: camera"));
        Assert.That(File.Exists(Out), Is.False);
    }

    [TestCase("central.db", Description = "the file itself")]
    [TestCase("", Description = "the folder that central keeps")]
    [TestCase("central.yaml", Description = "central's configuration")]
    public async Task Facts_in_a_database_of_central_give_the_same_as_in_a_file(string named)
    {
        string[] quarters = ["2028-06-01T10:00", "2028-06-01T10:15", "2028-06-30T13:00", "2028-07-01T10:00", "2028-05-31T10:00"];
        await Run([Header, .. quarters.Select(At)]);
        string ofFile = await File.ReadAllTextAsync(Out);
        await CentralWith(quarters);
        var (code, output, errors) = await RunOn(Path.Combine(_folder, "central", named));

        Assert.That((code, output, errors), Is.EqualTo((0, "3 facts replayed, 2 would be judged otherwise\n", "")));
        Assert.That(await File.ReadAllTextAsync(Out), Is.EqualTo(ofFile));
    }

    [Test]
    public void A_folder_without_a_database_is_one_clear_line() =>
        Assert.That(async () => await RunOn(_folder), Throws.TypeOf<BadInputException>().With.Message.Contains("expected the data of a demo or a central"));

    private async Task CentralWith(string[] quarters)
    {
        string data = Path.Combine(_folder, "central");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "central.yaml"), "http: { url: \"http://127.0.0.1:8099\" }\nbroker: { embedded: true }\ndata: .\n");
        var options = Central.CentralOptionsReader.ReadFile(Path.Combine(data, "central.yaml"));
        await using var db = (await Central.CentralComposition.OpenData(options, CancellationToken.None)).Open(options.Site);
        foreach (string quarter in quarters)
        {
            db.AnonymousFacts.Add(new Central.Features.Matching.AnonymousFact
            {
                Zone = "assen-kernwinkelgebied", Camera = Contracts.CameraId.Parse("markt"), LocalQuarter = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(quarter).Value,
                Direction = Contracts.Direction.In, CountryGroup = "NL", Category = "N1", BodyGroup = "rigid", EmissionClass = "6", AdmissionBand = "2017-01-01..2020-01-01", Statutory = "", ExemptionGroup = "",
                Verdict = "allowed", Reason = "inside-window",
            });
        }

        await db.SaveChangesAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
