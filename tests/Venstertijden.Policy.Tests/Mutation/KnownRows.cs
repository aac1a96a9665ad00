using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Tests.Oracle;

namespace Venstertijden.Policy.Tests.Mutation;

/// <summary>
/// The quick half of the tests for mutation testing: rows with the answer that is right, worked out once, asked of each mutant. Called by name from
/// Venstertijden.Testing.Mutation, as text, because each mutant has types of its own.
/// </summary>
public static class KnownRows
{
    private const int RandomRows = 4_000;

    /// <summary>The rows of the decision tables with the answers written there, and random ones with the oracle's.</summary>
    public static string[] Make() =>
    [
        .. DecisionTables(),
        .. new OracleRows(4711).Take(RandomRows).Select(row => Text(row, OracleJudge.Judge(row))),
    ];

    /// <summary>The first row that the engine answers otherwise; null when there is none.</summary>
    public static string? FirstWrong(string[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var text in rows)
        {
            var cells = text.Split('|');
            var row = new OracleRow
            {
                Zone = cells[0], LocalTime = cells[1], Country = cells[2], Category = cells[3], Fuels = cells[4], EmissionClass = cells[5],
                FirstAdmission = cells[6], Body = cells[7], Exemptions = cells[8],
            };
            if (OracleTests.Engine(row).ToString() is var answer && answer != cells[9])
                return $"row {row}: {answer} instead of {cells[9]}";
        }

        return null;
    }

    private static string Text(OracleRow row, OracleAnswer answer) => string.Join('|',
        row.Zone, row.LocalTime, row.Country, row.Category, row.Fuels, row.EmissionClass, row.FirstAdmission, row.Body, row.Exemptions, answer.ToString());

    private static IEnumerable<string> DecisionTables()
    {
        foreach (var file in Directory.GetFiles(TestData.PathOf("decisions"), "*.csv"))
        {
            var records = new CsvText(File.ReadAllText(file)).Records().ToList();
            foreach (var record in records.Skip(1))
            {
                string Cell(string name) => record.Cells[records[0].Cells.ToList().IndexOf(name)];
                var row = new OracleRow
                {
                    Zone = Cell("zone"), LocalTime = Cell("local_time"), Country = Cell("country"), Category = Cell("category"), Fuels = Cell("fuels"),
                    EmissionClass = Cell("emission_class"), FirstAdmission = Cell("first_admission"), Body = Cell("body"), Exemptions = Cell("exemptions"),
                };
                yield return Text(row, new OracleAnswer(Cell("expected_verdict"), Cell("expected_reason"), Cell("expected_offence"), Cell("expected_cautions")));
            }
        }
    }
}
