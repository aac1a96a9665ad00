using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Documents;

/// <summary>Name of a zone: <c>assen-brink</c>; <c>[a-z0-9-]</c>, 1 to 40 characters. The default value is no zone.</summary>
public readonly record struct ZoneId
{
    private readonly string? _text;

    private ZoneId(string text) => _text = text;

    /// <summary>The name.</summary>
    public string Text => _text ?? "";

    /// <summary>Reads a name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ZoneId zone)
    {
        var good = text is { Length: >= 1 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        zone = good ? new ZoneId(text!) : default;
        return good;
    }

    /// <summary>A name known to be good.</summary>
    /// <exception cref="FormatException">The text is no zone name.</exception>
    public static ZoneId Parse(string text) => TryParse(text, out var zone) ? zone : throw new FormatException($"'{text}' is no zone name");

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>
/// Identity of one recorded policy document: its id and version, <c>assen-brink-2023-01-01/1</c>. The default value is no document at all.
/// </summary>
/// <param name="Id">Id of the document.</param>
/// <param name="Number">1 and up; a correction of a document has the same id and the next number.</param>
public readonly record struct PolicyVersion(string Id, int Number)
{
    /// <summary>No document was in force.</summary>
    public static PolicyVersion None => default;

    /// <inheritdoc/>
    public override string ToString() => Id is null ? "none" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}/{Number}");
}
