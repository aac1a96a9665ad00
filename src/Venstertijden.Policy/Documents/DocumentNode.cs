using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Policy.Documents;

/// <summary>
/// A place in a YAML document: reads values by key and notes every mistake with line and path, so that one run names them all.
/// A value that cannot be read comes back as null; the document is thrown away when there was any mistake.
/// </summary>
internal sealed class DocumentNode
{
    private readonly YamlNode _node;
    private readonly string _path;
    private readonly MistakeLog _log;
    private readonly HashSet<string> _asked = [];

    internal DocumentNode(YamlNode node, string path, MistakeLog log) => (_node, _path, _log) = (node, path, log);

    internal bool IsMapping => _node is YamlMappingNode;

    internal DocumentNode? Required(string key)
    {
        if (Optional(key) is { } found)
            return found;
        if (_node is YamlMappingNode)
            Refuse($"expected the key '{key}', which is missing");
        return null;
    }

    internal DocumentNode? Optional(string key)
    {
        _asked.Add(key);
        if (_node is YamlMappingNode mapping)
            return mapping.Children.TryGetValue(new YamlScalarNode(key), out var child) ? new DocumentNode(child, Join(key), _log) : null;
        if (_asked.Count == 1)
            Refuse($"expected a mapping with keys, found {Found}");
        return null;
    }

    /// <summary>Call when all keys were asked for: any other key is a typing mistake that would silently change a rule.</summary>
    internal void RefuseOtherKeys()
    {
        _log.Asked(_path, _asked);
        if (_node is not YamlMappingNode mapping)
            return;
        foreach (var (key, _) in mapping.Children)
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
                _log.Add(key.Start.Line, Join(key.ToString()), $"expected one of the keys {string.Join(", ", _asked.Order(StringComparer.Ordinal))}, found '{key}'");
    }

    internal IReadOnlyList<DocumentNode> Items(bool allowEmpty = false)
    {
        if (_node is not YamlSequenceNode sequence)
        {
            Refuse($"expected a list, found {Found}");
            return [];
        }

        if (sequence.Children.Count == 0 && !allowEmpty)
            Refuse("expected at least one item");
        return [.. sequence.Children.Select((child, index) => new DocumentNode(child, $"{_path}[{index.ToString(CultureInfo.InvariantCulture)}]", _log))];
    }

    internal IEnumerable<(string Key, DocumentNode Value)> Pairs()
    {
        if (_node is not YamlMappingNode mapping)
        {
            Refuse($"expected a mapping, found {Found}");
            yield break;
        }

        foreach (var (key, value) in mapping.Children)
            yield return (key.ToString(), new DocumentNode(value, Join(key.ToString()), _log));
    }

    /// <summary>The text of a plain value; null with a mistake noted when it is empty, a list or a mapping.</summary>
    internal string? Text(string expected = "a text")
    {
        if (_node is YamlScalarNode { Value: { Length: > 0 } value })
            return value;
        Refuse($"expected {expected}, found {Found}");
        return null;
    }

    /// <summary>A value by a reader that answers null when the text does not fit.</summary>
    internal T? Value<T>(string expected, Func<string, T?> read)
        where T : struct
    {
        if (Text(expected) is not { } text)
            return null;
        if (read(text) is { } value)
            return value;
        Refuse($"expected {expected}, found '{text}'");
        return null;
    }

    internal void Refuse(string expected) => _log.Add(_node.Start.Line, _path, expected);

    private string Found => _node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: { Length: > 0 } value } => $"'{value}'",
        _ => "nothing",
    };

    private string Join(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}

/// <summary>The mistakes of one file, and which keys the reader knows where (a test compares those with the published schema).</summary>
internal sealed class MistakeLog(string file)
{
    private readonly List<PolicyError> _errors = [];

    internal IReadOnlyList<PolicyError> Errors => _errors;

    internal Dictionary<string, HashSet<string>> KeysByPath { get; } = [];

    internal void Add(long line, string path, string expected) => _errors.Add(new PolicyError(file, (int)line, path, expected));

    internal void Asked(string path, HashSet<string> keys)
    {
        if (!KeysByPath.TryGetValue(path, out var known))
            KeysByPath[path] = known = [];
        known.UnionWith(keys);
    }
}
