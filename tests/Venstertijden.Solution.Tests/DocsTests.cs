using System.Text.RegularExpressions;

namespace Venstertijden.Solution.Tests;

/// <summary>The documents say what is so.</summary>
public partial class DocsTests
{
    private static IEnumerable<string> Documents => Directory.GetFiles(Checkout.Root, "*.md").Concat(Checkout.Files("docs", "*.md")).Concat(Checkout.Files("src", "*.md")).Select(Checkout.Relative);

    [TestCaseSource(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        string path = Path.Combine(Checkout.Root, document);
        var broken = Link().Matches(File.ReadAllText(path))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)));
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Every_file_that_the_architecture_names_exists()
    {
        var missing = NamedFile().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "architecture.md")))
            .Select(match => match.Groups[1].Value)
            .Where(name => !Path.Exists(Path.Combine(Checkout.Root, name)));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_glossary_is_sorted_so_that_a_word_is_found()
    {
        var words = File.ReadLines(Path.Combine(Checkout.Root, "docs", "glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|')[1].Trim()).Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
        Assert.That(words, Is.Not.Empty.And.Ordered.Using((IComparer<string>)StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|testdata|firmware-config)/[^`*{ ]+)`")]
    private static partial Regex NamedFile();
}
