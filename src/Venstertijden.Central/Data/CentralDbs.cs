using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Venstertijden.Central.Data.Postgres;
using Venstertijden.Central.Data.Sqlite;
using Venstertijden.Central.Data.SqlServer;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data;

/// <summary>The engines of the design's <c>database.provider</c>.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgresql,
    Sqlserver,
}

/// <summary>Opens units of work on the configured database.</summary>
public sealed class CentralDbs
{
    private readonly Func<ISiteScope, CentralDb> _open;

    public CentralDbs(DatabaseProvider provider, string connection)
    {
        Provider = provider;
        _open = provider switch
        {
            DatabaseProvider.Sqlite => Opener<SqliteCentralDb>(o => o.UseSqlite(connection).AddInterceptors(SqlitePragmas.Instance), (o, s) => new SqliteCentralDb(o, s)),
            DatabaseProvider.Postgresql => Opener<PostgresCentralDb>(o => o.UseNpgsql(connection), (o, s) => new PostgresCentralDb(o, s)),
            DatabaseProvider.Sqlserver => Opener<SqlServerCentralDb>(o => o.UseSqlServer(connection), (o, s) => new SqlServerCentralDb(o, s)),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
    }

    /// <summary>On a connection that is made elsewhere.</summary>
    internal CentralDbs(DatabaseProvider provider, Func<ISiteScope, CentralDb> open) => (Provider, _open) = (provider, open);

    public DatabaseProvider Provider { get; }

    /// <summary>A unit of work that sees the rows of one site.</summary>
    public CentralDb Open(SiteId site) => _open(new SiteScope(site));

    /// <summary>A unit of work in the scope of a request.</summary>
    public CentralDb Open(ISiteScope scope) => _open(scope);

    private static Func<ISiteScope, CentralDb> Opener<T>(Action<DbContextOptionsBuilder<T>> configure, Func<DbContextOptions<T>, ISiteScope, CentralDb> make)
        where T : CentralDb
    {
        var builder = new DbContextOptionsBuilder<T>();
        configure(builder);
        var options = builder.Options;
        return scope => make(options, scope);
    }

    /// <summary>
    /// WAL: readers and the one writer do not wait for each other. synchronous FULL: what was acknowledged survives a power cut.
    /// wal_autocheckpoint: pages of 4 kB written back together, a few batches at a time.
    /// secure_delete: an erased row's bytes are overwritten.
    /// </summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        internal static readonly SqlitePragmas Instance = new();

        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=4000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
