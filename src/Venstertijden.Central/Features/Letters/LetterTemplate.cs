using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Venstertijden.Central.Features.Letters;

/// <summary>What is wrong with a template, and on which line.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Code">Key of the text: <c>unknown-field</c>, <c>brace</c>, <c>no-heading</c>, <c>heading-level</c>, <c>too-long</c>.</param>
/// <param name="Word">The word it is about; empty for none.</param>
public sealed record TemplateFault(int Line, string Code, string Word = "");

/// <summary>
/// A letter with holes. Plain text: <c># heading</c>, <c>## heading</c>, <c>- point</c>, <c>&gt; line of the sender</c>, <c>@ line of the address</c>, paragraphs between empty lines,
/// <c>**strong**</c>, <c>{field}</c>. What it does not know it refuses when it is read, never when a letter is made.
/// </summary>
public sealed partial class LetterTemplate
{
    /// <summary>Most characters of a template.</summary>
    public const int MaxText = 20_000;

    private readonly ImmutableArray<Piece> _pieces;

    private LetterTemplate(ImmutableArray<Piece> pieces) => _pieces = pieces;

    private enum Form
    {
        Text,
        Point,
        Sender,
        Address,
        Heading1,
        Heading2,
        Heading3,
    }

    private sealed record Piece(Form Form, string Text);

    /// <summary>Reads a template; with faults there is none.</summary>
    public static LetterTemplate? Read(string text, LetterKind kind, out ImmutableArray<TemplateFault> faults)
    {
        var found = ImmutableArray.CreateBuilder<TemplateFault>();
        var known = LetterFields.Of(kind).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        if (text.Length > MaxText)
            found.Add(new TemplateFault(1, "too-long"));
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var (number, line) in lines.Index())
            Check(line, number + 1, known, found);
        Headings(lines, found);
        faults = found.ToImmutable();
        return faults.IsEmpty ? new LetterTemplate(Pieces(lines)) : null;
    }

    /// <summary>Whether a field of that name stands in it.</summary>
    public bool Names(string field) => _pieces.Any(p => p.Text.Contains($"{{{field}}}", StringComparison.Ordinal));

    /// <summary>The letter with its holes filled. A line that comes to nothing is left out; a value of several lines makes several lines or points.</summary>
    /// <exception cref="KeyNotFoundException">A field of the kind has no value: a bug.</exception>
    public Sheet Fill(IReadOnlyDictionary<string, string> values, string footer)
    {
        var parts = new List<SheetPart>();
        foreach (var group in Groups())
        {
            var filled = group.SelectMany(p => Filled(p.Text, values, split: p.Form is not Form.Text)).Where(t => t.Length > 0).ToImmutableArray();
            if (filled.IsEmpty)
                continue;
            if (group[0].Form == Form.Text)
                parts.Add(filled.Length == 1 ? new SheetText(filled[0]) : new SheetLines(filled));
            else if (group[0].Form == Form.Point)
                parts.Add(new SheetList(filled));
            else if (group[0].Form == Form.Sender)
                parts.Add(new SheetLines(filled));
            else if (group[0].Form == Form.Address)
                parts.Add(new SheetAddress(filled));
            else
                parts.Add(new SheetHeading(group[0].Form - Form.Heading1 + 1, string.Join(' ', filled)));
        }

        string title = parts.OfType<SheetHeading>().First().Text;
        return new Sheet(title, [.. parts], footer);
    }

    /// <summary>Lines of one form that stand together.</summary>
    private List<List<Piece>> Groups()
    {
        var groups = new List<List<Piece>>();
        foreach (var piece in _pieces)
        {
            if (piece.Text.Length > 0 && piece.Form < Form.Heading1 && groups.Count > 0 && groups[^1] is [.., var last] && last.Form == piece.Form && last.Text.Length > 0)
                groups[^1].Add(piece);
            else
                groups.Add([piece]);
        }

        return groups;
    }

    // Values are put in after the text was taken apart: nothing in them is read as a form or a field.
    private static string[] Filled(string text, IReadOnlyDictionary<string, string> values, bool split)
    {
        string filled = Field().Replace(text, hole => values[hole.Groups[1].Value].Replace("**", "*", StringComparison.Ordinal)).Trim();
        return split ? filled.Split('\n', StringSplitOptions.TrimEntries) : [filled.ReplaceLineEndings(" ")];
    }

    private static void Check(string line, int number, HashSet<string> known, ImmutableArray<TemplateFault>.Builder found)
    {
        foreach (Match hole in Field().Matches(line))
            if (!known.Contains(hole.Groups[1].Value))
                found.Add(new TemplateFault(number, "unknown-field", hole.Groups[1].Value));
        if (Field().Replace(line, "").AsSpan().IndexOfAny('{', '}') >= 0)
            found.Add(new TemplateFault(number, "brace"));
    }

    private static void Headings(string[] lines, ImmutableArray<TemplateFault>.Builder found)
    {
        int before = 0;
        foreach (var (number, line) in lines.Index())
        {
            if (Of(line).Form is < Form.Heading1)
                continue;
            int level = Of(line).Form - Form.Heading1 + 1;
            if (level > before + 1 || (level == 1 && before > 0))
                found.Add(new TemplateFault(number + 1, before == 0 ? "no-heading" : "heading-level"));
            before = level;
        }

        if (before == 0)
            found.Add(new TemplateFault(1, "no-heading"));
    }

    private static ImmutableArray<Piece> Pieces(string[] lines) => [.. lines.Select(Of)];

    private static Piece Of(string line) => line.Trim() switch
    {
        ['#', '#', '#', ' ', .. var text] => new(Form.Heading3, text.Trim()),
        ['#', '#', ' ', .. var text] => new(Form.Heading2, text.Trim()),
        ['#', ' ', .. var text] => new(Form.Heading1, text.Trim()),
        ['-', ' ', .. var text] => new(Form.Point, text.Trim()),
        ['>', .. var text] => new(Form.Sender, text.Trim()),
        ['@', .. var text] => new(Form.Address, text.Trim()),
        var text => new(Form.Text, text),
    };

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Field();
}
