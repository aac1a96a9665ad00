using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Cli.Verdicts;

/// <summary>Finds and reads the policy documents of a folder: its <c>*.yaml</c>, not those of folders below.</summary>
public static class PolicyFolder
{
    /// <summary>Reads all documents.</summary>
    /// <exception cref="BadInputException">The folder or a file cannot be read, or a document has a mistake: a line each.</exception>
    public static PolicySet Read(string folder, string? drafts = null)
    {
        var reading = PolicyReader.ReadFolder([.. Files(folder), .. drafts is null ? [] : Files(drafts)]);
        return reading.Set ?? throw new BadInputException(string.Join('\n', reading.Errors));
    }

    private static IEnumerable<(string Name, string Yaml)> Files(string folder)
    {
        if (!Directory.Exists(folder))
            throw new BadInputException($"{folder}: expected a folder with policy documents (*.yaml), it does not exist");
        string[] paths;
        try
        {
            paths = Directory.GetFiles(folder, "*.yaml");
        }
        catch (UnauthorizedAccessException)
        {
            throw new BadInputException($"{folder}: expected a folder that can be read: access is denied");
        }

        if (paths.Length == 0)
            throw new BadInputException($"{folder}: expected at least one policy document (*.yaml), found none");
        return paths.Order(StringComparer.Ordinal).Select(path => (path, Utf8File.Read(path)));
    }
}
