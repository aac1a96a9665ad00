using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Every text exists, in both languages, with the same holes.</summary>
public partial class TextTests
{
    private static IEnumerable<string> Resources() => typeof(WebComposition).Assembly.GetManifestResourceNames()
        .Where(n => n.EndsWith("Texts.resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length]);

    [TestCaseSource(nameof(Resources))]
    public void Dutch_and_English_have_the_same_texts_with_the_same_holes(string resource)
    {
        var dutch = Read(resource, CultureInfo.InvariantCulture);
        var english = Read(resource, CultureInfo.GetCultureInfo("en"));
        Assert.That(english.Keys, Is.EquivalentTo(dutch.Keys));
        foreach (var (key, text) in dutch)
            Assert.That(Holes(english[key]), Is.EquivalentTo(Holes(text)), key);
    }

    [Test]
    public void Every_text_that_a_page_names_exists()
    {
        var known = Resources().SelectMany(r => Read(r, CultureInfo.InvariantCulture).Keys).ToHashSet();
        var missing = Directory.EnumerateFiles(SourceFolder(), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(m => (Key: m.Groups["key"].Value, File: Path.GetFileName(file))))
            .Where(used => !known.Contains(used.Key));
        Assert.That(missing, Is.Empty);
    }

    private static Dictionary<string, string> Read(string resource, CultureInfo culture)
    {
        var set = new ResourceManager(resource, typeof(WebComposition).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.That(set, Is.Not.Null, $"{resource} is missing for '{culture.Name}'");
        return set!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(m => m.Value).Distinct();

    private static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "src", "Venstertijden.Central", "Features")))
                return Path.Combine(folder.FullName, "src", "Venstertijden.Central", "Features");
        throw new DirectoryNotFoundException("These tests read the pages' sources: run them from a checkout.");
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Hole();

    // T["key"], Shared["key"], texts["key"]: a key put together while running is left to the tests of its page.
    [GeneratedRegex("""\b(?:T|Shared|texts)\["(?<key>[a-zA-Z0-9.-]+)"(?:\]|,)""")]
    private static partial Regex Named();
}
