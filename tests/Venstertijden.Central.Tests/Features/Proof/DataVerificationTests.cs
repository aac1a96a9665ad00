using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Venstertijden.Central.Tests.Features.Proof;

/// <summary>Whatever a foreign hand changes in the database of a town in which everything happened once: it is found, and its place is named.</summary>
public class DataVerificationTests
{
    /// <summary>Tables whose rows prove something, with the columns in which a changed bit proves nothing: bookkeeping that people and rounds change every day.</summary>
    private static readonly Dictionary<string, string[]> Proven = new()
    {
        ["Chains"] = ["Missing", "BrokenAt", "OpenedAt", "Replaces", "Version"],
        ["ChainLinks"] = [],
        ["DeclaredGaps"] = ["NoticedAt"],
        ["Cases"] = ["ReviewBy", "TakenBy", "TakenByName", "TakenUntil", "ErasedAt", "Version"],
        ["CaseEvents"] = [],
        ["CasePassages"] = [],
        ["Pictures"] = ["RequestedAt", "ReceivedAt"],
        ["PictureContents"] = [],
        ["SubjectKeys"] = ["CreatedAt", "DestroyedAt"],
        ["Undecided"] = ["EraseAt", "Version"],
        ["DeadLetters"] = ["Reason", "Detail", "ReceivedAt", "EraseAt", "Bytes", "HoldsNumber", "OfferedAt"],
        ["Erasures"] = [],
        ["Audit"] = ["Id"],
        ["AuditHeads"] = ["Version"],
        ["ChainCheckpoints"] = ["Numbers"],
        ["CheckpointRanges"] = [],
    };

    private ProvenTown _proven;

    [OneTimeSetUp]
    public async Task BuildTown() => _proven = await ProvenTown.Build();

    [OneTimeTearDown]
    public async Task StopTown() => await _proven.DisposeAsync();

    [Test]
    public async Task What_central_stored_is_whole()
    {
        var report = await _proven.Verify(_proven.Copy());
        Assert.That(report.Findings.Select(f => f.ToString()), Is.Empty);
        Assert.That(report.Looked, Does.Contain("cases 2").And.Contain("checkpoints 2").And.Contain("erased cases 1").And.Contain("pictures 2").And.Contain("undecided passages 1").And.Contain("erasure records 1").And.Contain("gaps noted by central 2"));
    }

    [TestCaseSource(nameof(Tables))]
    public async Task A_deleted_row_is_found(string table)
    {
        string file = _proven.Copy();
        foreach (long row in Rows(file, table))
            await IsFound(file, $"{table} without row {row}", $"DELETE FROM {table} WHERE rowid = {row}");
    }

    [TestCaseSource(nameof(Tables))]
    public async Task One_changed_bit_in_any_column_is_found(string table)
    {
        var random = new Random(20260302);
        string file = _proven.Copy();
        long[] rows = [.. Rows(file, table)];
        foreach (string column in Columns(file, table).Except(Proven[table]))
        {
            long row = rows[random.Next(rows.Length)];
            if (Flipped(file, table, column, row, random) is { } value)
                await IsFound(file, $"{table}.{column} of row {row}", $"UPDATE {table} SET \"{column}\" = $value WHERE rowid = {row}", value);
        }
    }

    [TestCase("DELETE FROM AnonymousFacts WHERE rowid = (SELECT MIN(rowid) FROM AnonymousFacts)", "anonymous facts")]
    [TestCase("DELETE FROM Policies WHERE Zone = 'assen-brink'", "policy document assen-brink")]
    [TestCase("UPDATE Policies SET Yaml = replace(Yaml, '72 h', '73 h') WHERE Zone = 'assen-brink'", "policy document assen-brink")]
    [TestCase("DELETE FROM ChainLinks WHERE Seq = 7", "number 7")]
    [TestCase("DELETE FROM DeclaredGaps WHERE Seq = 0", "gap before its first number")]
    [TestCase("UPDATE DeclaredGaps SET \"To\" = 3 WHERE Seq = -2", "gap 2 to 2")]
    [TestCase("DELETE FROM Erasures", "erasure record")]
    [TestCase("INSERT INTO Erasures (Id, Site, At, Kind, Count, Term) VALUES ('00000000-0000-0000-0000-000000000001', 'assen', '2027-01-01 00:00:00', 'case', 1, 'made up')", "erasure record 00000000-0000-0000-0000-000000000001")]
    [TestCase("DELETE FROM Undecided; DELETE FROM SubjectKeys WHERE Subject NOT IN (SELECT Id FROM Cases)", "")]
    public async Task It_is_said_where(string sql, string where)
    {
        var report = await Changed(_proven.Copy(), sql, null);
        if (where.Length > 0)
            Assert.That(report.Select(f => f.Where), Has.Some.Contains(where));
    }

    private static IEnumerable<string> Tables => Proven.Keys;

    private async Task IsFound(string file, string what, string sql, object? value = null) => Assert.That(await Changed(file, sql, value), Is.Not.Empty, what);

    private async Task<IReadOnlyList<Central.Features.Proof.Finding>> Changed(string file, string sql, object? value)
    {
        string copy = file + ".changed";
        File.Copy(file, copy, overwrite: true);
        Run(copy, sql, value);
        return (await _proven.Verify(copy)).Findings;
    }

    private static void Run(string file, string sql, object? value)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys=OFF; " + sql;
        if (value is not null)
            command.Parameters.AddWithValue("$value", value);
        Assert.That(command.ExecuteNonQuery(), Is.GreaterThan(0), sql);
    }

    /// <summary>Of an erased case only the chain of its events is left to be proven.</summary>
    private static List<long> Rows(string file, string table) => Read(file, $"SELECT rowid FROM {table}{(table switch
    {
        "Cases" => " WHERE ErasedAt IS NULL",
        "CasePassages" or "Pictures" or "CaseEvents" => " WHERE CaseId IN (SELECT Id FROM Cases WHERE ErasedAt IS NULL)",
        "SubjectKeys" => " WHERE Wrapped IS NOT NULL",
        _ => "",
    })}", r => r.GetInt64(0));

    private static List<string> Columns(string file, string table) => Read(file, $"SELECT name FROM pragma_table_info('{table}')", r => r.GetString(0));

    /// <summary>The value with one bit another; null where there is none.</summary>
    private static object? Flipped(string file, string table, string column, long row, Random random) => Read<object?>(file, $"SELECT \"{column}\" FROM {table} WHERE rowid = {row}", r => r.GetValue(0) switch
    {
        // A high bit: the engine itself refuses a low one that makes two of the same number.
        long number => number ^ 1024,
        double number => number + 1,
        byte[] { Length: > 0 } bytes => Flip(bytes, random),
        string { Length: > 0 } text => Flip(text, random),
        _ => null,
    })[0];

    private static byte[] Flip(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static string Flip(string text, Random random)
    {
        char[] letters = text.ToCharArray();
        // Not a dash of a date: read leniently, it says the same.
        int[] telling = [.. Enumerable.Range(0, letters.Length).Where(i => char.IsLetterOrDigit(letters[i]))];
        letters[telling[random.Next(telling.Length)]] ^= (char)1;
        return new string(letters);
    }

    private static List<T> Read<T>(string file, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{sql}");
        using var reader = command.ExecuteReader();
        var result = new List<T>();
        while (reader.Read())
            result.Add(read(reader));
        return result;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }
}
