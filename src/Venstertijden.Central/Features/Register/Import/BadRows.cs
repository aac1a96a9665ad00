namespace Venstertijden.Central.Features.Register.Import;

/// <summary>Counts rows that could not be read, whole or in part, and names the first.</summary>
/// <param name="say">Where a line goes.</param>
public sealed class BadRows(Action<string> say)
{
    private const int Named = 10;

    private (string File, int Row) _last;

    /// <summary>How many rows.</summary>
    public int Count { get; private set; }

    /// <summary>Notes one; a second fault in the same row is not another row.</summary>
    /// <param name="file">Where.</param>
    /// <param name="row">The header is 0.</param>
    /// <param name="column">Which; null for the row as a whole.</param>
    /// <param name="expected">What was.</param>
    public void Note(string file, int row, string? column, string expected)
    {
        if (_last == (file, row))
            return;
        _last = (file, row);
        if (++Count <= Named)
            say($"{file}, row {row}{(column is null ? "" : ", " + column)}: {expected}");
        else if (Count == Named + 1)
            say("more rows could not be read; they are counted at the end");
    }
}
