using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A document line by line, with its mistakes at their lines.</summary>
public sealed record YamlOnScreen(string Label, IReadOnlyList<string> Lines, IReadOnlyList<PolicyError> Errors)
{
    public IReadOnlyList<PolicyError> ErrorsAt(int line) => [.. Errors.Where(e => e.Line == line)];

    public static YamlOnScreen Of(string label, string yaml, IReadOnlyList<PolicyError>? errors = null) => new(label, LinesOf(yaml), errors ?? []);

    public static IReadOnlyList<string> LinesOf(string yaml) => yaml.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
