using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;

namespace Venstertijden.Cli;

/// <summary>Finds central's data for a command that reads it: by central's YAML, or by the folder that the demo or central keeps.</summary>
public static class CentralData
{
    /// <summary>For the help of commands.</summary>
    public const string DataHelp = "folder that the demo or central keeps (DIR/central/central.db or DIR/central.db); default data/demo in the checkout";

    /// <summary>For the help of commands.</summary>
    public const string ConfigHelp = "central's YAML, for a database elsewhere";

    /// <summary>Options of the central whose data is meant.</summary>
    /// <exception cref="BadInputException">There is none, or both ways are given.</exception>
    public static CentralOptions Find(string? data, string? config)
    {
        if (data is not null && config is not null)
            throw new BadInputException("--data and --config: expected one of them");
        if (config is not null)
            return ReadConfig(config);
        // A published program has no checkout, and so no demo to fall back on.
        string folder = data ?? (Repository.Found is { } root ? Path.Combine(root, "data", "demo") : throw new BadInputException("expected --data DIR (the folder with central.db) or --config FILE (central's YAML)"));
        string[] candidates = [Path.Combine(folder, "central"), folder];
        string found = Array.Find(candidates, f => File.Exists(Path.Combine(f, "central.db")))
            ?? throw new BadInputException($"{folder}: expected the data of a demo or a central (central/central.db or central.db in it); name it with --data DIR or --config FILE");
        return Of(found);
    }

    /// <summary>Opens the database to read: one of another version is refused, not changed under a central that may be running.</summary>
    /// <exception cref="BadInputException">It cannot be opened, or is of another version.</exception>
    public static async Task<CentralDb> Open(CentralOptions options, CancellationToken ct)
    {
        if (options.Provider == DatabaseProvider.Sqlite && FileOf(options.EffectiveConnection) is { } file && !File.Exists(file))
            throw new BadInputException($"{file}: expected central's database; there is no such file");
        var db = new CentralDbs(options.Provider, options.EffectiveConnection).Open(options.Site);
        try
        {
            if (await DatabaseVersion.NewerThanProgram(db, ct) is { } newer)
                throw new BadInputException(Newer(newer));
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
                throw new BadInputException("the database is of an older version: start central (or the demo) on it once, which brings it up to date");
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ArgumentException)
        {
            await db.DisposeAsync();
            throw new BadInputException(NotOpened(e), e);
        }

        return db;
    }

    /// <summary>An older database may be read as a file; one that a newer program made may hold what this one would leave out.</summary>
    /// <exception cref="BadInputException">It is newer, or cannot be opened.</exception>
    public static async Task RefuseNewer(CentralOptions options, CancellationToken ct)
    {
        await using var db = new CentralDbs(options.Provider, options.EffectiveConnection).Open(options.Site);
        try
        {
            if (await DatabaseVersion.NewerThanProgram(db, ct) is { } newer)
                throw new BadInputException(Newer(newer));
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ArgumentException)
        {
            throw new BadInputException(NotOpened(e), e);
        }
    }

    private static string Newer(string migration) => $"the database was made by a newer program (it holds {migration}): use that program";

    private static string NotOpened(Exception e) => $"database: expected one of central that can be opened: {e.Message.ReplaceLineEndings(" ")}";

    /// <summary>Central's keys; none is made where they are missing, for central would refuse it.</summary>
    /// <param name="options">Whose.</param>
    /// <param name="without">What cannot be done without them.</param>
    /// <exception cref="BadInputException">They are not there.</exception>
    public static CentralKey KeyOf(CentralOptions options, string without) => CentralKey.Load(options.Data)
        ?? throw new BadInputException($"{options.Data}: expected {CentralKey.KeyFile} and {CentralKey.MasterFile}, central's keys; without them {without}");

    /// <summary>The policy documents that central judges by: those stored beside its cases, or those that ship where none is stored yet.</summary>
    /// <exception cref="BadInputException">A stored document can no longer be read.</exception>
    public static async Task<LivePolicies> Policies(CentralDb db, CancellationToken ct)
    {
        if (!await db.Policies.AnyAsync(ct))
            return AssenPolicies.All;
        var reading = await StoredPolicies.Read(db, ct);
        return reading.Set ?? throw new BadInputException($"stored policy documents: {string.Join("; ", reading.Errors)}");
    }

    /// <summary>Whether a path names central's data rather than a file of its own: a folder, an SQLite file, or central's YAML.</summary>
    public static CentralOptions? TryFind(string path)
    {
        if (Directory.Exists(path))
            return Find(path, null);
        if (Path.GetExtension(path) is ".yaml" or ".yml")
            return Find(null, path);
        return IsSqlite(path) ? Of(Path.GetDirectoryName(Path.GetFullPath(path))!, $"Data Source={path}") : null;
    }

    /// <summary>The municipalities whose rows are there.</summary>
    public static async Task<IReadOnlyList<SiteId>> Sites(CentralOptions options, CancellationToken ct)
    {
        await using var db = await Open(options, ct);
        try
        {
            var sites = await db.Cameras.IgnoreQueryFilters().Select(c => c.Site).Union(db.Cases.IgnoreQueryFilters().Select(c => c.Site)).Union(db.AuditHeads.IgnoreQueryFilters().Select(a => a.Site)).ToListAsync(ct);
            return [.. sites.Append(options.Site).Distinct().OrderBy(s => s.Value, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // A site that was changed cannot be one: its rows are missing at their own.
            return [options.Site];
        }
    }

    /// <summary>Address and broker are never used: nothing is started.</summary>
    internal static CentralOptions Of(string data, string? connection = null) =>
        new() { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions { Embedded = true }, Data = data, Connection = connection };

    private static bool IsSqlite(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[16];
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("SQLite format 3\0"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Not ours to judge: the reader of CSV says what is wrong with it.
            return false;
        }
    }

    private static string? FileOf(string connection) =>
        new DbConnectionStringBuilder { ConnectionString = connection }.TryGetValue("Data Source", out object? file) ? file.ToString() : null;

    private static CentralOptions ReadConfig(string file)
    {
        try
        {
            return CentralOptionsReader.ReadFile(file);
        }
        catch (BadConfigException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }
}
