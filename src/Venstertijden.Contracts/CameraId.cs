using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Contracts;

/// <summary>One number-plate camera within a site: 1 to 40 of <c>a-z 0-9 -</c>, such as <c>brink-noord</c>.</summary>
public readonly record struct CameraId
{
    private readonly string? _value;

    private CameraId(string value) => _value = value;

    /// <summary>The text as it stands in topics and messages; empty for the default value, which no message can carry.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a camera; false when the text is no <c>[a-z0-9-]{1,40}</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CameraId camera)
    {
        bool ok = TopicLevel.IsValid(text);
        camera = ok ? new CameraId(text!) : default;
        return ok;
    }

    /// <summary>Reads a camera that the program itself names.</summary>
    /// <exception cref="FormatException">The text is no <c>[a-z0-9-]{1,40}</c>.</exception>
    public static CameraId Parse(string text) => TryParse(text, out var camera) ? camera : throw new FormatException($"A camera is 1 to 40 of a-z, 0-9 and '-', not '{text}'.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
