namespace Venstertijden.Testing;

/// <summary>Material that tests use where it is and that no repository holds: <c>VTH_SHARED</c>, else <c>shared</c> beside the checkout.</summary>
public static class SharedFolder
{
    /// <summary>A folder of it; the test is skipped, with the reason, where it is absent.</summary>
    public static string Get(string name)
    {
        string shared = Environment.GetEnvironmentVariable("VTH_SHARED") is { Length: > 0 } told ? told : Path.Combine(Repository.Root, "..", "shared");
        string folder = Path.Combine(shared, name);
        if (!Directory.Exists(folder))
            Assert.Ignore($"no {name} in {Path.GetFullPath(shared)}: VTH_SHARED names the folder that holds it");
        return folder;
    }
}
