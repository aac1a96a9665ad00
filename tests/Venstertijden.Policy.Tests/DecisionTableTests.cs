using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Tests;

/// <summary>The decision tables that a policy officer reads and writes: the columns of <c>vth verdict</c> with what is expected, and why.</summary>
[Category("rows")]
public class DecisionTableTests
{
    private static readonly string Folder = TestData.PathOf("decisions");

    public static IEnumerable<TestCaseData> Rows() => Directory.GetFiles(Folder, "*.csv").Order().SelectMany(RowsOf);

    [TestCaseSource(nameof(Rows))]
    public void A_row_of_the_tables_is_judged_as_it_says(Dictionary<string, string> row)
    {
        var refusals = FactsText.Read(column => row[column], AssenPolicies.All, out var facts);
        Assert.That(refusals, Is.Empty);

        var verdict = Decide.Judge(AssenPolicies.All, facts!, PassageContext.RulesAlone);

        var why = $"{row["why"]} ({row["source"]})";
        Assert.That($"{verdict.Code.Code()}/{verdict.Reason.Code()} {verdict.OffenceCode}",
            Is.EqualTo($"{row["expected_verdict"]}/{row["expected_reason"]} {row["expected_offence"]}"), why);
        if (row.TryGetValue("expected_cautions", out var cautions))
            Assert.That(verdict.Cautions.Code(), Is.EqualTo(cautions), why);
    }

    [Test]
    public void The_tables_hold_at_least_four_hundred_rows_each_with_its_reason() =>
        Assert.That(Rows().Count(row => ((Dictionary<string, string>)row.Arguments[0]!)["why"].Length > 10), Is.GreaterThanOrEqualTo(400));

    private static List<TestCaseData> RowsOf(string file)
    {
        var records = new CsvText(File.ReadAllText(file)).Records().ToList();
        var header = records[0].Cells;
        return [.. records.Skip(1)
            .Select(record => header.Zip(record.Cells).ToDictionary(cell => cell.First, cell => cell.Second))
            .Select(row => new TestCaseData(row).SetArgDisplayNames($"{Path.GetFileNameWithoutExtension(file)} {row["id"]}"))];
    }
}
