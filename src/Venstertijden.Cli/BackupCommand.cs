using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Backup;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Proof;

namespace Venstertijden.Cli;

/// <summary><c>vth backup --data DIR FILE</c> and <c>vth restore --data DIR FILE</c>, for a central on SQLite.</summary>
public static class BackupCommand
{
    private const string KeysHelp = "the keys that open backups; default central.keys beside FILE. Keep it on another medium than FILE";

    public static Command CreateBackup()
    {
        var (data, file, keys) = (new Option<string?>("--data") { Description = CentralData.DataHelp, HelpName = "DIR" }, FileArgument(), new Option<string?>("--keys") { Description = KeysHelp, HelpName = "FILE" });
        var config = new Option<string?>("--config") { Description = CentralData.ConfigHelp, HelpName = "FILE" };
        var command = new Command("backup", "Makes a backup of central's data on SQLite, also while it runs; for another database it says how.") { data, config, file, keys };
        command.SetAction((parsed, ct) => Backup(CentralData.Find(parsed.GetValue(data), parsed.GetValue(config)), parsed.GetRequiredValue(file), parsed.GetValue(keys), parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    public static Command CreateRestore()
    {
        var (data, file, keys) = (new Option<string>("--data") { Description = "folder to restore into: empty, or not there yet", HelpName = "DIR", Required = true }, FileArgument(), new Option<string?>("--keys") { Description = KeysHelp, HelpName = "FILE" });
        var command = new Command("restore", "Puts a backup back into an empty folder, checked first. What was erased since stays erased.") { data, file, keys };
        command.SetAction((parsed, ct) => Restore(parsed.GetRequiredValue(data), parsed.GetRequiredValue(file), parsed.GetValue(keys), TimeProvider.System.GetCurrentInstant(), parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    /// <exception cref="BadInputException">It cannot be made.</exception>
    public static async Task<int> Backup(CentralOptions options, string file, string? keys, TextWriter output, CancellationToken ct)
    {
        string keysFile = keys ?? BackupFile.KeysBeside(file);
        try
        {
            BackupFile.RefuseServer(options);
            await CentralData.RefuseNewer(options, ct);
            var made = BackupFile.Make(options, file, keysFile);
            output.WriteLine($"{file}: {made.DatabaseBytes} bytes of database, sha256 {made.DatabaseSha256[..16]}...");
            output.WriteLine($"{keysFile}: the keys, of this moment; it replaces the one of every earlier backup here, so that what is erased stays erased.");
            output.WriteLine("Keep the two apart: whoever has both can read everything. Both are readable by their owner only.");
            return 0;
        }
        catch (BackupRefusedException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    /// <exception cref="BadInputException">It cannot be put back.</exception>
    public static async Task<int> Restore(string folder, string file, string? keys, Instant now, TextWriter output, CancellationToken ct)
    {
        try
        {
            string pending = BackupFile.Unpack(file, keys ?? BackupFile.KeysBeside(file), folder, KnownMigrations());
            try
            {
                return await Put(pending, folder, now, output, ct);
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                BackupFile.Discard(pending);
            }
        }
        catch (Exception e) when (e is BackupRefusedException or BadConfigException)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private static async Task<int> Put(string pending, string folder, Instant now, TextWriter output, CancellationToken ct)
    {
        var options = CentralData.Of(pending);
        var databases = await CentralComposition.OpenData(options, ct);
        using var key = CentralKey.Load(pending)!;
        using var ring = new KeyRing();
        ring.AddPem(key.PublicKeyPem);
        bool whole = true;
        foreach (var site in await CentralData.Sites(options, ct))
        {
            await using var db = databases.Open(site);
            int again = await ErasedSince.Apply(db, now, ct);
            if (again > 0)
                output.WriteLine($"{site}: erased again what was erased after the backup: {again}");
            var report = await new DataVerification(db, new Vault(key.Master), await CentralData.Policies(db, ct), ring, _ => { }).Run(ct);
            whole &= report.IsWhole;
            foreach (var finding in report.Findings)
                output.WriteLine($"NOT WHOLE  {finding}");
            output.WriteLine($"{site}: looked at {report.Looked}");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!whole)
        {
            output.WriteLine("Not restored: the backup is not whole.");
            return VerifyCommand.NotWhole;
        }

        BackupFile.Accept(pending, folder);
        output.WriteLine($"{folder}: restored, and whole");
        return 0;
    }

    private static HashSet<string> KnownMigrations()
    {
        using var db = new CentralDbs(DatabaseProvider.Sqlite, "Data Source=:memory:").Open(CentralData.Of("").Site);
        return db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "the backup" };
}
