namespace Venstertijden.Solution.Tests;

/// <summary>The checkout under test.</summary>
internal static class Checkout
{
    internal static string Root { get; } = Find();

    /// <summary>Files of a kind below a folder, without what builds and package managers leave.</summary>
    internal static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "lib" or "runs"));

    internal static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VenstertijdenHandhaving.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("VenstertijdenHandhaving.sln was not found above the tests");
    }
}
