namespace Venstertijden.Cli.Evaluation.Report;

/// <summary>Parts of a document that a command writes, between <c>&lt;!-- evaluate: NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>; the rest is people's.</summary>
internal static class MarkedBlocks
{
    private const string End = "<!-- end -->";

    /// <summary>The document with the blocks filled; a block that the document has no mark for is left out.</summary>
    /// <exception cref="BadInputException">A mark has no end, or there is no mark at all.</exception>
    public static string Fill(string document, string name, IReadOnlyDictionary<string, string> blocks)
    {
        var filled = 0;
        foreach (var (block, content) in blocks)
        {
            var mark = $"<!-- evaluate: {block} -->";
            var start = document.IndexOf(mark, StringComparison.Ordinal);
            if (start < 0)
                continue;
            start += mark.Length;
            var end = document.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
                throw new BadInputException($"{name}: expected '{End}' after '{mark}'");
            document = string.Concat(document.AsSpan(0, start), "\n", content.TrimEnd('\n') + "\n", document.AsSpan(end));
            filled++;
        }

        return filled > 0 ? document : throw new BadInputException($"{name}: expected a mark such as '<!-- evaluate: {blocks.Keys.First()} -->', but it has none");
    }
}
