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

/// <summary><c>vth backup --data DIR FILE</c> and <c>vth restore --data DIR FILE</c>; with <c>--config</c> for a database on a server.</summary>
public static class BackupCommand
{
    private const string KeysHelp = "the keys that open backups; default central.keys beside FILE. Keep it on another medium than FILE";

    public static Command CreateBackup()
    {
        var (data, file, keys) = (new Option<string?>("--data") { Description = CentralData.DataHelp, HelpName = "DIR" }, FileArgument(), new Option<string?>("--keys") { Description = KeysHelp, HelpName = "FILE" });
        var config = new Option<string?>("--config") { Description = CentralData.ConfigHelp, HelpName = "FILE" };
        var command = new Command("backup", "Makes a backup of central's data, also while it runs.") { data, config, file, keys };
        command.SetAction((parsed, ct) => Backup(CentralData.Find(parsed.GetValue(data), parsed.GetValue(config)), parsed.GetRequiredValue(file), parsed.GetValue(keys), parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    public static Command CreateRestore()
    {
        var (data, file, keys) = (new Option<string?>("--data") { Description = "folder to restore into: empty, or not there yet", HelpName = "DIR" }, FileArgument(), new Option<string?>("--keys") { Description = KeysHelp, HelpName = "FILE" });
        var config = new Option<string?>("--config") { Description = "central's YAML, to restore into its own database: an empty one on PostgreSQL", HelpName = "FILE" };
        var command = new Command("restore", "Puts a backup back, checked first. What was erased since stays erased.") { data, config, file, keys };
        command.SetAction((parsed, ct) =>
        {
            var (now, output) = (TimeProvider.System.GetCurrentInstant(), parsed.InvocationConfiguration.Output);
            return (parsed.GetValue(data), parsed.GetValue(config)) switch
            {
                ({ } folder, null) => Restore(folder, parsed.GetRequiredValue(file), parsed.GetValue(keys), now, output, ct),
                (null, { } yaml) => RestoreInto(CentralData.Find(null, yaml), parsed.GetRequiredValue(file), parsed.GetValue(keys), now, output, ct),
                _ => throw new BadInputException("restore: expected --data DIR, or --config FILE for a database on a server"),
            };
        });
        return command;
    }

    /// <exception cref="BadInputException">It cannot be made.</exception>
    public static async Task<int> Backup(CentralOptions options, string file, string? keys, TextWriter output, CancellationToken ct)
    {
        string keysFile = keys ?? BackupFile.KeysBeside(file);
        try
        {
            if (options.Provider == DatabaseProvider.Sqlite)
                await CentralData.RefuseNewer(options, ct);
            else
                await (await CentralData.Open(options, ct)).DisposeAsync();
            var made = await BackupFile.Make(options, file, keysFile, ct);
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

    /// <summary>Into the database that central's YAML names. The backup is unpacked and checked beside its data folder first.</summary>
    /// <exception cref="BadInputException">It cannot be put back.</exception>
    public static async Task<int> RestoreInto(CentralOptions options, string file, string? keys, Instant now, TextWriter output, CancellationToken ct)
    {
        if (options.Provider == DatabaseProvider.Sqlite)
            return await Restore(options.Data, file, keys, now, output, ct);
        if (options.Provider == DatabaseProvider.Sqlserver)
            throw new BadInputException("restore: into SQL Server rows are not copied; restore into a folder (--data DIR), or into PostgreSQL");
        if (File.Exists(Path.Combine(options.Data, CentralKey.MasterFile)) || File.Exists(Path.Combine(options.Data, CentralKey.KeyFile)))
            throw new BadInputException($"{options.Data}: expected a data folder without keys; nothing is overwritten");
        await RefuseUsed(options, ct);
        string folder = Path.TrimEndingDirectorySeparator(options.Data) + ".restored";
        int code = await Restore(folder, file, keys, now, output, ct);
        if (code != 0)
            return code;
        try
        {
            var server = new CentralDbs(options.Provider, options.EffectiveConnection);
            await using (var db = server.Open(options.Site))
                await db.Database.MigrateAsync(ct);
            var unpacked = new CentralDbs(DatabaseProvider.Sqlite, CentralData.Of(folder).EffectiveConnection + ";Pooling=False");
            long rows = await DatabaseCopy.Run(unpacked, server, (_, _) => { }, ct);
            BackupFile.GiveKeys(folder, options.Data);
            output.WriteLine($"{rows} rows copied into {Kebab.Name(options.Provider)}; the keys lie in {options.Data}");
            return await Whole(options, options.Data, output, ct) ? 0 : VerifyCommand.NotWhole;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"restore into {Kebab.Name(options.Provider)}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            BackupFile.Discard(folder);
        }
    }

    private static async Task<int> Put(string pending, string folder, Instant now, TextWriter output, CancellationToken ct)
    {
        var options = CentralData.Of(pending);
        var databases = await CentralComposition.OpenData(options, ct);
        foreach (var site in await CentralData.Sites(options, ct))
        {
            await using var db = databases.Open(site);
            int again = await ErasedSince.Apply(db, now, ct);
            if (again > 0)
                output.WriteLine($"{site}: erased again what was erased after the backup: {again}");
        }

        bool whole = await Whole(options, pending, output, ct);
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

    private static async Task<bool> Whole(CentralOptions options, string keysIn, TextWriter output, CancellationToken ct)
    {
        using var key = CentralKey.Load(keysIn)!;
        using var ring = new KeyRing();
        ring.AddPem(key.PublicKeyPem);
        bool whole = true;
        foreach (var site in await CentralData.Sites(options, ct))
        {
            await using var db = await CentralData.Open(options with { Site = site }, ct);
            foreach (byte[] earlier in await KnownKeys.SigningKeys(db, ct))
                ring.Add(earlier);
            var report = await new DataVerification(db, new Vault(key.Master), await CentralData.Policies(db, ct), ring, _ => { }).Run(ct);
            whole &= report.IsWhole;
            foreach (var finding in report.Findings)
                output.WriteLine($"NOT WHOLE  {finding}");
            output.WriteLine($"{site}: looked at {report.Looked}");
        }

        return whole;
    }

    private static async Task RefuseUsed(CentralOptions options, CancellationToken ct)
    {
        await using var db = new CentralDbs(options.Provider, options.EffectiveConnection).Open(options.Site);
        try
        {
            if (await db.Database.CanConnectAsync(ct) && (await db.Database.GetAppliedMigrationsAsync(ct)).Any())
                throw new BadInputException($"restore: the database in {Kebab.Name(options.Provider)} is in use already: expected an empty one; nothing is overwritten");
        }
        catch (System.Data.Common.DbException e)
        {
            throw new BadInputException($"restore into {Kebab.Name(options.Provider)}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static HashSet<string> KnownMigrations()
    {
        using var db = new CentralDbs(DatabaseProvider.Sqlite, "Data Source=:memory:").Open(CentralData.Of("").Site);
        return db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "the backup" };
}
