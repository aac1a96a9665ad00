using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Policies;
using Tallying = Venstertijden.Central.Features.Reports.Tallying;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Data;

/// <summary>SQL that we write by hand is sound Transact-SQL, though no SQL Server runs here: the code itself runs, and what it would have sent is parsed.</summary>
public partial class SqlServerTextTests
{
    /// <summary>Every source file that holds SQL of our own, and which engines it is for.</summary>
    private static readonly Dictionary<string, string> Written = new()
    {
        ["Data/BulkInsert.cs"] = "SQLite and PostgreSQL; SQL Server takes tracked rows",
        ["Data/CarryOver.cs"] = "migrations: parsed as one script by MigrationTests",
        ["Data/CentralDbs.cs"] = "SQLite",
        ["Data/DatabaseLock.cs"] = "parsed here",
        ["Data/LeftBehind.cs"] = "SQLite and PostgreSQL",
        ["Data/RowLocks.cs"] = "parsed here",
        ["Features/Backup/BackupFile.cs"] = "SQLite",
        ["Features/Ingest/ChainBook.cs"] = "parsed here",
        ["Features/Ingest/Tally.cs"] = "parsed here",
        ["Features/Policies/StoredFacts.cs"] = "parsed here",
        ["Features/Proof/DataVerification.cs"] = "SQLite",
    };

    private RecordingSqlServer _server;

    [SetUp]
    public void StartServer() => _server = new RecordingSqlServer();

    [Test]
    public void No_file_holds_SQL_that_nobody_looked_at()
    {
        string central = Path.Combine(Repository.Root, "src", "Venstertijden.Central");
        var found = Directory.EnumerateFiles(central, "*.cs", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(central, f).Replace('\\', '/'), Text: f))
            .Where(f => !f.Name.StartsWith("obj/", StringComparison.Ordinal) && !f.Name.StartsWith("bin/", StringComparison.Ordinal) && !f.Name.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => OwnSql().IsMatch(File.ReadAllText(f.Text))).Select(f => f.Name);
        Assert.That(found, Is.EquivalentTo(Written.Keys));
    }

    [Test]
    public async Task Locks_of_the_database_are_taken_and_let_go()
    {
        await using (var lead = new DatabaseLock(_server.Databases, DatabaseLock.Purpose.Rounds))
        {
            Assert.That(await lead.TryHold(default), Is.True);
            Assert.That(await lead.TryHold(default), Is.True);
        }

        AreSound(3, "sp_getapplock", "sp_releaseapplock", "SELECT 1");
    }

    [Test]
    public async Task Rows_are_locked_one_or_in_order()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Locked<DeadLetter>("\"Site\" = {0} AND \"Id\" = {1}", "assen", Guid.NewGuid()).FirstOrDefaultAsync();
        await Counters.Add(db, Counters.Duplicates, "", 1, default);
        AreSound(2, "WITH (UPDLOCK, ROWLOCK)");
    }

    [Test]
    public async Task Ledgers_of_many_chains_are_opened()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        var edges = Enumerable.Range(1, 3).Select(i => new TestEdge(Town.Assen, CameraId.Parse($"camera-{i}"), NodaTime.Testing.FakeClock.FromUtc(2026, 3, 2))).ToList();
        var offered = edges.ConvertAll(edge =>
        {
            using var key = new CameraKey(new EnrolledCamera { Camera = edge.Camera, DisplayName = "", Place = "", Street = "", Zone = "", PublicKey = edge.PublicKey, KeyId = "" });
            var passages = Enumerable.Range(0, 2).Select(_ =>
            {
                var sent = edge.Next(A.Passage(A.Van)).Received();
                return (LinkIn)new PassageIn(sent, key, MessageReader.ReadPassage(sent.Payload).Message!);
            });
            return new OfferedChain(edge.Camera, edge.Chain, [.. passages]);
        });
        await new ChainBook(db, new BatchRows(), Town.MondayMorning).Open(offered, default);
        foreach (var edge in edges)
            await edge.DisposeAsync();
        AreSound(2, "WITH (UPDLOCK, ROWLOCK)", "UNION ALL");
    }

    [Test]
    public async Task Figures_are_raised()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        var tally = new Tally();
        tally.Add(Counters.Duplicates, "", 2);
        await tally.Save(db, default);
        AreSound(1, "WITH (UPDLOCK, HOLDLOCK)", "@@ROWCOUNT");
    }

    [Test]
    public async Task Facts_are_read_as_lines()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        Assert.That(StoredFacts.LinesOf(db, new LocalDate(2026, 3, 1), new LocalDate(2026, 4, 1)), Is.Empty);
        AreSound(1, "CONCAT_WS(',', \"Zone\"");
    }

    [Test]
    public async Task The_councils_figures_are_counted()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        var (from, until) = (new LocalDate(2026, 3, 1), new LocalDate(2026, 4, 1));
        Assert.That(await Tallying.Passages(db, from, until, default), Is.Empty);
        Assert.That(await Tallying.Cases(db, from, until, default), Is.Empty);
        AreSound(2, "GROUP BY");
    }

    [Test]
    public async Task What_the_engine_has_no_hand_written_text_for_sends_none()
    {
        await using var db = _server.Databases.Open(Town.Assen);
        await LeftBehind.Prepare(db, default);
        await LeftBehind.Sweep(db, default);
        await LeftBehind.WriteAnew(db, default);
        Assert.That(_server.Texts, Is.Empty);
    }

    [Test]
    public void A_text_that_is_not_sound_would_be_found() => Assert.That(Errors("SELECT * FROM \"Chains\" LIMIT 1"), Is.Not.Empty);

    private void AreSound(int atLeast, params string[] holding)
    {
        Assert.That(_server.Texts, Has.Count.GreaterThanOrEqualTo(atLeast));
        foreach (string part in holding)
            Assert.That(_server.Texts, Has.Some.Contains(part));
        foreach (string text in _server.Texts)
            Assert.That(Errors(text), Is.Empty, text);
    }

    private static IEnumerable<string> Errors(string text)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Select(e => $"{e.Line}: {e.Message}");
    }

    [GeneratedRegex(@"FromSql|ExecuteSql|SqlQuery|CommandText|migration\.Sql")]
    private static partial Regex OwnSql();
}
