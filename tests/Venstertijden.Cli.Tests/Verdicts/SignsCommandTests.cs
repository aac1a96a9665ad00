using Venstertijden.Testing;

namespace Venstertijden.Cli.Tests.Verdicts;

public class SignsCommandTests
{
    private static readonly string Policy = Path.Combine(Repository.Root, "src", "Venstertijden.Policy", "Assen");
    private static readonly string Signs = Path.Combine(Repository.Root, "testdata", "signs", "assen-fictitious.geojson");

    [Test]
    public void What_differs_is_told_and_written_and_the_exit_code_says_so()
    {
        string csv = Path.GetTempFileName();
        try
        {
            var output = new StringWriter();
            Assert.That(SignsCommand.Run(Policy, Signs, null, "2026-03-02", csv, TimeProvider.System, output, TextWriter.Null), Is.EqualTo(SignsCommand.Differs));
            Assert.That(output.ToString(), Does.Contain("other-times").And.Contain("Bedachte Laan, Assen").And.EndWith($"7 signs on 2026-03-02: 3 the same, 5 to look at{Environment.NewLine}"));
            Assert.That(File.ReadAllLines(csv), Has.Length.EqualTo(9).And.Some.StartWith("same,G7,").And.Some.StartWith("missing-in-theirs,C22c (end),"));
        }
        finally
        {
            File.Delete(csv);
        }
    }

    [Test]
    public void A_file_of_another_kind_writes_nothing()
    {
        string readme = Path.Combine(Repository.Root, "README.md");
        Assert.That(() => SignsCommand.Run(Policy, readme, null, "2026-03-02", null, TimeProvider.System, TextWriter.Null, TextWriter.Null), Throws.TypeOf<BadInputException>().With.Message.Contains("README.md: expected JSON"));
    }
}
