using System.Globalization;
using Microsoft.Data.Sqlite;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Outbox;

/// <summary>A stored message: what is secret in it is sealed.</summary>
internal sealed record OutboxRow(long Seq, MessageKind Kind, long MadeMs, string Signature, byte[] Sealed);

/// <summary>
/// The SQLite file of an outbox: WAL, every commit flushed (<c>synchronous=FULL</c>), erased bytes overwritten
/// (<c>secure_delete</c>), opened by one process only. Not for several threads: <see cref="Outbox"/> has the lock.
/// </summary>
internal sealed class OutboxFile : IDisposable
{
    private const int Layout = 1;

    private readonly SqliteConnection _connection;

    private OutboxFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, or makes an empty one.</summary>
    /// <exception cref="SqliteException">Broken, locked, or no room.</exception>
    internal static OutboxFile Open(string path, long? maxBytes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString());
        var file = new OutboxFile(connection);
        try
        {
            connection.Open();
            // The lock comes first and stays: a second edge on the same file is refused, and no shared-memory file lies about.
            file.Run("PRAGMA locking_mode=EXCLUSIVE");
            file.Run("PRAGMA auto_vacuum=INCREMENTAL");
            file.Run("PRAGMA journal_mode=WAL");
            file.Run("PRAGMA synchronous=FULL");
            file.Run("PRAGMA secure_delete=ON");
            if (maxBytes is { } most)
                file.Run($"PRAGMA max_page_count={Math.Max(8, most / 4096)}");
            file.InOne(() => { });
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The head of the chain in this file; null when it is new.</summary>
    /// <exception cref="SqliteException">Not readable.</exception>
    internal (ChainHead Head, byte[] KeyCheck)? ReadHead()
    {
        if (Scalar("PRAGMA quick_check(1)") is not "ok")
            throw new SqliteException("quick_check failed", SQLitePCL.raw.SQLITE_CORRUPT);
        if (!HasTables())
            return null;
        using var command = Command("SELECT id, replaces, last, last_hash, acknowledged, lost_to, key_check FROM chain");
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        var head = new ChainHead(
            Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), row.IsDBNull(1) ? null : Guid.Parse(row.GetString(1), CultureInfo.InvariantCulture),
            row.GetInt64(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5));
        return (head, row.GetFieldValue<byte[]>(6));
    }

    /// <summary>Makes the tables and the chain, with its first messages, in one transaction.</summary>
    internal void Create(ChainHead head, byte[] keyCheck, IReadOnlyList<OutboxRow> rows) => InOne(() =>
    {
        Run("""
            CREATE TABLE chain (
              one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, replaces TEXT, last INTEGER NOT NULL, last_hash TEXT NOT NULL,
              acknowledged INTEGER NOT NULL, lost_to INTEGER NOT NULL, key_check BLOB NOT NULL) STRICT;
            CREATE TABLE message (
              seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, made INTEGER NOT NULL, signature TEXT NOT NULL, sealed BLOB NOT NULL) STRICT;
            CREATE TABLE told (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
            """);
        Run($"PRAGMA user_version={Layout}");
        using var command = Command("INSERT INTO chain VALUES (1, $id, $replaces, 0, '', 0, 0, $check)",
            ("$id", head.Chain.ToString()), ("$replaces", head.Replaces?.ToString()), ("$check", keyCheck));
        command.ExecuteNonQuery();
        Insert(head, rows);
    });

    /// <summary>Stores messages and the head that they lead to, and erases a damaged one, in one transaction.</summary>
    internal void Store(ChainHead head, IReadOnlyList<OutboxRow> rows, long? erase = null, Gap? told = null) => InOne(() =>
    {
        if (erase is { } damaged)
            Execute("DELETE FROM message WHERE seq = $seq", ("$seq", damaged));
        if (told is not null)
            Execute("INSERT OR REPLACE INTO told VALUES ($first, $last)", ("$first", told.From), ("$last", told.To));
        Insert(head, rows);
    });

    internal void SaveHead(ChainHead head) => InOne(() => Insert(head, []));

    /// <summary>Erases what is acknowledged; the head stays.</summary>
    internal int Forget(ChainHead head)
    {
        int erased = 0;
        InOne(() =>
        {
            erased = Execute("DELETE FROM message WHERE seq <= $upTo", ("$upTo", head.Acknowledged));
            Insert(head, []);
        });
        return erased;
    }

    internal List<OutboxRow> Read(long after, int count)
    {
        using var command = Command("SELECT seq, kind, made, signature, sealed FROM message WHERE seq > $after ORDER BY seq LIMIT $count", ("$after", after), ("$count", count));
        using var reader = command.ExecuteReader();
        var rows = new List<OutboxRow>();
        while (reader.Read())
            rows.Add(new(reader.GetInt64(0), (MessageKind)reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4)));
        return rows;
    }

    internal long Count() => (long)Scalar("SELECT COUNT(*) FROM message")!;

    internal long? OldestMs() => Scalar("SELECT made FROM message ORDER BY seq LIMIT 1") as long?;

    /// <summary>Whether these numbers were told as gone before.</summary>
    internal bool WasTold(long first, long last)
    {
        using var command = Command("SELECT COUNT(*) FROM told WHERE first <= $first AND last >= $last", ("$first", first), ("$last", last));
        return (long)command.ExecuteScalar()! > 0;
    }

    /// <summary>Empties the log file into the database, so that erased bytes stand in neither, and gives free pages back.</summary>
    internal void Tidy()
    {
        // Each step of this pragma frees one page, so it is read to its end.
        using (var command = Command("PRAGMA incremental_vacuum"))
        using (var steps = command.ExecuteReader())
            while (steps.Read())
            {
            }

        Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Writes all of it to a new file, also when somebody removed the one that is open.</summary>
    internal void CopyTo(string path) => Execute("VACUUM INTO $path", ("$path", path));

    public void Dispose() => _connection.Dispose();

    private bool HasTables() => (long)Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('chain', 'message', 'told')")! == 3;

    private void Insert(ChainHead head, IReadOnlyList<OutboxRow> rows)
    {
        foreach (var row in rows)
            Execute("INSERT INTO message VALUES ($seq, $kind, $made, $signature, $sealed)",
                ("$seq", row.Seq), ("$kind", (int)row.Kind), ("$made", row.MadeMs), ("$signature", row.Signature), ("$sealed", row.Sealed));
        Execute("UPDATE chain SET last = $last, last_hash = $hash, acknowledged = $acknowledged, lost_to = $lost",
            ("$last", head.Last), ("$hash", head.LastHash), ("$acknowledged", head.Acknowledged), ("$lost", head.LostTo));
    }

    private void InOne(Action work)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            work();
            Run("COMMIT");
        }
        catch
        {
            // After "full" and I/O errors SQLite has rolled back by itself.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Run("ROLLBACK");
            throw;
        }
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
