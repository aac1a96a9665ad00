using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Tests.Documents;

public class PolicyReaderTests
{
    private static readonly string Folder = TestData.PathOf("policies");

    private static string Whole => File.ReadAllText(Path.Combine(Folder, "whole.yaml"));

    public static IEnumerable<TestCaseData> BrokenFiles() =>
        new CsvText(File.ReadAllText(Path.Combine(Folder, "broken", "expected.csv"))).Records().Skip(1)
            .Select(record => new TestCaseData(record.Cells[0], record.Cells[1], record.Cells[2]).SetArgDisplayNames(record.Cells[0]));

    [TestCaseSource(nameof(BrokenFiles))]
    public void A_broken_document_is_refused_with_the_line_and_what_was_expected(string file, string line, string words)
    {
        var reading = PolicyReader.ReadFolder([(file, File.ReadAllText(Path.Combine(Folder, "broken", file)))]);

        Assert.That(reading.Set, Is.Null);
        Assert.That(reading.Errors.Select(e => e.ToString()), Has.All.StartsWith($"{file}:"));
        var fitting = reading.Errors.Where(error => words.Split('|').All(word => error.ToString().Contains(word, StringComparison.Ordinal))).ToList();
        Assert.That(fitting, Is.Not.Empty, () => string.Join('\n', reading.Errors));
        if (line.Length > 0)
            Assert.That(fitting.Select(error => $"{error.Line}"), Has.Some.EqualTo(line), () => string.Join('\n', reading.Errors));
    }

    [Test]
    public void Every_broken_file_has_a_row_that_says_what_its_error_must_hold() =>
        Assert.That(Directory.GetFiles(Path.Combine(Folder, "broken"), "*.yaml").Select(Path.GetFileName),
            Is.EquivalentTo(BrokenFiles().Select(row => row.Arguments[0])));

    [Test]
    public void The_document_that_the_broken_ones_come_from_is_whole() =>
        Assert.That(PolicyReader.ReadFolder([("whole.yaml", Whole)]).Errors, Is.Empty);

    [Test]
    public void All_mistakes_of_a_document_are_named_in_one_run_in_order_of_line()
    {
        var text = Whole.Replace("Mo-Sa 07:00-12:00", "Mo-Sa 7-12", StringComparison.Ordinal).Replace("site: test", "site: []", StringComparison.Ordinal);

        var errors = PolicyReader.ReadFolder([("p.yaml", text)]).Errors;

        Assert.That(errors.Select(e => e.Path), Is.EqualTo(new[] { "site", "pedestrian.windows.hours" }));
    }

    [Test]
    public void A_folder_without_documents_is_refused() =>
        Assert.That(PolicyReader.ReadFolder([]).Errors.Single().Expected, Does.Contain("at least one policy document"));

    [Test]
    public void Two_documents_for_one_day_recorded_at_the_same_time_are_refused_naming_both()
    {
        var other = Whole.Replace("id: test-zone-2026", "id: other", StringComparison.Ordinal).Replace("from: 2026-01-01, until: 2027-01-01", "from: 2026-12-31", StringComparison.Ordinal);

        var error = PolicyReader.ReadFolder([("one.yaml", Whole), ("two.yaml", other)]).Errors.Single();

        Assert.That(error.ToString(), Does.StartWith("two.yaml:8: valid: ").And.Contain("one.yaml").And.Contain("2026-12-31"));
    }

    [Test]
    public void Documents_that_touch_do_not_overlap()
    {
        var next = Whole.Replace("id: test-zone-2026", "id: next", StringComparison.Ordinal).Replace("from: 2026-01-01, until: 2027-01-01", "from: 2027-01-01", StringComparison.Ordinal);

        Assert.That(PolicyReader.ReadFolder([("one.yaml", Whole), ("next.yaml", next)]).Errors, Is.Empty);
    }

    [Test]
    public void The_same_id_and_version_twice_is_refused() =>
        Assert.That(PolicyReader.ReadFolder([("one.yaml", Whole), ("two.yaml", Whole)]).Errors.Select(e => e.Path), Does.Contain("id"));

    [TestCase("")]
    [TestCase("\0")]
    [TestCase("just text")]
    [TestCase("schema: &a [*a]")]
    [TestCase("{")]
    [TestCase("? [a]\n: b")]
    public void Text_that_is_no_document_gives_an_error_and_no_exception(string text) =>
        Assert.That(PolicyReader.ReadFolder([("x.yaml", text)]).Errors, Is.Not.Empty);
}
