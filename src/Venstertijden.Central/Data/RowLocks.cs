using Microsoft.EntityFrameworkCore;

namespace Venstertijden.Central.Data;

/// <summary>Reads rows that nobody else may change before this transaction ends: two centrals then wait for each other instead of failing.</summary>
internal static class RowLocks
{
    /// <param name="db">Unit of work with an open transaction; without one nothing is held.</param>
    /// <param name="where">Condition, and order where several rows are locked (the same everywhere, or two transactions wait for each other for ever). Columns in double quotes, values as <c>{0}</c>.</param>
    /// <param name="values">For the condition.</param>
    public static IQueryable<T> Locked<T>(this CentralDb db, string where, params object[] values)
        where T : class
    {
        string table = db.Model.FindEntityType(typeof(T))!.GetTableName()!;
        string sql = db.Database.IsNpgsql() ? $"SELECT * FROM \"{table}\" WHERE {where} FOR UPDATE"
            : db.Database.IsSqlServer() ? $"SELECT * FROM \"{table}\" WITH (UPDLOCK, ROWLOCK) WHERE {where}"
            // SQLite has one writer at a time: its transaction began by taking the whole file.
            : $"SELECT * FROM \"{table}\" WHERE {where}";
        return db.Set<T>().FromSqlRaw(sql, values).IgnoreQueryFilters();
    }
}
