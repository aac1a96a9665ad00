using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;

namespace Venstertijden.Cli.Tests.Keeping;

/// <summary><c>vth backup</c> and <c>vth restore</c> as an operator meets them.</summary>
public class BackupCommandTests
{
    private SmallCentral _central;

    [SetUp]
    public async Task Build() => _central = await SmallCentral.Build();

    [TearDown]
    public void Remove() => _central.Dispose();

    private string File_ => Path.Combine(_central.Place, "monday.vthbackup");

    private string Target => Path.Combine(_central.Place, "restored");

    [Test]
    public async Task What_was_backed_up_comes_back_whole_and_verifies()
    {
        string told = await Backup();
        Assert.That(told, Does.Contain("bytes of database").And.Contain(Path.Combine(_central.Place, "central.keys")).And.Contain("Keep the two apart"));
        var (code, restored) = await Restore();
        Assert.That((code, restored.TrimEnd().Split('\n')[^1]), Is.EqualTo((0, $"{Target}: restored, and whole")));
        await using StringWriter verified = new() { NewLine = "\n" };
        Assert.That(await VerifyCommand.Run(Target, [], verified, TextWriter.Null, default), Is.Zero);
        Assert.That(verified.ToString(), Does.Contain("cases 1").And.Contain("undecided passages 1").And.Contain("dead letters 1"));
    }

    [Test]
    public async Task A_folder_without_a_central_or_without_its_keys_cannot_be_backed_up()
    {
        Assert.That(() => CentralData.Find(_central.Place + "x", null), Refused("expected the data of a demo or a central"));
        File.Delete(Path.Combine(_central.Data, CentralKey.MasterFile));
        await Refuses(Backup, CentralKey.MasterFile);
        Assert.That(File.Exists(File_), Is.False);
    }

    [Test]
    public async Task A_folder_that_holds_something_is_not_overwritten()
    {
        await Backup();
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "notes.txt"), "mine");
        await Refuses(Restore, "nothing is overwritten");
        Assert.That(Directory.EnumerateFileSystemEntries(Target).Select(Path.GetFileName), Is.EqualTo(new[] { "notes.txt" }));
    }

    [Test]
    public async Task A_file_that_is_not_there_or_no_backup_or_without_its_keys_is_refused()
    {
        await Refuses(Restore, "central.keys");
        await Backup();
        File.Move(Path.Combine(_central.Place, "central.keys"), Path.Combine(_central.Place, "elsewhere.keys"));
        await Refuses(Restore, "--keys");
        File.Move(Path.Combine(_central.Place, "elsewhere.keys"), Path.Combine(_central.Place, "central.keys"));
        await File.WriteAllTextAsync(File_, "hello");
        await Refuses(Restore, "expected a backup");
        File.Delete(File_);
        await Refuses(Restore, "expected a backup");
        await File.WriteAllTextAsync(Path.Combine(_central.Place, "central.keys"), "hello");
        await Refuses(Restore, "expected the keys that 'vth backup' wrote");
        Assert.That(Directory.Exists(Target), Is.False);
    }

    [Test]
    public async Task A_backup_that_was_damaged_anywhere_is_refused_and_leaves_nothing_behind()
    {
        await Backup();
        byte[] good = await File.ReadAllBytesAsync(File_);
        foreach (int part in new[] { 5, 50, 95 })
        {
            byte[] bad = [.. good];
            for (int i = 0; i < 64; i++)
                bad[(bad.Length * part / 100) + i - 32] ^= 0x55;
            await File.WriteAllBytesAsync(File_, bad);
            Assert.That(Restore, Throws.TypeOf<BadInputException>().With.Message.Not.Contains("\n"), $"at {part} %");
        }

        await File.WriteAllBytesAsync(File_, good[..(good.Length / 2)]);
        await Refuses(Restore, "expected a backup");
        Assert.That(Directory.EnumerateDirectories(_central.Place).Select(Path.GetFileName), Is.EqualTo(new[] { "central" }));
    }

    [Test]
    public async Task Data_that_is_not_whole_is_told_and_not_put_in_place()
    {
        _central.Change("DELETE FROM ChainLinks WHERE Seq = 1");
        await Backup();
        var (code, told) = await Restore();
        Assert.That((code, told), Is.EqualTo((VerifyCommand.NotWhole, told)).And.Property("Item2").Contains("NOT WHOLE").And.Property("Item2").Contains("Not restored"));
        Assert.That(Directory.Exists(Target), Is.False);
    }

    [Test]
    public async Task A_database_of_a_newer_program_is_neither_backed_up_nor_restored()
    {
        await Backup();
        _central.MakeNewer();
        await Refuses(Backup, "newer program");
        Central.Features.Backup.BackupFile.Make(_central.Options, File_, Path.Combine(_central.Place, "central.keys"));
        await Refuses(Restore, "newer program");
        Assert.That(Directory.Exists(Target), Is.False);
    }

    [Test]
    public async Task A_central_on_a_server_is_told_how_to_back_up_there()
    {
        var server = _central.Options with { Provider = DatabaseProvider.Postgresql, Connection = "Host=/nowhere;Database=vth" };
        await using StringWriter output = new();
        Assert.That(() => BackupCommand.Backup(server, File_, null, output, default), Refused("pg_dump").And.Message.Contains("SubjectKeys").And.Message.Contains(_central.Data));
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) => Throws.TypeOf<BadInputException>().With.Message.Contains(why);

    private static async Task Refuses<T>(Func<Task<T>> act, string why)
    {
        Assert.That(async () => await act(), Refused(why).And.Message.Not.Contains("\n"));
        await Task.CompletedTask;
    }

    private async Task<string> Backup()
    {
        await using StringWriter output = new() { NewLine = "\n" };
        Assert.That(await BackupCommand.Backup(_central.Options, File_, null, output, default), Is.Zero);
        return output.ToString();
    }

    private async Task<(int Code, string Told)> Restore()
    {
        await using StringWriter output = new() { NewLine = "\n" };
        int code = await BackupCommand.Restore(Target, File_, null, SmallCentral.Now, output, default);
        return (code, output.ToString());
    }
}
