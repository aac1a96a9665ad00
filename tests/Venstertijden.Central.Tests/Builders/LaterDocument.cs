using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Builders;

/// <summary>A shipped document of Assen as its correction: the next version, recorded later, for the same days.</summary>
internal static class LaterDocument
{
    public static readonly Instant Recorded = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static PolicyDocument Of(string id, params (string From, string To)[] changes)
    {
        string yaml = AssenPolicies.Files.Single(f => f.Name == id + ".yaml").Yaml;
        var recorded = System.Text.RegularExpressions.Regex.Match(yaml, "recorded: .*").Value;
        foreach (var (from, to) in ((string, string)[])[("version: 1\n", "version: 2\n"), (recorded, $"recorded: {InstantPattern.ExtendedIso.Format(Recorded)}"), .. changes])
            yaml = yaml.Contains(from, StringComparison.Ordinal) ? yaml.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"{id} no longer says '{from}'.");
        return PolicyReader.ReadDocument(id + ".yaml", yaml, out var errors) ?? throw new InvalidOperationException(string.Join('\n', errors));
    }

    /// <summary>All of Assen's documents with this one over them.</summary>
    public static PolicySet Over(PolicyDocument later) => new([.. AssenPolicies.All.Documents, later]);
}
