using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Venstertijden.Central.Data;

/// <summary>
/// Inserts many rows of one kind at once, past the change tracker: prepared statements on SQLite, binary COPY on PostgreSQL. SQL Server
/// takes them as tracked rows, which EF sends in sets. Columns and conversions are those of the model.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts new rows in the unit of work's own transaction; which must be open.</summary>
    public static async Task InsertMany<T>(this CentralDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count == 0)
            return;
        foreach (var row in rows)
            Stamp(db, row);
        if (!await TryInsert(db, rows, ct))
        {
            db.AddRange(rows);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Inserts rows of any site just as they are: copies of rows that were saved elsewhere. Not on SQL Server.</summary>
    public static async Task CopyMany<T>(this CentralDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (!await TryInsert(db, rows, ct))
            throw new NotSupportedException("Rows are copied into SQLite or PostgreSQL.");
    }

    /// <returns>False where the engine has no way past the change tracker.</returns>
    private static async Task<bool> TryInsert<T>(CentralDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are inserted in the transaction of the work that they belong to.");
        if (transaction.Connection is not (SqliteConnection or NpgsqlConnection))
            return false;
        if (rows.Count == 0)
            return true;
        if (transaction.Connection is NpgsqlConnection postgres)
            await Copy(postgres, TableOf<T>(db), rows, ct);
        else
            Insert((SqliteConnection)transaction.Connection, (SqliteTransaction)transaction, TableOf<T>(db), rows, ct);
        return true;
    }

    private static void Stamp<T>(CentralDb db, T row)
    {
        if (row is ISiteRow { } ofSite)
        {
            if (ofSite.Site != default && ofSite.Site != db.CurrentSite)
                throw new InvalidOperationException($"A row of site {ofSite.Site} cannot be saved in the scope of {db.CurrentSite}.");
            ofSite.Site = db.CurrentSite;
        }

        if (row is IVersioned versioned)
            versioned.Version = 1;
    }

    private static void Insert<T>(SqliteConnection connection, SqliteTransaction transaction, Table table, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
        DbParameter[] parameters = [.. table.Columns.Select((c, i) => c.Mapping.CreateParameter(command, $"@p{i}", null, nullable: true))];
        command.Parameters.AddRange(parameters);
        command.Prepare();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (int i = 0; i < parameters.Length; i++)
                parameters[i].Value = table.Columns[i].Value(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    private static async Task Copy<T>(NpgsqlConnection connection, Table table, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        await using var types = connection.CreateCommand();
        NpgsqlTypes.NpgsqlDbType[] typeOf = [.. table.Columns.Select(c => ((NpgsqlParameter)c.Mapping.CreateParameter(types, "p", null, nullable: true)).NpgsqlDbType)];
        await using var import = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await import.StartRowAsync(ct);
            for (int i = 0; i < typeOf.Length; i++)
            {
                if (table.Columns[i].Value(row) is { } value)
                    await import.WriteAsync(value, typeOf[i], ct);
                else
                    await import.WriteNullAsync(ct);
            }
        }

        await import.CompleteAsync(ct);
    }

    private static Table TableOf<T>(CentralDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no row of central.");
        return (Table)entity.GetOrAddRuntimeAnnotationValue("vth:bulk", static e => Table.Of(e!), entity);
    }

    /// <summary>A table as the engine names it, with the columns that are not the engine's own to fill.</summary>
    private sealed record Table(string Name, Column[] Columns)
    {
        public static Table Of(IEntityType entity)
        {
            var stored = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            return new Table(
                $"\"{stored.Name}\"",
                [.. entity.GetProperties().Where(p => !(p.ValueGenerated == ValueGenerated.OnAdd && (p.ClrType == typeof(long) || p.ClrType == typeof(int)))).Select(p => new Column($"\"{p.GetColumnName(stored)}\"", p))]);
        }
    }

    private sealed class Column(string name, IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = name;

        public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

        public object? Value(object row)
        {
            object? value = _getter.GetClrValue(row);
            return _convert is null || value is null ? value : _convert(value);
        }
    }
}
