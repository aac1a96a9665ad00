namespace Venstertijden.Edge.Sources;

/// <summary>Files below a folder, in an order that does not depend on machine or file system.</summary>
public static class FileTree
{
    /// <summary>
    /// All files that are wanted, subfolders included, as paths that begin with <paramref name="folder"/> as it was given, in
    /// ordinal order. Links are followed but keep their own name; a link to a folder that holds it is not entered again.
    /// </summary>
    public static IReadOnlyList<string> Files(string folder, Func<string, bool> wanted)
    {
        var found = new List<string>();
        Collect(folder, [], wanted, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(string folder, HashSet<string> above, Func<string, bool> wanted, List<string> found)
    {
        var real = Real(folder);
        if (!above.Add(real))
            return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(wanted))
            found.Add(file);
        foreach (var child in Directory.EnumerateDirectories(folder))
            Collect(child, above, wanted, found);
        above.Remove(real);
    }

    private static string Real(string folder)
        => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
}
