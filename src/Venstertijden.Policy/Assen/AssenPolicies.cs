using System.Reflection;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Assen;

/// <summary>The documents of Assen that travel with the program; the same files lie in the folder <c>Assen</c>.</summary>
public static class AssenPolicies
{
    private static readonly Lazy<PolicySet> Shipped = new(() => Read(Files));
    private static readonly Lazy<PolicySet> WithDrafts = new(() => Read([.. Files, .. DraftFiles]));

    /// <summary>All documents in force at some time, past and future.</summary>
    public static PolicySet All => Shipped.Value;

    /// <summary>The same with the drafts laid over them: what holds if every draft were published.</summary>
    public static PolicySet AllWithDrafts => WithDrafts.Value;

    /// <summary>Name and text of each document.</summary>
    public static IReadOnlyList<(string Name, string Yaml)> Files => Texts("Assen.");

    /// <summary>Name and text of each draft.</summary>
    public static IReadOnlyList<(string Name, string Yaml)> DraftFiles => Texts("Assen.drafts.");

    private static List<(string Name, string Yaml)> Texts(string folder)
    {
        var assembly = typeof(AssenPolicies).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.IndexOf('.', folder.Length) == name.Length - ".yaml".Length)
            .Order(StringComparer.Ordinal)
            .Select(name => (name[folder.Length..], TextOf(assembly, name)))];
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static PolicySet Read(IReadOnlyList<(string Name, string Yaml)> files)
    {
        var reading = PolicyReader.ReadFolder(files);
        return reading.Set ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }
}
