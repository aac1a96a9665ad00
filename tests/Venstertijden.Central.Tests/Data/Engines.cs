using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Data;

/// <summary>An empty, migrated database on each engine that this machine has; an absent one shows as skipped, by name.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly Func<ValueTask> _dispose;

    private Engine(CentralDbs databases, Func<ValueTask> dispose) => (Databases, _dispose) = (databases, dispose);

    public CentralDbs Databases { get; }

    /// <param name="provider">The engine.</param>
    /// <param name="upTo">Name of the last migration to apply; null for all.</param>
    public static async Task<Engine> Start(DatabaseProvider provider, string? upTo = null)
    {
        var engine = provider switch
        {
            DatabaseProvider.Sqlite => Sqlite(migrated: upTo is null),
            DatabaseProvider.Postgresql => await PostgresServer.Database(migrated: upTo is null),
            _ => SqlServer(),
        };
        await using var db = engine.Databases.Open(Builders.Town.Assen);
        await db.Database.MigrateAsync(upTo);
        return engine;
    }

    public ValueTask DisposeAsync() => _dispose();

    private static Engine Sqlite(bool migrated)
    {
        string folder = Directory.CreateTempSubdirectory("vth-sqlite-").FullName;
        if (migrated)
            MigratedDatabase.EnsureIn(folder);
        return new Engine(new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "central.db")}"), () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static Engine SqlServer()
    {
        if (Environment.GetEnvironmentVariable("VTH_SQLSERVER") is not { Length: > 0 } connection)
            Assert.Ignore("SQL Server: VTH_SQLSERVER (a connection string) is not set.");
        else
            return new Engine(new CentralDbs(DatabaseProvider.Sqlserver, connection), () => ValueTask.CompletedTask);
        throw new UnreachableException();
    }

    /// <summary>Debian's PostgreSQL on a folder of its own, started once for all tests; it refuses root, so root runs it as postgres.</summary>
    [SetUpFixture]
    internal sealed class PostgresServer
    {
        private const string Bin = "/usr/lib/postgresql/15/bin";
        private static readonly SemaphoreSlim Once = new(1);
        /// <summary>Migrated once; a server copies a whole database in a moment.</summary>
        private const string Template = "vthtemplate";
        private static string? _folder;
        private static int _made;

        public static async Task<Engine> Database(bool migrated)
        {
            if (!File.Exists(Path.Combine(Bin, "initdb")))
                Assert.Ignore($"PostgreSQL: {Bin} is not on this machine (apt-get install postgresql-15).");
            await Once.WaitAsync();
            try
            {
                if (_folder is null)
                {
                    await StartServer();
                    await using var template = Databases(Template).Open(Builders.Town.Assen);
                    await template.Database.MigrateAsync();
                }
            }
            finally
            {
                Once.Release();
            }

            string name = "vth" + Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
            if (migrated)
            {
                await using var connection = new Npgsql.NpgsqlConnection($"Host={_folder};Username=postgres;Database=postgres;Pooling=false");
                await connection.OpenAsync();
                await using var copy = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {Template}", connection);
                await copy.ExecuteNonQueryAsync();
            }

            return new Engine(Databases(name), () => ValueTask.CompletedTask);
        }

        private static CentralDbs Databases(string name) => new(DatabaseProvider.Postgresql, $"Host={_folder};Username=postgres;Database={name};Include Error Detail=true;Pooling=false");

        [OneTimeTearDown]
        public async Task StopServer()
        {
            if (_folder is null)
                return;
            await Run(Path.Combine(Bin, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
            Directory.Delete(_folder, recursive: true);
        }

        private static async Task StartServer()
        {
            string folder = Directory.CreateTempSubdirectory("vth-pg-").FullName;
            if (Environment.IsPrivilegedProcess)
                await Run("chown", "postgres", folder, asPostgres: false);
            string data = Path.Combine(folder, "data");
            await Run(Path.Combine(Bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C");
            // Only a socket in the folder: no port to be taken, nothing to be reached from elsewhere.
            await Run(Path.Combine(Bin, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off", "start");
            _folder = folder;
        }

        private static Task Run(string program, params string[] arguments) => Run(program, arguments, asPostgres: true);

        private static Task Run(string program, string one, string two, bool asPostgres) => Run(program, [one, two], asPostgres);

        private static async Task Run(string program, string[] arguments, bool asPostgres)
        {
            bool drop = asPostgres && Environment.IsPrivilegedProcess;
            var start = new ProcessStartInfo(drop ? "runuser" : program, drop ? ["-u", "postgres", "--", program, .. arguments] : arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            // pg_ctl leaves the server behind with our pipe: only its exit counts.
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
            if (process.ExitCode != 0)
                Assert.Ignore($"PostgreSQL: {Path.GetFileName(program)} gave {process.ExitCode}.");
        }
    }
}
