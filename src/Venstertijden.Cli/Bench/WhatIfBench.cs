using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.WhatIf;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Cli.Bench;

/// <summary>
/// How long ten million anonymous facts take under the drafts that ship, from a file and from central's database, beside a loop that only reads the
/// lines of the same file. Every fact of the core shopping area is judged twice: the draft lies over the whole year.
/// </summary>
public static class WhatIfBench
{
    /// <summary>Facts that are replayed.</summary>
    public const int Facts = 10_000_000;

    // As many different ones as a town of this size has in a month; the file repeats them on other days.
    private const int Different = 100_000, Days = 366, Seed = 20260302;
    private const double BudgetSeconds = 60;
    private static readonly LocalDate From = new(2028, 1, 1), To = new(2029, 1, 1);

    public static IReadOnlyList<Figure> Measure(TextWriter progress) => Measure(Facts, progress);

    public static IReadOnlyList<Figure> Measure(int facts, TextWriter progress)
    {
        var folder = Directory.CreateTempSubdirectory("vth-bench-whatif-");
        try
        {
            string file = Path.Combine(folder.FullName, "facts.csv"), database = Path.Combine(folder.FullName, "central.db");
            var different = Make(Math.Min(Different, facts));
            progress.WriteLine($"vth: writing {facts} facts to a file");
            WriteFile(file, different, facts);
            var lines = 0;
            var bare = Seconds(() => lines = File.ReadLines(file).Count());
            var fromFile = Seconds(() => Replayed(facts, replay => replay.Read(file, progress, CancellationToken.None)));
            progress.WriteLine($"vth: writing {facts} facts to a database");
            using var db = WriteDatabase(database, different, facts);
            var fromDatabase = Seconds(() => Replayed(facts, replay => replay.Read(db, progress, CancellationToken.None)));
            var scale = (double)Facts / facts;
            return
            [
                new Figure("whatif.secondsFor10M", fromFile * scale, "s", BudgetSeconds, "lower"),
                new Figure("whatif.secondsFor10MFromDatabase", fromDatabase * scale, "s", BudgetSeconds, "lower"),
                new Figure("whatif.ratioToBareLoop", fromFile / bare, "x", null, "lower"),
            ];
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static void Replayed(int facts, Action<FactReplay> read)
    {
        var replay = new FactReplay(AssenPolicies.All, AssenPolicies.AllWithDrafts, From, To);
        read(replay);
        replay.Write(TextWriter.Null);
        if (replay.Replayed != facts || replay.Changed == 0)
            throw new InvalidOperationException($"expected {facts} facts of which some change, {replay.Replayed} were replayed and {replay.Changed} changed");
    }

    private static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    internal static AnonymousFact[] Make(int count)
    {
        var random = new Random(Seed);
        var boundaries = AdmissionBand.BoundariesOf(AssenPolicies.All, AssenPolicies.AllWithDrafts);
        return [.. BenchTraffic.Passages(random, count).Select(facts => AnonymousFact.From(
            boundaries, AssenPolicies.All.On(facts.Zone, facts.Time.Local.Date), facts, Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone),
            $"camera-{random.Next(13)}", random.Next(2) == 0 ? PassageDirection.In : PassageDirection.Out))];
    }

    private static void WriteFile(string file, AnonymousFact[] different, int facts) => Utf8File.Write(file, writer =>
    {
        writer.Write(string.Join(',', AnonymousFact.Columns) + "\n");
        for (var i = 0; i < facts; i++)
            writer.Write(string.Join(',', OnDay(different, i, facts).Cells()) + "\n");
    });

    private static CentralDb WriteDatabase(string file, AnonymousFact[] different, int facts)
    {
        var db = new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False").Open(SiteId.Parse("assen"));
        db.Database.Migrate();
        db.Database.OpenConnection();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = Insert(db);
        SqliteParameter[] cells = [.. AnonymousFact.Columns.Select((_, i) => insert.Parameters.Add($"@p{i.ToString(CultureInfo.InvariantCulture)}", SqliteType.Text))];
        for (var i = 0; i < facts; i++)
        {
            var values = OnDay(different, i, facts).Cells();
            for (var c = 0; c < cells.Length; c++)
                cells[c].Value = c == 2 ? values[c] + ":00" : values[c];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return db;
    }

    private static string Insert(CentralDb db)
    {
        var table = db.Model.FindEntityType(typeof(Central.Features.Matching.AnonymousFact))!;
        string[] columns = ["Zone", "Camera", "LocalQuarter", "Direction", "CountryGroup", "Category", "BodyGroup", "EmissionClass", "AdmissionBand", "Statutory", "ExemptionGroup", "Verdict", "Reason"];
        return $"""INSERT INTO "{table.GetTableName()}" ("Site", {string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ('assen', {string.Join(", ", columns.Select((_, i) => $"@p{i}"))})""";
    }

    /// <summary>The same vehicles come again day by day, as passages do, in the year in which the draft makes a difference.</summary>
    private static AnonymousFact OnDay(AnonymousFact[] different, int index, int facts)
    {
        var fact = different[index % different.Length];
        return fact with { LocalQuarter = From.PlusDays((int)((long)index * Days / facts)).At(fact.LocalQuarter.TimeOfDay) };
    }
}
