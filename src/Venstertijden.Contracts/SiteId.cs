using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Contracts;

/// <summary>The municipality that a camera, row, right or key belongs to: 1 to 40 of <c>a-z 0-9 -</c>, as in a topic.</summary>
public readonly record struct SiteId
{
    private readonly string? _value;

    private SiteId(string value) => _value = value;

    /// <summary>The text as it stands in topics and messages; empty for the default value, which no message can carry.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a site; false when the text is no <c>[a-z0-9-]{1,40}</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SiteId site)
    {
        bool ok = TopicLevel.IsValid(text);
        site = ok ? new SiteId(text!) : default;
        return ok;
    }

    /// <summary>Reads a site that the program itself names.</summary>
    /// <exception cref="FormatException">The text is no <c>[a-z0-9-]{1,40}</c>.</exception>
    public static SiteId Parse(string text) => TryParse(text, out var site) ? site : throw new FormatException($"A site is 1 to 40 of a-z, 0-9 and '-', not '{text}'.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
