using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Backup;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Features.Proof;

namespace Venstertijden.Central.Tests.Features.Backup;

public class BackupTests
{
    private ProvenTown _proven;
    private string _place = "";

    [SetUp]
    public async Task BuildTown()
    {
        _proven = await ProvenTown.Build();
        _place = Directory.CreateTempSubdirectory("vth-backup-").FullName;
    }

    [TearDown]
    public async Task StopTown()
    {
        await _proven.DisposeAsync();
        Directory.Delete(_place, recursive: true);
    }

    private string Backup => Path.Combine(_place, "monday.vthbackup");
    private string Keys => BackupFile.KeysBeside(Backup);

    [Test]
    public async Task A_backup_made_while_central_works_comes_back_whole_and_opens()
    {
        await Make();
        string restored = Restore();
        await using var db = Open(restored);
        Assert.That(await ErasedSince.Apply(db, Town.MondayMorning, default), Is.Zero);
        Assert.That((await _proven.Verify(Path.Combine(restored, "central.db"))).Findings.Select(f => f.ToString()), Is.Empty);
        Assert.That(await CaseFile.Open(db, _proven.Town.Get<Vault>(), _proven.Case, default), Is.Not.Null);
    }

    [Test]
    public async Task What_was_erased_after_the_backup_stays_erased_when_it_is_put_back()
    {
        await Make();
        await using (var scope = _proven.Town.Get<IServiceScopeFactory>().CreateAsyncScope())
            Assert.That(await scope.ServiceProvider.GetRequiredService<CaseErasure>().Erase(_proven.Case, ProvenTown.Boa.Actor, "on request", default), Is.True);
        File.Copy(Backup, Backup + ".old");
        await Make();
        string restored = Restore(Backup + ".old");
        await using var db = Open(restored);
        Assert.That(await CaseFile.Open(db, _proven.Town.Get<Vault>(), _proven.Case, default), Is.Null, "its key is in no backup any more");
        Assert.That(await ErasedSince.Apply(db, Town.MondayMorning, default), Is.EqualTo(1));
        var row = await db.Cases.SingleAsync(c => c.Id == _proven.Case);
        Assert.That((row.ErasedAt is not null, row.PlateIndex), Is.EqualTo((true, (string?)null)));
        Assert.That(await db.Erasures.Where(e => e.Kind == Erasure.AfterRestore).Select(e => e.Subject).ToListAsync(), Is.EqualTo(new Guid?[] { _proven.Case }));
        Assert.That((await _proven.Verify(Path.Combine(restored, "central.db"))).Findings.Select(f => f.ToString()), Is.Empty);
    }

    [Test]
    public async Task The_backup_itself_holds_no_key_and_only_its_owner_reads_it()
    {
        await Make();
        string folder = BackupFile.Unpack(Backup, NoKeys(), Path.Combine(_place, "no-keys"), Known());
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "central.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM SubjectKeys WHERE Wrapped IS NOT NULL";
        Assert.That(command.ExecuteScalar(), Is.EqualTo(0L));
        if (!OperatingSystem.IsWindows())
            Assert.That((File.GetUnixFileMode(Backup), File.GetUnixFileMode(Keys)), Is.EqualTo((UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Test]
    public async Task Nothing_is_overwritten_and_what_is_no_whole_backup_is_refused_in_one_line()
    {
        await Make();
        Assert.That(() => BackupFile.Unpack(Backup, Keys, _proven.Town.DataFolder, Known()), Refused("nothing is overwritten"));
        Assert.That(() => BackupFile.Unpack(Backup, Keys, Path.Combine(_place, "x"), ["20200101000000_Old"]), Refused("newer program"));
        Assert.That(() => BackupFile.Unpack(Backup, Path.Combine(_place, "none"), Path.Combine(_place, "x"), Known()), Refused("--keys"));
        byte[] bytes = File.ReadAllBytes(Backup);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(Backup, bytes);
        Assert.That(() => BackupFile.Unpack(Backup, Keys, Path.Combine(_place, "x"), Known()), Throws.TypeOf<BackupRefusedException>());
        File.WriteAllText(Backup, "hello");
        Assert.That(() => BackupFile.Unpack(Backup, Keys, Path.Combine(_place, "x"), Known()), Refused("expected a backup"));
        Assert.That(Directory.EnumerateDirectories(_place), Is.Empty, "a refused restore leaves nothing behind");
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) => Throws.TypeOf<BackupRefusedException>().With.Message.Contains(why);

    private Task<BackupManifest> Make() => BackupFile.Make(_proven.Town.Get<CentralOptions>(), Backup, Keys, default);

    private string Restore(string? file = null)
    {
        string folder = Path.Combine(_place, "restored");
        BackupFile.Accept(BackupFile.Unpack(file ?? Backup, Keys, folder, Known()), folder);
        return folder;
    }

    private string NoKeys()
    {
        string file = Path.Combine(_place, "empty.keys");
        File.WriteAllBytes(file, StoredJson.Write(StoredJson.Read<BackupKeys>(File.ReadAllBytes(Keys)) with { Subjects = [] }));
        return file;
    }

    private static CentralDb Open(string folder) => new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "central.db")};Pooling=False").Open(Town.Assen);

    private HashSet<string> Known()
    {
        using var db = _proven.Town.Open();
        return [.. db.Database.GetMigrations()];
    }
}
