using System.Text.RegularExpressions;

namespace Venstertijden.Solution.Tests;

/// <summary>Habits that a reviewer should not have to watch.</summary>
public partial class ConventionTests
{
    private const int LongestFile = 400;

    [Test]
    public void A_file_of_code_fits_in_one_sitting() =>
        Assert.That(Code().Where(path => File.ReadLines(path).Count() > LongestFile).Select(Checkout.Relative), Is.Empty);

    [Test]
    public void Types_are_named_after_what_they_are()
    {
        var vague = Code().Select(Path.GetFileNameWithoutExtension).Where(name => VagueName().IsMatch(name!));
        Assert.That(vague, Is.Empty);
    }

    [Test]
    public void No_path_of_a_machine_stands_in_the_project()
    {
        var found = new[] { "src", "tests", "docs", "firmware-config" }.SelectMany(folder => Checkout.Files(folder, "*.*"))
            .Where(path => Path.GetExtension(path) is ".cs" or ".md" or ".py" or ".yaml" or ".json" or ".cshtml" or ".js")
            .Where(path => Path.GetFileName(path) != "package-lock.json" && File.ReadLines(path).Any(line => MachinePath().IsMatch(line)))
            .Select(Checkout.Relative);
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Every_package_version_stands_in_one_place()
    {
        var own = new[] { "src", "tests" }.SelectMany(folder => Checkout.Files(folder, "*.csproj")).Where(path => PackageVersion().IsMatch(File.ReadAllText(path))).Select(Checkout.Relative);
        Assert.That(own, Is.Empty);
    }

    private static IEnumerable<string> Code() => Checkout.Files("src", "*.cs").Where(path => !path.Contains("Migrations", StringComparison.Ordinal));

    [GeneratedRegex("(Helper|Manager|Util|Utils|Common|Base)s?$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"(^|[\s""'=(])/(work|root|home)/[a-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"PackageReference[^>]*\bVersion=")]
    private static partial Regex PackageVersion();
}
