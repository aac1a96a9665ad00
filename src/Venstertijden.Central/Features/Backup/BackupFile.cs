using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Backup;

/// <summary>Why a backup cannot be made or put back; one line for who asked.</summary>
public sealed class BackupRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What the zip says of itself.</summary>
public sealed record BackupManifest(int Schema, string Migration, long DatabaseBytes, string DatabaseSha256);

/// <summary>
/// The keys that open a backup: one file for all backups of a place, replaced by each. A key that was destroyed is not in the newest one,
/// so no older backup brings back what was erased since (docs/adr/0011-backups-and-erasure.md).
/// </summary>
public sealed record BackupKeys(int Schema, byte[] Master, string SigningKey, ImmutableArray<BackupKey> Subjects);

/// <summary>A subject's key, wrapped by the master secret.</summary>
public sealed record BackupKey(string Subject, byte[] Wrapped);

/// <summary>Makes and puts back backups of a central.</summary>
public static class BackupFile
{
    private const string DatabaseEntry = "central.db";
    private const string ManifestEntry = "backup.json";
    private const string Pending = ".part";

    /// <summary>Where the keys lie when nothing else is said: beside the backup.</summary>
    public static string KeysBeside(string backup) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(backup))!, "central.keys");

    /// <summary>Makes a backup of one moment, also while central works. Of a server's database too: it is the same file.</summary>
    /// <exception cref="BackupRefusedException">Files are missing or cannot be written.</exception>
    public static async Task<BackupManifest> Make(CentralOptions options, string file, string keysFile, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(options.Data, CentralKey.MasterFile)) || !File.Exists(Path.Combine(options.Data, CentralKey.KeyFile)))
            throw new BackupRefusedException($"{options.Data}: expected {CentralKey.MasterFile} and {CentralKey.KeyFile}, central's keys");
        // In a folder of its owner's alone: until its keys are taken out the copy is the whole database.
        string folder = file + Pending, copy = Path.Combine(folder, DatabaseEntry);
        try
        {
            Discard(folder);
            PrivateFile.MakeFolder(folder);
            if (options.Provider == DatabaseProvider.Sqlite)
                Run(DatabaseOf(options), "VACUUM INTO $into", copy);
            else
                await CopyServer(new CentralDbs(options.Provider, options.EffectiveConnection), copy, ct);
            var keys = TakeKeys(copy);
            var manifest = new BackupManifest(1, Text(copy, "SELECT MAX(MigrationId) FROM __EFMigrationsHistory"), new FileInfo(copy).Length, HashOf(copy));
            PrivateFile.Write(file, replace: true, stream => Pack(stream, copy, manifest));
            var secrets = new BackupKeys(1, File.ReadAllBytes(Path.Combine(options.Data, CentralKey.MasterFile)), File.ReadAllText(Path.Combine(options.Data, CentralKey.KeyFile)), keys);
            PrivateFile.Write(keysFile, replace: true, stream => JsonSerializer.Serialize(stream, secrets, StoredJson.Options));
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw new BackupRefusedException($"backup to {file}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        finally
        {
            Discard(folder);
        }
    }

    /// <summary>Unpacks a backup into a folder that is empty or not there, with the keys that are left. What has no key any more was erased since.</summary>
    /// <returns>The folder that holds it while it is looked at; <see cref="Accept"/> puts it in its place.</returns>
    /// <exception cref="BackupRefusedException">It is no backup, damaged, of a newer program, or the folder holds something.</exception>
    public static string Unpack(string file, string keysFile, string folder, IReadOnlyCollection<string> knownMigrations)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new BackupRefusedException($"{folder}: expected an empty folder, or none; nothing is overwritten");
        string pending = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Pending;
        try
        {
            var keys = ReadKeys(keysFile);
            PrivateFile.MakeFolder(pending);
            string database = Path.Combine(pending, DatabaseEntry);
            var manifest = Extract(file, database);
            if (!knownMigrations.Contains(manifest.Migration))
                throw new BackupRefusedException($"{file}: made by a newer program (database {manifest.Migration}): restore it with that one");
            if (new FileInfo(database).Length != manifest.DatabaseBytes || HashOf(database) != manifest.DatabaseSha256)
                throw new BackupRefusedException($"{file}: damaged: the database in it is not the one that was put in");
            PutKeys(database, keys.Subjects);
            PrivateFile.Write(Path.Combine(pending, CentralKey.MasterFile), replace: true, s => s.Write(keys.Master));
            PrivateFile.Write(Path.Combine(pending, CentralKey.KeyFile), replace: true, s => s.Write(System.Text.Encoding.ASCII.GetBytes(keys.SigningKey)));
            return pending;
        }
        catch (Exception e)
        {
            Discard(pending);
            if (e is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException or JsonException)
                throw new BackupRefusedException($"{file}: expected a backup as 'vth backup' makes it: {e.Message.ReplaceLineEndings(" ")}", e);
            throw;
        }
    }

    public static void Accept(string pending, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(pending, folder);
    }

    /// <summary>Puts the keys of a restored folder into another one that has none.</summary>
    public static void GiveKeys(string restored, string folder)
    {
        PrivateFile.MakeFolder(folder);
        foreach (string name in (string[])[CentralKey.MasterFile, CentralKey.KeyFile])
            PrivateFile.Write(Path.Combine(folder, name), replace: false, file => file.Write(File.ReadAllBytes(Path.Combine(restored, name))));
    }

    public static void Discard(string pending)
    {
        if (Directory.Exists(pending))
            Directory.Delete(pending, recursive: true);
    }

    private static async Task CopyServer(CentralDbs server, string copy, CancellationToken ct)
    {
        var databases = new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={copy};Pooling=False");
        await using var db = databases.Open(SiteId.Parse("any"));
        await db.Database.MigrateAsync(ct);
        await DatabaseCopy.Run(server, databases, (_, _) => { }, ct);
        // One file, without a log beside it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE;", ct);
    }

    private static string DatabaseOf(CentralOptions options)
    {
        string file = new SqliteConnectionStringBuilder(options.EffectiveConnection).DataSource;
        return File.Exists(file) ? file : throw new BackupRefusedException($"{file}: expected central's database");
    }

    /// <summary>The keys leave the copy; what is left of it can be opened by nobody.</summary>
    private static ImmutableArray<BackupKey> TakeKeys(string copy)
    {
        var keys = ImmutableArray.CreateBuilder<BackupKey>();
        using var connection = Open(copy);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT CAST(Subject AS TEXT), Wrapped FROM SubjectKeys WHERE Wrapped IS NOT NULL ORDER BY Subject";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                keys.Add(new BackupKey(reader.GetString(0), (byte[])reader.GetValue(1)));
        }

        using var taking = connection.CreateCommand();
        taking.CommandText = "PRAGMA secure_delete=ON; UPDATE SubjectKeys SET Wrapped = NULL; VACUUM;";
        taking.ExecuteNonQuery();
        return keys.ToImmutable();
    }

    private static void PutKeys(string database, ImmutableArray<BackupKey> keys)
    {
        using var connection = Open(database);
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE SubjectKeys SET Wrapped = $key WHERE Subject = $subject AND DestroyedAt IS NULL";
        var (key, subject) = (command.Parameters.Add("$key", SqliteType.Blob), command.Parameters.Add("$subject", SqliteType.Text));
        foreach (var one in keys)
        {
            (key.Value, subject.Value) = (one.Wrapped, one.Subject);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static BackupKeys ReadKeys(string keysFile)
    {
        if (!File.Exists(keysFile))
            throw new BackupRefusedException($"{keysFile}: expected the keys that open the backup; name them with --keys FILE");
        try
        {
            return StoredJson.Read<BackupKeys>(File.ReadAllBytes(keysFile));
        }
        catch (JsonException e)
        {
            throw new BackupRefusedException($"{keysFile}: expected the keys that 'vth backup' wrote", e);
        }
    }

    private static void Pack(Stream stream, string database, BackupManifest manifest)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = zip.CreateEntry(ManifestEntry).Open())
            JsonSerializer.Serialize(entry, manifest, StoredJson.Options);
        using var content = zip.CreateEntry(DatabaseEntry, CompressionLevel.Fastest).Open();
        using var source = File.OpenRead(database);
        source.CopyTo(content);
    }

    private static BackupManifest Extract(string file, string database)
    {
        using var zip = ZipFile.OpenRead(file);
        var entry = zip.GetEntry(ManifestEntry) ?? throw new InvalidDataException($"{ManifestEntry} is not in it");
        BackupManifest manifest;
        using (var stream = entry.Open())
            manifest = JsonSerializer.Deserialize<BackupManifest>(stream, StoredJson.Options) ?? throw new InvalidDataException($"{ManifestEntry} is empty");
        (zip.GetEntry(DatabaseEntry) ?? throw new InvalidDataException($"{DatabaseEntry} is not in it")).ExtractToFile(database);
        return manifest;
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(string file, string sql, string into)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$into", into);
        command.ExecuteNonQuery();
    }

    private static string Text(string file, string sql)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
