using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Tests.Data;

/// <summary>A database of the first version, with rows in it, comes up to date and loses nothing.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.Postgresql)]
[TestFixture(DatabaseProvider.Sqlserver)]
public class CarryOverTests(DatabaseProvider provider)
{
    private const string Case = "0195A000-0000-7000-8000-000000000001";
    private const string Chain = "0195A000-0000-7000-8000-0000000000C1";
    private static readonly string Hash = new('a', 64), Previous = new('0', 64);

    [Test]
    public async Task Rows_of_the_first_version_are_all_there_after_every_migration_since()
    {
        await using var engine = await Engine.Start(provider, upTo: "First");
        await using (var old = engine.Databases.Open(Builders.Town.Assen))
        {
            foreach (string sql in Rows())
                await old.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            await old.Database.MigrateAsync();
        }

        await using var db = engine.Databases.Open(Builders.Town.Assen);
        var row = await db.Cases.SingleAsync();
        Assert.That((row.Number, row.State, row.FirstSeen, row.LegalLastDay, row.EventCount, row.LastEventHash), Is.EqualTo(("2026-000001", CaseState.Ready, Instant.FromUtc(2026, 3, 2, 5, 46), new LocalDate(2026, 7, 2), 2, Hash)));
        Assert.That((await db.Chains.SingleAsync()).HighestHash, Is.EqualTo(Hash));
        Assert.That((await db.CameraKeys.SingleAsync()).KeyId, Is.EqualTo("k1"));
        var exemption = await db.Exemptions.SingleAsync();
        Assert.That((exemption.Kind, exemption.Until, exemption.Revision, exemption.ReplacedAt), Is.EqualTo(("works", (LocalDateTime?)new LocalDateTime(2026, 4, 1, 0, 0), 1, (Instant?)null)));
        var vehicle = await db.Register.SingleAsync();
        Assert.That((vehicle.Brand, vehicle.FirstAdmission, vehicle.Revision, vehicle.RecordedAt), Is.EqualTo(("FORD", (LocalDate?)new LocalDate(2019, 9, 23), 1, Instant.FromUtc(2026, 3, 2, 5, 0))));
        var list = await db.Lists.SingleAsync();
        Assert.That((list.ListVersionName, list.Number), Is.EqualTo(("e1", 1L)));
        Assert.That(db.Database.HasPendingModelChanges(), Is.False);
        Assert.That(await db.Database.GetPendingMigrationsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_database_of_a_newer_program_is_told_apart()
    {
        await using var engine = await Engine.Start(provider);
        await using var db = engine.Databases.Open(Builders.Town.Assen);
        Assert.That(await DatabaseVersion.NewerThanProgram(db, default), Is.Null);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('20991231000000_Future', '99.0')");
        Assert.That(await DatabaseVersion.NewerThanProgram(db, default), Is.EqualTo("20991231000000_Future"));
    }

    private string[] Rows() =>
    [
        $"""INSERT INTO "Cameras" ("Site","Camera","DisplayName","Place","Street","Zone","PublicKey","KeyId","EnforcedDirection","PedestrianMode","ZeroEmissionMode","PedestrianPapers","ZeroEmissionPapers","CombinedSigns","EnrolledAt","Version") VALUES ('assen','kerkstraat','Kerkstraat','Assen','Kerkstraat','assen-kernwinkelgebied',{Bytes},'k1','in','fine','count',{True},{True},{False},{At("05:00")},1)""",
        $"""INSERT INTO "Chains" ("Site","Camera","Chain","UpTo","Highest","Missing","OpenedAt","Version") VALUES ('assen','kerkstraat','{Chain}',1,1,0,{At("05:46")},1)""",
        $"""INSERT INTO "ChainLinks" ("Site","Camera","Chain","Seq","Hash","PreviousHash") VALUES ('assen','kerkstraat','{Chain}',1,'{Hash}','{Previous}')""",
        $"""INSERT INTO "Cases" ("Id","Site","Number","Zone","Camera","State","Offence","Reason","WarningOnly","FirstSeen","LastSeen","ActDate","LegalLastDay","InternalLastDay","ReviewBy","Version") VALUES ('{Case}','assen','2026-000001','assen-kernwinkelgebied','kerkstraat','ready','pedestrian-zone','outside-window',{False},{At("05:46")},{At("05:46")},'2026-03-02','2026-07-02','2026-06-11',{At("06:46")},1)""",
        $"""INSERT INTO "CaseEvents" ("CaseId","Number","Site","At","Actor","Kind","Sealed","PreviousHash","Hash") VALUES ('{Case}',1,'assen',{At("05:46")},'ingest','case-opened',{Bytes},'{Previous}','{new string('b', 64)}')""",
        $"""INSERT INTO "CaseEvents" ("CaseId","Number","Site","At","Actor","Kind","Sealed","PreviousHash","Hash") VALUES ('{Case}',2,'assen',{At("05:47")},'ingest','case-ready',{Bytes},'{new string('b', 64)}','{Hash}')""",
        $"""INSERT INTO "Exemptions" ("Id","Site","Plate","Kind","Until","WholeDays","RecordedAt") VALUES ('{Case}','assen','V56KVT','works','2026-04-01T00:00:00',{True},{At("05:00")})""",
        $"""INSERT INTO "Register" ("Site","Plate","Brand","Model","Category","Fuels","EmissionClass","FirstAdmission","Body","Colour","Taxi","RetrievedAt") VALUES ('assen','V56KVT','FORD','TRANSIT','N1','Diesel','6','2019-09-23','','WIT',{False},{At("05:00")})""",
        $"""INSERT INTO "Lists" ("Site","List","ListVersionName","RetrievedAt","Rows","Version") VALUES ('assen','exemptions','e1',{At("05:00")},1,1)""",
    ];

    private string Bytes => provider switch { DatabaseProvider.Postgresql => @"'\x01'", DatabaseProvider.Sqlserver => "0x01", _ => "X'01'" };
    private string True => provider == DatabaseProvider.Postgresql ? "TRUE" : "1";
    private string False => provider == DatabaseProvider.Postgresql ? "FALSE" : "0";
    private string At(string time) => provider == DatabaseProvider.Postgresql ? $"'2026-03-02 {time}:00+00'" : $"'2026-03-02 {time}:00'";
}
