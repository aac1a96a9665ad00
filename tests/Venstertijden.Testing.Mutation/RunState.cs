namespace Venstertijden.Testing.Mutation;

/// <summary>The answers so far, a line each, so that a run that was stopped goes on where it was.</summary>
internal static class RunState
{
    public static Dictionary<string, (Fate Fate, string By)> Read(string path, bool killsOnly)
    {
        var known = new Dictionary<string, (Fate, string)>();
        if (!File.Exists(path))
            return known;
        foreach (var line in File.ReadLines(path))
            // The last line may be half written.
            if (line.Split('\t') is [var id, var fate, var by, "."] && Enum.TryParse<Fate>(fate, out var read) && (!killsOnly || read != Fate.Survived))
                known[id] = (read, by);
        return known;
    }

    public static void Append(string path, Result result)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.AppendAllText(path, $"{result.Mutant.Id}\t{result.Fate}\t{result.By.Replace('\t', ' ')}\t.\n");
    }
}
