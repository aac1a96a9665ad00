using System.Text.RegularExpressions;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Policies;

/// <summary>No mistake in a document is told in English on a Dutch page: neither what the source can say, nor what broken documents make it say.</summary>
public partial class ErrorInWordsTests
{
    public static IEnumerable<string> Sentences => Sources("src/Venstertijden.Policy/Documents", "src/Venstertijden.Central/Features/Policies")
        .SelectMany(text => SentenceInSource().Matches(text).Select(m => m.Groups["text"].Value)).Where(text => !text.EndsWith(' ')).Distinct();

    public static IEnumerable<string> KindsOfValue => Sources("src/Venstertijden.Policy/Documents")
        .SelectMany(text => ValueInSource().Matches(text).Select(m => m.Groups["text"].Value)).Distinct();

    public static IEnumerable<string> PartsOfHours => Sources("src/Venstertijden.Policy/Windows")
        .SelectMany(text => HoursInSource().Matches(text).Select(m => m.Groups["text"].Value)).Distinct();

    [TestCaseSource(nameof(Sentences))]
    public void Every_sentence_in_the_source_has_its_dutch(string inSource) => AssertDutch(Filled(inSource));

    [TestCaseSource(nameof(KindsOfValue))]
    public void Every_kind_of_value_in_the_source_has_its_dutch(string inSource) => AssertDutch($"expected {Filled(inSource)}, found a list");

    [TestCaseSource(nameof(PartsOfHours))]
    public void Every_mistake_in_opening_hours_has_its_dutch(string inSource)
    {
        AssertDutch($"'Mo 07:00': expected {inSource} at character 3, found 'x'");
        AssertDutch($"'Mo 07:00': expected {inSource} at character 9, where the text ends");
    }

    [Test]
    public void Documents_broken_in_every_line_are_told_in_dutch()
    {
        // The file with both rules holds every key.
        foreach (var (name, yaml) in AssenPolicies.Files.Where(f => f.Name.Contains("2026", StringComparison.Ordinal)))
        {
            string[] lines = yaml.Split('\n');
            for (int i = 0; i < lines.Length; i++)
                foreach (string broken in Broken(lines[i]))
                {
                    PolicyReader.ReadDocument(name, string.Join('\n', [.. lines[..i], broken, .. lines[(i + 1)..]]), out var errors);
                    foreach (var error in errors)
                        AssertDutch(error.Expected);
                }
        }
    }

    [Test]
    public void What_the_writer_wrote_stays_as_written()
    {
        Assert.That(ErrorInWords.Dutch("expected true or false, found 'found a list, or nothing'"), Is.EqualTo("verwacht true of false, gevonden 'found a list, or nothing'"));
        Assert.That(ErrorInWords.Dutch("expected a whole number from 1 to 9999, found 'x'"), Is.EqualTo("verwacht een geheel getal van 1 tot en met 9999, gevonden 'x'"));
        Assert.That(ErrorInWords.Dutch("a sentence that nobody knows"), Is.Null);
    }

    private static IEnumerable<string> Broken(string line) => !line.Contains(':') || line.TrimStart().StartsWith('#') ? [] :
    [
        line[..line.IndexOf(':')] + ": ?",
        line[..line.IndexOf(':')] + ": [x]",
        line[..line.IndexOf(':')] + ": { x: y }",
        line.Replace(":", "s:", StringComparison.Ordinal),
        "",
    ];

    // Between quotes is the writer's; after the last "gevonden" stands what was found.
    private static void AssertDutch(string english)
    {
        string? told = ErrorInWords.Dutch(english);
        Assert.That(told, Is.Not.Null, $"no Dutch for: {english}");
        Assert.That(English().Matches(Quoted().Replace(told!, "")).Select(m => m.Value), Is.Empty, $"{english} -> {told}");
    }

    private static string Filled(string inSource) => inSource
        .Replace("{VehicleBody.Expected}", Policy.Vehicles.VehicleBody.Expected).Replace("{VehicleCategories.Expected}", Policy.Vehicles.VehicleCategories.Expected).Replace("{EmissionClasses.Expected}", Policy.Vehicles.EmissionClasses.Expected)
        .Replace("{Found}", "nothing").Replace("{expected}", "a text").Replace("{(tractor ? \\\", tractor unit,\\\" : \\\"\\\")}", "") is var known
        ? Hole().Replace(known, "'X'").Replace("''X''", "'X'")
        : "";

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.TopDirectoryOnly)).Where(f => !Path.GetFileName(f).StartsWith("Error", StringComparison.Ordinal)).Select(File.ReadAllText);

    [GeneratedRegex("\"(?<text>expected (?:[^\"\\\\{]|\\{[^{}\"]*\\})+)\"")]
    private static partial Regex SentenceInSource();

    [GeneratedRegex("(?:Value<\\w+>\\(|OneOf<\\w+>\\(|Text\\(|Amount\\(|Text\\(string expected = |const string expected = )\\$?\"(?<text>[^\"]+)\"")]
    private static partial Regex ValueInSource();

    [GeneratedRegex("(?:Expected\\(|At\\(_text, start, )\"(?<text>[^\"]+)\"")]
    private static partial Regex HoursInSource();

    [GeneratedRegex("\\{[^{}]*\\}")]
    private static partial Regex Hole();

    [GeneratedRegex("'[^']*'|\\([^)]*\\)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(expected|found|the|which|and|that|missing|mapping|nothing|a text|a list)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
