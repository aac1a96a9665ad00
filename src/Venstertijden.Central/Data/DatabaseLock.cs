using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data;

/// <summary>
/// A lock in the database that one central holds at a time, for as long as its connection lives: who dies lets go of it without a word, and no
/// clock decides. On SQLite there is one central, which always has it.
/// </summary>
public sealed class DatabaseLock(CentralDbs databases, DatabaseLock.Purpose purpose) : IAsyncDisposable
{
    private static readonly SiteId AnySite = SiteId.Parse("any");
    private CentralDb? _held;

    /// <summary>What is locked. The numbers are the locks' names in the database.</summary>
    public enum Purpose
    {
        /// <summary>Starting: migrations, first lists, first documents.</summary>
        Start = 0x56_54_48_01,

        /// <summary>The rounds that only one central makes.</summary>
        Rounds = 0x56_54_48_02,
    }

    /// <summary>Whether this central has the lock, or gets it now. Asks the database each time: a connection that was lost has lost the lock too.</summary>
    public async Task<bool> TryHold(CancellationToken ct)
    {
        if (databases.Provider == DatabaseProvider.Sqlite)
            return true;
        try
        {
            if (_held is not null)
            {
                await Ask(_held, "SELECT 1", ct);
                return true;
            }

            var db = databases.Open(AnySite);
            await db.Database.OpenConnectionAsync(ct);
            string question = databases.Provider == DatabaseProvider.Postgresql
                ? $"SELECT CASE WHEN pg_try_advisory_lock({(int)purpose}) THEN 1 ELSE 0 END"
                : $"DECLARE @got int; EXEC @got = sp_getapplock @Resource = 'vth-{(int)purpose}', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT CASE WHEN @got >= 0 THEN 1 ELSE 0 END";
            if (await Ask(db, question, ct) == 1)
            {
                _held = db;
                return true;
            }

            await db.DisposeAsync();
            return false;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The second: a connection that was found broken is closed, and says so in its own way.
            await DisposeAsync();
            return false;
        }
    }

    /// <summary>Waits for the lock.</summary>
    public async Task Hold(TimeProvider time, CancellationToken ct)
    {
        while (!await TryHold(ct))
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_held is not { } db)
            return;
        _held = null;
        try
        {
            // A pooled connection lives on: what it holds is let go by name.
            string release = databases.Provider == DatabaseProvider.Postgresql
                ? $"SELECT CASE WHEN pg_advisory_unlock({(int)purpose}) THEN 1 ELSE 0 END"
                : $"EXEC sp_releaseapplock @Resource = 'vth-{(int)purpose}', @LockOwner = 'Session'; SELECT 1";
            await Ask(db, release, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The connection is gone, and the lock with it.
        }

        await db.DisposeAsync();
    }

    private static async Task<int> Ask(CentralDb db, string question, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
