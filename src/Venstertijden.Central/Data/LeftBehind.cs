using Microsoft.EntityFrameworkCore;

namespace Venstertijden.Central.Data;

/// <summary>Makes erased bytes really gone: a row that was deleted still lies in the engine's log and free pages.</summary>
public static class LeftBehind
{
    /// <summary>Before a new file's first table: from then on emptied pages can be given back while others write.</summary>
    public static async Task Prepare(CentralDb db, CancellationToken ct)
    {
        if (db.Database.IsSqlite() && !await db.Database.CanConnectAsync(ct))
            await db.Database.ExecuteSqlRawAsync("PRAGMA auto_vacuum=INCREMENTAL; VACUUM;", ct);
    }

    /// <summary>After an ordinary round of erasing: cheap, and while others write. What is busy now is done by the next round.</summary>
    public static async Task Sweep(CentralDb db, CancellationToken ct)
    {
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);", ct);
        else if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("VACUUM \"SubjectKeys\", \"Undecided\", \"DeadLetters\", \"PictureContents\", \"UndecidedPictures\"", ct);
    }

    /// <summary>After an erasure that somebody asked for: the whole file is written anew.</summary>
    public static async Task WriteAnew(CentralDb db, CancellationToken ct)
    {
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA auto_vacuum=INCREMENTAL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);", ct);
        else if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("VACUUM FULL", ct);
    }
}
