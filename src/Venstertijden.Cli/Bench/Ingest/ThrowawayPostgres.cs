using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>Debian's PostgreSQL on a folder of its own, reachable by a socket in that folder only; it keeps its default durability.</summary>
internal sealed class ThrowawayPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _bin;
    private readonly string _folder;

    private ThrowawayPostgres(string bin, string folder) => (_bin, _folder) = (bin, folder);

    public string Connection => $"Host={_folder};Username=postgres;Database=postgres;Maximum Pool Size=20";

    /// <summary>A running server; null, with a note, where PostgreSQL is not installed or does not start.</summary>
    public static async Task<ThrowawayPostgres?> TryStart(TextWriter notes)
    {
        const string Versions = "/usr/lib/postgresql";
        string? bin = Directory.Exists(Versions) ? Directory.GetDirectories(Versions).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (bin is null)
        {
            notes.WriteLine("vth: left out: figures of PostgreSQL (not installed; on Debian: apt-get install postgresql)");
            return null;
        }

        var server = new ThrowawayPostgres(bin, Directory.CreateTempSubdirectory("vth-pg-").FullName);
        // PostgreSQL refuses root: root runs it as postgres.
        bool up = (!Environment.IsPrivilegedProcess || await Run("chown", ["postgres", server._folder], asPostgres: false))
            && await Run(Path.Combine(bin, "initdb"), ["-D", server.Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"], asPostgres: true)
            && await server.Start();
        if (up)
            return server;
        notes.WriteLine("vth: left out: figures of PostgreSQL (it does not start)");
        await server.DisposeAsync();
        return null;
    }

    /// <summary>Starts it on what a killed one left behind; it mends that by itself.</summary>
    public Task<bool> Start() =>
        Run(Path.Combine(_bin, "pg_ctl"), ["-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{_folder}'", "start"], asPostgres: true);

    /// <summary>kill -9 of the server's first process; those of the connections end with it.</summary>
    public async Task Kill()
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"));
        using var server = Process.GetProcessById(int.Parse(lines[0], CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Run(Path.Combine(_bin, "pg_ctl"), ["-D", Data, "-m", "immediate", "-w", "stop"], asPostgres: true);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private static async Task<bool> Run(string program, string[] arguments, bool asPostgres)
    {
        bool drop = asPostgres && Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(drop ? "runuser" : program, drop ? ["-u", "postgres", "--", program, .. arguments] : arguments) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        // pg_ctl leaves the server behind with our pipes: only its exit counts.
        await process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        return process.ExitCode == 0;
    }
}
