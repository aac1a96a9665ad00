using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Tests.Builders;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>A central whose keys are not those of its database does not start, and says what to do.</summary>
public class KnownKeysTests
{
    private string _place = "";

    [SetUp]
    public void MakePlace() => _place = Directory.CreateTempSubdirectory("vth-keys-").FullName;

    [TearDown]
    public void RemovePlace()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_place, recursive: true);
    }

    private CentralOptions Folder(string name) => new() { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions(), Data = Path.Combine(_place, name), Connection = $"Data Source={Path.Combine(_place, "central.db")}" };

    [Test]
    public async Task The_same_folder_starts_again_and_so_does_another_with_a_copy_of_its_keys()
    {
        await Start("one");
        await Start("one");
        CopyKeys("one", "two");
        await Start("two");
    }

    [Test]
    public async Task A_second_central_with_keys_of_its_own_is_refused_in_one_line()
    {
        await Start("one");
        Assert.That(() => Start("two"), Refused(CentralKey.MasterFile).And.Message.Contains("all share one copy").And.Message.Not.Contains("\n"));
        CopyKeys("one", "two", CentralKey.MasterFile);
        Assert.That(() => Start("two"), Refused(CentralKey.KeyFile).And.Message.Contains("vth provision key"));
    }

    [Test]
    public async Task A_lost_signing_key_is_put_back_or_replaced_on_purpose_and_the_old_one_stays_known()
    {
        await Start("one");
        string file = Path.Combine(_place, "one", CentralKey.KeyFile);
        File.Move(file, file + ".kept");
        Assert.That(() => Start("one"), Refused("put that file back"));
        File.Copy(file, file + ".new");
        File.Copy(file + ".kept", file, overwrite: true);
        await Start("one");

        File.Copy(file + ".new", file, overwrite: true);
        var (keyId, isNew) = await Rotate("one");
        Assert.That((isNew, (await Rotate("one")).IsNew), Is.EqualTo((true, false)));
        var databases = await CentralComposition.OpenData(Folder("one"), default);
        await using var db = databases.Open(Town.Assen);
        Assert.That(await KnownKeys.SigningKeys(db, default), Has.Count.EqualTo(2));
        Assert.That(await db.Audit.Where(a => a.Action == "key.rotate").Select(a => a.Subject).SingleAsync(), Is.EqualTo($"key:{keyId[..12]}"));
    }

    [Test]
    public async Task A_lost_master_key_cannot_be_replaced()
    {
        await Start("one");
        File.Delete(Path.Combine(_place, "one", CentralKey.MasterFile));
        Assert.That(() => Start("one"), Refused("it cannot be replaced by a new one"));
        Assert.That(() => Rotate("one"), Refused("it cannot be replaced by a new one"));
    }

    [Test]
    public async Task A_database_of_an_earlier_version_takes_the_keys_that_open_what_it_holds_and_no_others()
    {
        await Start("one");
        using (var key = CentralKey.LoadOrCreate(Path.Combine(_place, "one")))
        {
            await using var db = (await CentralComposition.OpenData(Folder("one"), default)).Open(Town.Assen);
            new Vault(key.Master).Create(db, Guid.NewGuid(), Town.MondayMorning);
            await db.SaveChangesAsync();
            await db.KnownKeys.IgnoreQueryFilters().ExecuteDeleteAsync();
        }

        Assert.That(() => Start("two"), Refused(CentralKey.MasterFile));
        await Start("one");
        Assert.That(() => Start("two"), Refused(CentralKey.MasterFile));
    }

    private Task<CentralDbs> Start(string folder) => CentralComposition.OpenData(Folder(folder), default);

    private Task<(string KeyId, bool IsNew)> Rotate(string folder) => CentralComposition.RotateKey(Folder(folder), Actor.System("test"), Town.MondayMorning, default);

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) => Throws.TypeOf<BadConfigException>().With.Message.Contains(why);

    private void CopyKeys(string from, string to, params string[] only)
    {
        Directory.CreateDirectory(Path.Combine(_place, to));
        foreach (string file in only.Length > 0 ? only : [CentralKey.KeyFile, CentralKey.MasterFile])
            File.Copy(Path.Combine(_place, from, file), Path.Combine(_place, to, file), overwrite: true);
    }
}
