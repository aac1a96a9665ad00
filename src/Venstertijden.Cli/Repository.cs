namespace Venstertijden.Cli;

/// <summary>The checkout that the program was built from; commands that test, train or keep demo data live in it.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution: <c>VTH_ROOT</c> as the script sets it, else found upwards from the program.</summary>
    /// <exception cref="BadInputException">There is none: the program runs as a published service.</exception>
    public static string Root => Find() ?? throw new BadInputException("this command runs from a checkout: VenstertijdenHandhaving.sln was not found above the program, and VTH_ROOT is not set");

    /// <summary>The same; null when the program runs as a published service.</summary>
    public static string? Found => Find();

    /// <summary>A folder of material that no repository holds: in <c>VTH_SHARED</c>, else in <c>shared</c> beside the checkout; null when it is not there.</summary>
    public static string? Shared(string name)
    {
        var shared = Environment.GetEnvironmentVariable("VTH_SHARED") is { Length: > 0 } told ? told : Find() is { } root ? Path.Combine(root, "..", "shared") : null;
        return shared is not null && Path.Combine(shared, name) is var folder && Directory.Exists(folder) ? folder : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VTH_ROOT") is { Length: > 0 } told)
            return told;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "VenstertijdenHandhaving.sln")))
                return folder.FullName;
        }

        return null;
    }
}
