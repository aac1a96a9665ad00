using System.Text.RegularExpressions;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Testing.Web;

/// <summary>Assen's documents as they are once fact codes and amounts are published: what ships says <c>example</c>, and examples are never delivered.</summary>
public static partial class PublishedAmounts
{
    public static PolicySet Set { get; } = Make();

    private static PolicySet Make()
    {
        var reading = PolicyReader.ReadFolder(AssenPolicies.Files.Select(f => (f.Name, Example().Replace(f.Yaml, "$1, source: \"of a test\" }"))));
        return reading.Set ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }

    [GeneratedRegex(@"((?:factCode|amountEuro): \{ value: [^,]+), example: true \}")]
    private static partial Regex Example();
}
