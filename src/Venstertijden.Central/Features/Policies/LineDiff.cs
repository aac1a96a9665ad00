namespace Venstertijden.Central.Features.Policies;

/// <summary>What became of a line.</summary>
public enum LineFate
{
    Same,
    Removed,
    Added,
}

/// <summary>A line of a comparison, with its number on each side where it stands.</summary>
public sealed record DiffLine(LineFate Fate, int? Before, int? After, string Text);

/// <summary>The lines that two texts have in common, and those that only one of them has: the fewest, in order.</summary>
public static class LineDiff
{
    // Two texts whose middles differ by more than this are told as removed and added whole: a table of the two would not fit in memory.
    private const long MostCells = 16_000_000;

    public static IReadOnlyList<DiffLine> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int head = 0, tail = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head])
            head++;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        var lines = new List<DiffLine>(after.Count);
        for (int i = 0; i < head; i++)
            lines.Add(new DiffLine(LineFate.Same, i + 1, i + 1, after[i]));
        Middle(before, after, head, before.Count - tail, after.Count - tail, lines);
        for (int i = tail; i > 0; i--)
            lines.Add(new DiffLine(LineFate.Same, before.Count - i + 1, after.Count - i + 1, after[^i]));
        return lines;
    }

    /// <summary>The changed lines with so many unchanged ones around them; null stands for what was left out.</summary>
    public static IEnumerable<DiffLine?> Around(IReadOnlyList<DiffLine> lines, int context)
    {
        int shown = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!Enumerable.Range(Math.Max(0, i - context), Math.Min(lines.Count, i + context + 1) - Math.Max(0, i - context)).Any(near => lines[near].Fate != LineFate.Same))
                continue;
            if (i > shown + 1)
                yield return null;
            yield return lines[i];
            shown = i;
        }

        if (shown >= 0 && shown < lines.Count - 1)
            yield return null;
    }

    private static void Middle(IReadOnlyList<string> before, IReadOnlyList<string> after, int head, int beforeEnd, int afterEnd, List<DiffLine> into)
    {
        int rows = beforeEnd - head, columns = afterEnd - head;
        bool tooLarge = (long)rows * columns > MostCells;
        // common[i, j]: how many lines the rests from i and j on have in common.
        var common = tooLarge ? null : new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0 && common is not null; i--)
            for (int j = columns - 1; j >= 0; j--)
                common[i, j] = before[head + i] == after[head + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        for (int i = 0, j = 0; i < rows || j < columns;)
        {
            if (common is not null && i < rows && j < columns && before[head + i] == after[head + j])
                into.Add(new DiffLine(LineFate.Same, head + ++i, head + ++j, after[head + j - 1]));
            else if (i < rows && (j == columns || common is null || common[i + 1, j] >= common[i, j + 1]))
                into.Add(new DiffLine(LineFate.Removed, head + ++i, null, before[head + i - 1]));
            else
                into.Add(new DiffLine(LineFate.Added, null, head + ++j, after[head + j - 1]));
        }
    }
}
