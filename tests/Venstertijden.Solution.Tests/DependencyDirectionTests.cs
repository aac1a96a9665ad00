using System.Xml.Linq;

namespace Venstertijden.Solution.Tests;

/// <summary>Who may know whom. A new arrow is a decision: change the table and say why in an ADR.</summary>
public class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["Contracts"] = [],
        ["Policy"] = [],
        ["Street"] = ["Policy"],
        ["Edge"] = ["Contracts", "Policy"],
        ["Central"] = ["Contracts", "Policy"],
        ["Cli"] = ["Central", "Edge", "Street", "Policy", "Contracts"],
    };

    private static readonly string[] PolicyPackages = ["NodaTime", "YamlDotNet"];

    private static IEnumerable<string> Programs => AllowedReferences.Keys;

    [Test]
    public void Every_program_of_src_stands_in_the_table() =>
        Assert.That(
            Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(Programs.Select(name => "Venstertijden." + name)));

    [TestCaseSource(nameof(Programs))]
    public void A_program_references_only_what_the_table_allows(string program) =>
        Assert.That(Includes(program, "ProjectReference").Select(Path.GetFileNameWithoutExtension), Is.SubsetOf(AllowedReferences[program].Select(name => "Venstertijden." + name)));

    [Test]
    public void Policy_uses_nothing_but_the_platform_and_time_and_yaml() =>
        Assert.That(Includes("Policy", "PackageReference"), Is.SubsetOf(PolicyPackages));

    [Test]
    public void The_edge_uses_of_policy_only_plates()
    {
        var others = Checkout.Files("src/Venstertijden.Edge", "*.cs")
            .Where(path => File.ReadLines(path).Any(line => line.StartsWith("using Venstertijden.Policy.", StringComparison.Ordinal) && !line.StartsWith("using Venstertijden.Policy.Plates;", StringComparison.Ordinal)))
            .Select(Checkout.Relative);
        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Checkout.Root, "VenstertijdenHandhaving.sln"));
        var outside = new[] { "src", "tests" }.SelectMany(folder => Checkout.Files(folder, "*.csproj")).Select(Path.GetFileName).Where(name => !solution.Contains(name!, StringComparison.Ordinal));
        Assert.That(outside, Is.Empty);
    }

    private static IEnumerable<string> Includes(string program, string element) =>
        XDocument.Load(Path.Combine(Checkout.Root, "src", "Venstertijden." + program, $"Venstertijden.{program}.csproj"))
            .Descendants(element).Select(e => ((string)e.Attribute("Include")!).Replace('\\', '/'));
}
