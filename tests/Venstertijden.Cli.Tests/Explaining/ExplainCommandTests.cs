using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Exemption = Venstertijden.Central.Features.Exemptions.Exemption;

namespace Venstertijden.Cli.Tests.Explaining;

/// <summary>A judge's question, answered from the data folder of a central that is not running.</summary>
public class ExplainCommandTests
{
    private static readonly Instant Seen = Instant.FromUtc(2026, 3, 2, 5, 46);
    private static readonly Instant Granted = Seen + Duration.FromMinutes(30);
    private static readonly Instant SystemNow = Seen + Duration.FromDays(1);

    private string _folder = "";
    private CentralOptions _options = null!;
    private string _number = "";

    [OneTimeSetUp]
    public async Task ACaseAndAnExemptionThatWasGrantedAfterwards()
    {
        _folder = Directory.CreateTempSubdirectory("vth-explain-").FullName;
        _options = new CentralOptions { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions { Embedded = true }, Data = _folder };
        var databases = await CentralComposition.OpenData(_options, default);
        using var key = CentralKey.LoadOrCreate(_folder);
        var vault = new Vault(key.Master);
        var facts = new FactsLoader(databases, vault);
        await new LocalLists(databases, new SampleRegister(), new SampleExemptions(), facts, new FakeClock(Seen - Duration.FromMinutes(10))).Refresh(_options.Site, always: true, default);
        await using var db = databases.Open(_options.Site);
        var camera = new EnrolledCamera
        {
            Camera = CameraId.Parse("kerkstraat"), DisplayName = "Kerkstraat", Place = "Assen", Street = "Kerkstraat", Zone = "assen-kernwinkelgebied", PublicKey = [], KeyId = "",
            PedestrianMode = EnforcementMode.Fine,
        };
        db.Cameras.Add(camera);
        var (message, known, at) = (Passage(), facts.Latest(_options.Site).Under(ReadinessFile.Complete), Seen + Duration.FromSeconds(5));
        var judged = new Judge(AssenPolicies.All, new ReadTrust()).Passage(message, camera, known, at);
        var stored = VerdictRecords.Keep(WireJson.Write(message), "", "", VerdictRecords.Of(judged, VerdictRecords.GroundsOf(camera, judged), known, at));
        await new CaseIntake(db, vault, new OpenCases(db, vault), at).File(message, judged, stored, default);
        await ExemptionBook.Record(db, new Exemption { Id = Guid.NewGuid(), Plate = "V56KVT", Kind = "works", RecordedAt = Granted }, default);
        await db.SaveChangesAsync();
        var last = await ListHistory.Latest(db, ListVersion.ExemptionList, default);
        db.Lists.Add(new ListVersion { List = ListVersion.ExemptionList, Number = last!.Number + 1, ListVersionName = "e2", RetrievedAt = Granted, Rows = 1 });
        await db.SaveChangesAsync();
        _number = (await db.Cases.SingleAsync()).Number;
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task The_case_its_sentence_every_rule_versions_ages_events_and_the_difference_are_told()
    {
        string told = await Explain(_number, null);
        Assert.That(told, Does.StartWith($"Zaak {_number}\nBestelauto V-56-KVT reed op maandag 2 maart 2026 om 6.46 uur buiten de venstertijd"));
        foreach (string part in (string[])
        [
            "suspected/outside-window", "venstertijd", "Niet voldaan. ma-za 7-12 uur [assen.nl/venstertijden]", "assen-kernwinkelgebied-2026-01-01/1", "10 minuten oud", "hetzelfde oordeel",
            "Het oordeel zou nu anders zijn: allowed/exemption in plaats van suspected/outside-window.", "works", "Zaak geopend, systeem",
        ])
            Assert.That(told, Does.Contain(part));
    }

    [Test]
    public async Task As_known_before_the_grant_it_is_suspected_and_as_known_after_it_allowed()
    {
        Assert.That(await Explain(_number, "2026-03-02T06:50+01:00"), Does.Contain("Met wat bekend was op ma 2 mrt 2026 6.50.00").And.Contain("suspected/outside-window"));
        string after = await Explain(_number, "2026-03-02T05:59:59Z", "en", systemNow: SystemNow);
        Assert.That(after, Does.Contain("Verdict").And.Contain("suspected/outside-window"));
        Assert.That(await Explain(_number, "2026-03-02T07:16:30+01:00", "en"), Does.Contain("allowed/exemption").And.Contain("all is the same"));
    }

    [Test]
    public async Task The_look_is_in_the_audit_trail()
    {
        await Explain(_number, null);
        await using var db = await CentralData.Open(_options, default);
        Assert.That(await db.Audit.Where(a => a.Action == "case.look").Select(a => a.Actor).ToListAsync(), Is.Not.Empty.And.All.StartsWith("vth explain"));
    }

    [TestCase("2026-999999", null, "there is no such case")]
    [TestCase(null, "2099-01-01T00:00Z", "expected a moment that has been")]
    [TestCase(null, "2026-03-02T06:50", "expected a moment with its zone")]
    [TestCase(null, "yesterday", "expected a moment with its zone")]
    public void A_question_that_cannot_be_answered_is_one_clear_line(string? number, string? at, string expected) =>
        Assert.That(async () => await Explain(number ?? _number, at), Throws.TypeOf<BadInputException>().With.Message.Contains(expected).And.Message.Not.Contains("\n"));

    [Test]
    public void Data_that_is_not_there_is_one_clear_line() =>
        Assert.That(() => CentralData.Find(Path.Combine(_folder, "nowhere"), null), Throws.TypeOf<BadInputException>().With.Message.Contains("--data DIR or --config FILE"));

    private async Task<string> Explain(string number, string? at, string language = "nl", Instant? systemNow = null)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        Assert.That(await ExplainCommand.Run(number, at, language, _options, output, systemNow ?? SystemNow, default), Is.Zero);
        return output.ToString();
    }

    private static PassageMessage Passage() => new()
    {
        Schema = 1, Id = Guid.CreateVersion7(), Kind = PassageKind.Read, Site = "assen", Camera = "kerkstraat", Chain = Guid.NewGuid(), Seq = 1, PreviousHash = Signing.NoPrevious, SeenFrom = Seen,
        SeenTo = Seen + Duration.FromSeconds(2), Direction = Direction.In,
        Plate = new Contracts.PlateRead { Text = "V56KVT", Country = "NL", Confidence = 0.99, Agreeing = 5, SecondReader = "V56KVT", Characters = [0.99] },
        Evidence = [], Clock = new ClockState(3, "ntp", true, "2026a"), Software = "1.0.0", Models = new ModelVersions("d1", "r1"), Config = "c1",
    };
}
