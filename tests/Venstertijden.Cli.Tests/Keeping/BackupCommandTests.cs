using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Cli.Bench.Ingest;

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
        Assert.That(code, Is.EqualTo(VerifyCommand.NotWhole));
        Assert.That(told, Does.Contain("NOT WHOLE").And.Contain("Not restored"));
        Assert.That(Directory.Exists(Target), Is.False);
    }

    [Test]
    public async Task A_database_of_a_newer_program_is_neither_backed_up_nor_restored()
    {
        await Backup();
        _central.MakeNewer();
        await Refuses(Backup, "newer program");
        await Central.Features.Backup.BackupFile.Make(_central.Options, File_, Path.Combine(_central.Place, "central.keys"), default);
        await Refuses(Restore, "newer program");
        Assert.That(Directory.Exists(Target), Is.False);
    }

    [Test]
    public async Task A_central_on_PostgreSQL_is_backed_up_to_the_same_file_and_put_back_into_a_folder_or_an_empty_database()
    {
        await using var server = await ThrowawayPostgres.TryStart(TestContext.Out);
        if (server is null)
            Assert.Ignore("PostgreSQL: not on this machine.");
        await Backup();
        var first = OnServer(server!, "first", "data-1");
        var (code, told) = await RestoreInto(first);
        Assert.That(code, Is.Zero, told);
        Assert.That(told, Does.Contain("rows copied into postgresql").And.Contain("cases 1"));

        await using (var output = new StringWriter())
            Assert.That(await BackupCommand.Backup(first, File_, null, output, default), Is.Zero);
        var (again, folder) = await Restore();
        Assert.That((again, folder.Contains("undecided passages 1", StringComparison.Ordinal)), Is.EqualTo((0, true)), folder);
        var second = OnServer(server!, "second", "data-2");
        Assert.That((await RestoreInto(second)).Code, Is.Zero);
        await using StringWriter verified = new();
        Assert.That(await VerifyCommand.Run(Yaml(second), [], verified, TextWriter.Null, default), Is.Zero, verified.ToString());

        Assert.That(() => RestoreInto(first with { Data = Path.Combine(_central.Place, "data-3") }), Refused("is in use already"));
        Assert.That(() => RestoreInto(OnServer(server!, "third", "data-2")), Refused("expected a data folder without keys"));
        Assert.That(Directory.EnumerateDirectories(_central.Place).Select(Path.GetFileName), Has.None.Contains(".restored").And.None.Contains(".part"));
    }

    [Test]
    public void A_server_that_is_not_there_is_one_clear_line()
    {
        var nowhere = _central.Options with { Provider = DatabaseProvider.Postgresql, Connection = "Host=/nowhere;Database=vth" };
        Assert.That(async () => await BackupCommand.Backup(nowhere, File_, null, TextWriter.Null, default), Refused("database").And.Message.Not.Contains("\n"));
        Assert.That(async () => await RestoreInto(nowhere with { Data = Path.Combine(_central.Place, "elsewhere") }), Throws.TypeOf<BadInputException>());
    }

    private CentralOptions OnServer(ThrowawayPostgres server, string database, string data) =>
        _central.Options with { Provider = DatabaseProvider.Postgresql, Connection = server.Connection.Replace("Database=postgres", "Database=" + database, StringComparison.Ordinal) + ";Pooling=false", Data = Path.Combine(_central.Place, data) };

    private string Yaml(CentralOptions options)
    {
        string file = Path.Combine(_central.Place, "central.yaml");
        File.WriteAllText(file, $"http: {{ url: \"http://127.0.0.1:8099\" }}\nbroker: {{ embedded: true }}\ndatabase: {{ provider: postgresql, connection: \"{options.Connection}\" }}\ndata: {options.Data}\n");
        return file;
    }

    private async Task<(int Code, string Told)> RestoreInto(CentralOptions options)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        int code = await BackupCommand.RestoreInto(options, File_, null, SmallCentral.Now, output, default);
        return (code, output.ToString());
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
