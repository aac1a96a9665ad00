using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Data;

/// <summary>
/// What a row weighs in the database, keys and indexes with it, for <c>docs/scaling.md</c>. Run by hand:
/// <c>dotnet test tests/Venstertijden.Central.Tests -c Release --filter StorageMeasure --logger "console;verbosity=detailed"</c>.
/// </summary>
[Explicit("measures for people")]
public class StorageMeasure
{
    private const int Cameras = 13;
    private const int Batch = 1_000;

    [TestCase(DatabaseProvider.Sqlite)]
    [TestCase(DatabaseProvider.Postgresql)]
    public async Task Bytes_a_row(DatabaseProvider provider)
    {
        await using var engine = await Engine.Start(provider);
        var random = new Random(20260302);
        var chains = Enumerable.Range(0, Cameras).Select(i => (Camera: CameraId.Parse($"camera-{i:00}"), Chain: Guid.CreateVersion7())).ToArray();
        long[] seq = new long[Cameras];
        await Told(engine, "ChainLinks", 200_000, (db, n) =>
        {
            // Cameras come mixed, each in its own order, as from the broker.
            int camera = random.Next(Cameras);
            return [new ChainLink { Camera = chains[camera].Camera, Chain = chains[camera].Chain, Seq = ++seq[camera], Hash = Hash(random), PreviousHash = Hash(random) }];
        });
        var first = new LocalDateTime(2026, 1, 1, 7, 0);
        string[] categories = ["N1", "N1", "M1", "N2", "L6"];
        await Told(engine, "AnonymousFacts", 200_000, (db, n) =>
        [
            new AnonymousFact
            {
                Zone = "assen-kernwinkelgebied", Camera = chains[random.Next(Cameras)].Camera, LocalQuarter = first.PlusMinutes(15 * (n / 50)), Direction = n % 2 == 0 ? Direction.In : Direction.Out, CountryGroup = "NL",
                Category = categories[random.Next(categories.Length)], BodyGroup = "rigid", EmissionClass = random.Next(3, 7).ToString(CultureInfo.InvariantCulture), AdmissionBand = "2017-01-01..2020-01-01", Statutory = "",
                ExemptionGroup = n % 10 == 0 ? "resident" : "", Verdict = "allowed", Reason = "inside-window",
            },
        ]);
        var vault = new Vault(new byte[32]);
        byte[] payload = WireJson.Write(A.Passage(A.Van));
        await Told(engine, "DeadLetters", 20_000, (db, n) =>
        {
            var keys = new List<SubjectKey>();
            var refused = new SetAside(new ReceivedMessage("venstertijden/v1/assen/kerkstraat/passage", payload, new Dictionary<string, string> { [UserProperties.Signature] = new string('s', 88), [UserProperties.Key] = Hash(random) }), DeadLetterReason.UnknownCamera, "camera: expected one that is enrolled");
            var letter = DeadLetters.Seal(refused, holdsNumber: false, vault, keys, Town.MondayMorning + Duration.FromSeconds(n));
            return [letter, .. keys];
        }, "SubjectKeys");
    }

    private static async Task Told(Engine engine, string table, int count, Func<CentralDb, int, object[]> make, params string[] with)
    {
        long before = await Bytes(engine, [table, .. with]);
        for (int n = 0; n < count; n += Batch)
        {
            await using var db = engine.Databases.Open(Town.Assen);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var rows = Enumerable.Range(n, Batch).SelectMany(i => make(db, i)).ToList();
            await db.InsertMany(rows.OfType<ChainLink>().ToList(), default);
            await db.InsertMany(rows.OfType<AnonymousFact>().ToList(), default);
            await db.InsertMany(rows.OfType<DeadLetter>().ToList(), default);
            await db.InsertMany(rows.OfType<SubjectKey>().ToList(), default);
            await transaction.CommitAsync();
        }

        double each = (await Bytes(engine, [table, .. with]) - before) / (double)count;
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{engine.Databases.Provider} {string.Join(" + ", [table, .. with])}: {each:0} bytes a row ({count} rows)"));
        Assert.That(each, Is.InRange(64, 8192));
    }

    /// <summary>SQLite: pages of the whole file in use, for only this table grows. PostgreSQL: table, TOAST and indexes.</summary>
    private static async Task<long> Bytes(Engine engine, string[] tables)
    {
        await using var db = engine.Databases.Open(Town.Assen);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = engine.Databases.Provider == DatabaseProvider.Sqlite
            ? "SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s"
            : $"SELECT {string.Join(" + ", tables.Select(t => $"pg_total_relation_size('\"{t}\"')"))}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static string Hash(Random random)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        return Signing.Hash(bytes);
    }
}
