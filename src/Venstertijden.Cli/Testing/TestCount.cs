using System.Globalization;
using System.Xml.Linq;

namespace Venstertijden.Cli.Testing;

/// <summary>What a run of tests came to.</summary>
public readonly record struct TestCount(int Passed, int Failed, int Skipped)
{
    public static TestCount operator +(TestCount a, TestCount b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public static TestCount Add(TestCount a, TestCount b) => a + b;

    /// <summary>Adds up a Visual Studio test result file. What neither passed nor failed was skipped.</summary>
    public static TestCount ReadTrx(string path)
    {
        var outcomes = XDocument.Load(path).Descendants().Where(e => e.Name.LocalName == "UnitTestResult")
            .Select(e => (string?)e.Attribute("outcome")).ToList();
        int passed = outcomes.Count(o => o == "Passed");
        int skipped = outcomes.Count(o => o is "NotExecuted" or "Skipped" or "Inconclusive");
        return new TestCount(passed, outcomes.Count - passed - skipped, skipped);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, {Skipped} skipped");
}
