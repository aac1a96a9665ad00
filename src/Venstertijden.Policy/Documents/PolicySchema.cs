namespace Venstertijden.Policy.Documents;

/// <summary>The published JSON Schema of policy documents, for editors and for documents that are drafted in the browser.</summary>
public static class PolicySchema
{
    /// <summary>JSON Schema, draft 7.</summary>
    public static string Json { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(PolicySchema).Assembly.GetManifestResourceStream("policy.schema.json")!);
        return reader.ReadToEnd();
    }
}
