using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Policy.Documents;

/// <summary>Documents, or every mistake in them: a set with a mistake never goes live in part.</summary>
/// <param name="Set">The set; null when there is an error.</param>
/// <param name="Errors">Mistakes by file and line; empty on success.</param>
public sealed record PolicyReading(PolicySet? Set, ImmutableArray<PolicyError> Errors);

/// <summary>Reads policy documents from text; the caller finds the files.</summary>
public static class PolicyReader
{
    /// <summary>Reads all documents of a folder.</summary>
    /// <param name="files">Name and text of each file; the name appears in mistakes.</param>
    /// <returns>
    /// The set, or every mistake. A folder without a document is a mistake: judging without rules would allow everything.
    /// </returns>
    public static PolicyReading ReadFolder(IEnumerable<(string Name, string Yaml)> files)
    {
        var read = files.Select(file => (file.Name, Reading: Read(file.Name, file.Yaml))).ToList();
        var errors = read.SelectMany(file => file.Reading.Errors).ToList();
        if (read.Count == 0)
            errors.Add(new PolicyError("*.yaml", 1, "", "expected at least one policy document, found none"));
        errors.AddRange(Overlaps([.. read.Where(file => file.Reading.Document is not null).Select(file => (file.Name, file.Reading.Document!, file.Reading.ValidLine))]));
        return errors.Count > 0
            ? new PolicyReading(null, [.. errors])
            : new PolicyReading(new PolicySet(read.Select(file => file.Reading.Document!)), []);
    }

    /// <summary>Reads one document; null when it has a mistake.</summary>
    public static PolicyDocument? ReadDocument(string name, string yaml, out ImmutableArray<PolicyError> errors)
    {
        var reading = Read(name, yaml);
        errors = reading.Errors;
        return reading.Document;
    }

    internal static (PolicyDocument? Document, ImmutableArray<PolicyError> Errors, int ValidLine, MistakeLog Log) Read(string name, string yaml)
    {
        var log = new MistakeLog(name);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is not [var only])
            {
                log.Add(1, "", $"expected one YAML document, found {(stream.Documents.Count == 0 ? "nothing" : "several")}");
                return (null, [.. log.Errors], 1, log);
            }

            var document = DocumentReading.Read(new DocumentNode(only.RootNode, "", log));
            var validLine = only.RootNode is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode("valid"), out var valid) ? (int)valid.Start.Line : 1;
            return (log.Errors.Count == 0 ? document : null, [.. log.Errors.OrderBy(e => e.Line)], validLine, log);
        }
        catch (YamlException broken)
        {
            // The parser names the mapping in which a tab stands, which may begin far above.
            var tab = Array.FindIndex(yaml.Split('\n'), line => line.TrimStart(' ').StartsWith('\t'));
            log.Add(tab >= 0 ? tab + 1 : broken.Start.Line, "", $"expected YAML: {(tab >= 0 ? "indentation by spaces, found a tab" : OneLine(broken))}");
            return (null, [.. log.Errors], 1, log);
        }
    }

    /// <summary>Two documents of one zone that cover the same day need different recorded times: otherwise none of the two is the later one.</summary>
    private static IEnumerable<PolicyError> Overlaps(List<(string Name, PolicyDocument Document, int Line)> files)
    {
        for (var later = 1; later < files.Count; later++)
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (one, other) = (files[earlier].Document, files[later].Document);
                if (one.Version == other.Version)
                    yield return new PolicyError(files[later].Name, 1, "id", $"expected an id and version of its own, found {other.Version} as in {files[earlier].Name}");
                else if (one.Zone == other.Zone && one.RecordedAt == other.RecordedAt && Overlap(one.Valid, other.Valid))
                    yield return new PolicyError(files[later].Name, files[later].Line, "valid",
                        $"expected days that {files[earlier].Name} does not cover, or another recorded time: both are valid for {one.Zone} from {Later(one.Valid.From, other.Valid.From):uuuu-MM-dd} on");
            }
    }

    private static bool Overlap(DateSpan one, DateSpan other) =>
        (other.Until is not { } otherUntil || one.From < otherUntil) && (one.Until is not { } oneUntil || other.From < oneUntil);

    private static NodaTime.LocalDate Later(NodaTime.LocalDate one, NodaTime.LocalDate other) => one > other ? one : other;

    private static string OneLine(YamlException broken) => (broken.InnerException?.Message ?? broken.Message).ReplaceLineEndings(" ");
}
