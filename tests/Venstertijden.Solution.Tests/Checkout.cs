using Venstertijden.Testing;

namespace Venstertijden.Solution.Tests;

/// <summary>The checkout under test.</summary>
internal static class Checkout
{
    internal static string Root => Repository.Root;

    /// <summary>Files of a kind below a folder, without what builds and package managers leave.</summary>
    internal static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "lib" or "runs"));

    internal static string Relative(string path) => Path.GetRelativePath(Root, path);
}
