namespace Venstertijden.Policy.Tests;

/// <summary>The files that the tests travel with. Found beside the assembly and not by NUnit's context, which mutation testing has none of.</summary>
internal static class TestData
{
    internal static string PathOf(params string[] parts) => Path.Combine([Path.GetDirectoryName(typeof(TestData).Assembly.Location)!, "testdata", .. parts]);
}
