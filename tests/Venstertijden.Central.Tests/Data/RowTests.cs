using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Data;

/// <summary>The same on every engine that is there.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.Postgresql)]
[TestFixture(DatabaseProvider.Sqlserver)]
public class RowTests(DatabaseProvider provider)
{
    private static readonly Instant Now = Town.MondayMorning;
    private static readonly Actor Officer = new(Guid.NewGuid(), "A. de Boer", "officer");

    private Engine _engine;

    [SetUp]
    public async Task StartEngine() => _engine = await Engine.Start(provider);

    [TearDown]
    public async Task StopEngine()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
    }

    [Test]
    public async Task A_row_of_one_site_is_not_seen_in_another_and_cannot_be_written_there()
    {
        var emmen = SiteId.Parse("emmen");
        await using var db = _engine.Databases.Open(Town.Assen);
        db.Counters.Add(new Counter { Name = "n", Label = "" });
        await db.SaveChangesAsync();
        await using var other = _engine.Databases.Open(emmen);
        Assert.That(await other.Counters.AnyAsync(), Is.False);
        other.Counters.Add(new Counter { Site = Town.Assen, Name = "m", Label = "" });
        Assert.That(async () => await other.SaveChangesAsync(), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Who_saves_second_is_told_and_overwrites_nothing()
    {
        await using var one = _engine.Databases.Open(Town.Assen);
        await Counters.Add(one, "n", "", 1, CancellationToken.None);
        await one.SaveChangesAsync();
        await using var two = _engine.Databases.Open(Town.Assen);
        await Counters.Add(two, "n", "", 1, CancellationToken.None);
        await Counters.Add(one, "n", "", 10, CancellationToken.None);
        await one.SaveChangesAsync();
        Assert.That(async () => await two.SaveChangesAsync(), Throws.InstanceOf<DbUpdateConcurrencyException>());
        await using var check = _engine.Databases.Open(Town.Assen);
        Assert.That((await check.Counters.SingleAsync()).Value, Is.EqualTo(11));
    }

    [Test]
    public async Task Instants_and_dates_come_back_as_they_went_and_sort_by_time()
    {
        await using var db = _engine.Databases.Open(Town.Assen);
        foreach (int minute in (int[])[5, 0, 3])
            db.Audit.Add(Entry(Now + Duration.FromMinutes(minute) + Duration.FromMilliseconds(7)));
        await db.SaveChangesAsync();
        await using var check = _engine.Databases.Open(Town.Assen);
        var from = Now + Duration.FromMinutes(1);
        var found = await check.Audit.Where(e => e.At > from).OrderBy(e => e.At).Select(e => e.At).ToListAsync();
        Assert.That(found, Is.EqualTo(new[] { Now + Duration.FromMinutes(3) + Duration.FromMilliseconds(7), Now + Duration.FromMinutes(5) + Duration.FromMilliseconds(7) }));
    }

    [Test]
    public async Task An_audit_entry_is_saved_with_its_change_or_not_at_all()
    {
        await using var db = _engine.Databases.Open(Town.Assen);
        db.Counters.Add(new Counter { Name = "n", Label = "" });
        AuditTrail.Record(db, Officer, "case.look", "case:2026-000001", "review", Now);
        await db.SaveChangesAsync();

        await using var failing = _engine.Databases.Open(Town.Assen);
        failing.Counters.Add(new Counter { Name = "n", Label = "" });
        AuditTrail.Record(failing, Officer, "case.look", "case:2026-000002", "review", Now);
        Assert.That(async () => await failing.SaveChangesAsync(), Throws.InstanceOf<DbUpdateException>());

        await using var check = _engine.Databases.Open(Town.Assen);
        Assert.That(await check.Audit.Select(e => e.Subject).ToListAsync(), Is.EqualTo(new[] { "case:2026-000001" }));
        Assert.That(await AuditTrail.FirstFault(check, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Entries_of_several_writers_at_once_make_one_whole_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                await using var db = _engine.Databases.Open(Town.Assen);
                AuditTrail.Record(db, Officer, "case.look", $"case:{writer}-{i}", "review", Now);
                await db.SaveChangesAsync();
            }
        })));
        await using var check = _engine.Databases.Open(Town.Assen);
        Assert.That(await check.Audit.CountAsync(), Is.EqualTo(20));
        Assert.That(await AuditTrail.FirstFault(check, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_changed_and_a_deleted_audit_entry_are_found()
    {
        await using (var db = _engine.Databases.Open(Town.Assen))
        {
            for (int i = 0; i < 4; i++)
                AuditTrail.Record(db, Officer, "case.look", $"case:{i}", "review", Now);
            await db.SaveChangesAsync();
        }

        await using (var forger = _engine.Databases.Open(Town.Assen))
            await forger.Audit.Where(e => e.Number == 3).ExecuteUpdateAsync(e => e.SetProperty(x => x.Reason, "holiday"));
        await using (var check = _engine.Databases.Open(Town.Assen))
            Assert.That(await AuditTrail.FirstFault(check, CancellationToken.None), Is.EqualTo(3));
        await using (var forger = _engine.Databases.Open(Town.Assen))
            await forger.Audit.Where(e => e.Number >= 3).ExecuteDeleteAsync();
        await using (var check = _engine.Databases.Open(Town.Assen))
            Assert.That(await AuditTrail.FirstFault(check, CancellationToken.None), Is.EqualTo(3), "the end of the chain is known");
    }

    [Test]
    public async Task Without_its_key_a_subject_is_unreadable_also_for_who_has_the_file_and_the_master_secret()
    {
        var vault = new Vault(new byte[32]);
        var subject = Guid.NewGuid();
        byte[] kept;
        await using (var db = _engine.Databases.Open(Town.Assen))
        {
            kept = vault.Create(db, subject, Now).Seal("V56KVT"u8, "here");
            await db.SaveChangesAsync();
        }

        await using (var db = _engine.Databases.Open(Town.Assen))
        {
            var cipher = await vault.Find(db, subject, CancellationToken.None);
            Assert.That(cipher!.Open(kept, "here"), Is.EqualTo("V56KVT"u8.ToArray()));
            Assert.That(() => cipher.Open(kept, "elsewhere"), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
            Assert.That(await Vault.Destroy(db, subject, Now, CancellationToken.None), Is.True);
            await db.SaveChangesAsync();
        }

        await using (var db = _engine.Databases.Open(Town.Assen))
        {
            Assert.That(await vault.Find(db, subject, CancellationToken.None), Is.Null);
            Assert.That(await Vault.Destroy(db, subject, Now, CancellationToken.None), Is.False);
        }
    }

    private static AuditEntry Entry(Instant at) => new() { Id = Guid.NewGuid(), At = at, Actor = "a", Role = "r", Action = "x", Subject = "s", Reason = "" };
}
