namespace Venstertijden.Contracts;

/// <summary>What a site or camera may look like in a topic: 1 to 40 of <c>a-z 0-9 -</c>.</summary>
internal static class TopicLevel
{
    internal static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= 40 } && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
}
