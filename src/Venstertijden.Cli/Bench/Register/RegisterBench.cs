using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Cli.Bench.Register;

/// <summary>
/// The copy of the register with as many vehicles as the country has: how long an import and a look-up take, and how much room, beside a table in
/// SQLite with a fifteenth of them, looked up by its primary key.
/// </summary>
public static class RegisterBench
{
    /// <summary>Vehicles of the Netherlands, trailers and mopeds with them.</summary>
    public const int Vehicles = 15_000_000;

    private const double BudgetLookUpNs = 1_000;

    /// <summary>At full size: minutes, 1.5 GB of disk for a while.</summary>
    public static IReadOnlyList<Figure> Measure(TextWriter progress) => Measure(Vehicles, progress);

    /// <summary>With so many vehicles.</summary>
    public static IReadOnlyList<Figure> Measure(int vehicles, TextWriter progress)
    {
        var folder = Directory.CreateTempSubdirectory("vth-bench-register-");
        try
        {
            var shelf = CopyShelf.Of(folder.FullName);
            var dumps = GeneratedDumps.Of(vehicles);
            double bare = Seconds(() =>
            {
                foreach (var dump in dumps)
                    ReadThrough(dump);
            });
            double import = Seconds(() => new RegisterImport(progress.WriteLine, new BadRows(progress.WriteLine)).Run(
                dumps, "generated", shelf, Instant.FromUtc(2026, 3, 2, 3, 0), null, false, CancellationToken.None));
            double importMb = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
            double open = Seconds(() => shelf.Look());
            var copy = shelf.Current!;
            if (copy.Rows != vehicles)
                throw new InvalidOperationException($"expected {vehicles} vehicles in the copy, found {copy.Rows}");
            string[] asked = [.. Enumerable.Range(0, Math.Min(1_000_000, vehicles)).Select(i => GeneratedDumps.PlateOf(i * 7919L % vehicles))];
            string[] unknown = [.. asked.Select(p => p[..3] + "A" + p[4..])];
            double hit = Nanoseconds(asked, copy.Find, found: true), miss = Nanoseconds(unknown, copy.Find, found: false);
            long bytes = new FileInfo(Directory.GetFiles(Path.Combine(folder.FullName, "register"), "*.vthr").Single()).Length;
            var (sqlite, sqliteBytes) = Sqlite(Path.Combine(folder.FullName, "table.db"), copy, Math.Max(vehicles / 15, Math.Min(vehicles, 1000)));
            return
            [
                new Figure("register.lookUpNs", hit, "ns", BudgetLookUpNs, "lower"),
                new Figure("register.lookUpUnknownNs", miss, "ns", BudgetLookUpNs, "lower"),
                new Figure("register.lookUpInSqliteNs", sqlite, "ns", null, "lower"),
                new Figure("register.bytesPerVehicle", (double)bytes / vehicles, "B", null, "lower"),
                new Figure("register.bytesPerVehicleInSqlite", sqliteBytes, "B", null, "lower"),
                new Figure("register.fileMB", bytes / 1e6, "MB", null, "lower"),
                new Figure("register.importSeconds", import, "s", null, "lower"),
                new Figure("register.generateSeconds", bare, "s", null, "lower"),
                new Figure("register.importPeakMB", importMb, "MB", null, "lower"),
                new Figure("register.openSeconds", open, "s", null, "lower"),
            ];
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static double Nanoseconds(string[] plates, Func<string, RegisterVehicle?> find, bool found)
    {
        // Once to bring the pages in, as a central that runs for a day has them; the second round counts.
        for (int round = 0; ; round++)
        {
            long from = Stopwatch.GetTimestamp();
            int hits = plates.Count(p => find(p) is not null);
            var took = Stopwatch.GetElapsedTime(from);
            if (hits != (found ? plates.Length : 0))
                throw new InvalidOperationException($"expected {(found ? "all" : "none")} of {plates.Length} plates in the copy, found {hits}");
            if (round == 1)
                return took.TotalNanoseconds / plates.Length;
        }
    }

    private static (double Ns, double Bytes) Sqlite(string path, RegisterCopy copy, int vehicles)
    {
        string[] plates = [.. Enumerable.Range(0, vehicles).Select(i => GeneratedDumps.PlateOf(i))];
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using (var create = connection.CreateCommand())
        {
            create.CommandText = "CREATE TABLE v (plate TEXT PRIMARY KEY, brand TEXT, model TEXT, category TEXT, fuels TEXT, class TEXT, first TEXT, body TEXT, colour TEXT, mass INTEGER, taxi INTEGER) WITHOUT ROWID";
            create.ExecuteNonQuery();
        }

        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO v VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";
            var cells = Enumerable.Range(0, 10).Select(i => insert.Parameters.Add($"${i}", i == 9 ? SqliteType.Integer : SqliteType.Text)).ToArray();
            foreach (string plate in plates)
            {
                var v = copy.Find(plate)!;
                object[] values = [plate, v.Brand, v.Model, v.Category, v.Fuels, v.EmissionClass, v.FirstAdmission?.ToString("uuuu-MM-dd", null) ?? "", v.Body, v.Colour, v.MaxMassKg ?? 0];
                for (int i = 0; i < cells.Length; i++)
                    cells[i].Value = values[i];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        using var select = connection.CreateCommand();
        select.CommandText = "SELECT brand, model, category, fuels, class, first, body, colour, mass, taxi FROM v WHERE plate = $0";
        var asked = select.Parameters.Add("$0", SqliteType.Text);
        select.Prepare();
        double ns = Nanoseconds(plates, Find, found: true);
        return (ns, (double)new FileInfo(path).Length / vehicles);

        RegisterVehicle? Find(string plate)
        {
            asked.Value = plate;
            using var reader = select.ExecuteReader();
            return reader.Read() ? new RegisterVehicle { Plate = plate, RecordedAt = NodaConstants.UnixEpoch, Brand = reader.GetString(0), Model = reader.GetString(1), Category = reader.GetString(2), Fuels = reader.GetString(3), EmissionClass = reader.GetString(4), Body = reader.GetString(6), Colour = reader.GetString(7), MaxMassKg = reader.GetInt32(8) } : null;
        }
    }

    private static void ReadThrough(SourceFile dump)
    {
        using var stream = dump.Open();
        byte[] buffer = new byte[1 << 20];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    private static double Seconds(Action work)
    {
        long from = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
