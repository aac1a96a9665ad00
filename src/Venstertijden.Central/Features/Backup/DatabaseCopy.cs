using System.Data;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Backup;

/// <summary>
/// Copies every row of every site into an empty, migrated database of another engine: one model holds on all of them. So a backup is the same
/// file whatever server it was made from.
/// </summary>
public static class DatabaseCopy
{
    private const int AtOnce = 500;
    private static readonly SiteId AnySite = SiteId.Parse("any");
    private static readonly MethodInfo CopyOne = typeof(DatabaseCopy).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Copies one moment of the source in one transaction of the target.</summary>
    /// <param name="from">Any engine; others may work on it meanwhile.</param>
    /// <param name="to">SQLite or PostgreSQL, empty.</param>
    /// <param name="progress">Told each table with its rows.</param>
    /// <returns>Rows copied.</returns>
    public static async Task<long> Run(CentralDbs from, CentralDbs to, Action<string, long> progress, CancellationToken ct)
    {
        await using var source = from.Open(AnySite);
        await using var target = to.Open(AnySite);
        // PostgreSQL's repeatable read is one snapshot; SQL Server gets the same by locking what was read.
        await using var moment = await source.Database.BeginTransactionAsync(from.Provider == DatabaseProvider.Sqlserver ? IsolationLevel.Serializable : IsolationLevel.RepeatableRead, ct);
        await using var transaction = await target.Database.BeginTransactionAsync(ct);
        long all = 0;
        foreach (var entity in InOrder(source.Model))
        {
            long rows = await (Task<long>)CopyOne.MakeGenericMethod(entity.ClrType).Invoke(null, [source, target, ct])!;
            progress(entity.GetTableName()!, rows);
            all += rows;
        }

        await transaction.CommitAsync(ct);
        return all;
    }

    private static async Task<long> Rows<T>(CentralDb source, CentralDb target, CancellationToken ct)
        where T : class
    {
        long copied = 0;
        var batch = new List<T>(AtOnce);
        await foreach (var row in source.Set<T>().IgnoreQueryFilters().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            batch.Add(row);
            if (batch.Count < AtOnce)
                continue;
            await target.CopyMany(batch, ct);
            copied += batch.Count;
            batch.Clear();
        }

        await target.CopyMany(batch, ct);
        return copied + batch.Count;
    }

    /// <summary>What others point to goes first.</summary>
    private static List<IEntityType> InOrder(IModel model)
    {
        var left = model.GetEntityTypes().Where(t => !t.IsOwned()).OrderBy(t => t.GetTableName(), StringComparer.Ordinal).ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.Find(t => t.GetForeignKeys().All(k => k.PrincipalEntityType == t || ordered.Contains(k.PrincipalEntityType)))
                ?? throw new InvalidOperationException($"{left[0].Name}: points in a circle.");
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
