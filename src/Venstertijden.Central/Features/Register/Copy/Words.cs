using System.Text;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>The texts of one column, each once; a vehicle holds its number. Number 0 is the empty text: a fact that the register does not hold.</summary>
public sealed class Words
{
    /// <summary>Longest text that is kept, in characters; what is longer is cut.</summary>
    public const int Longest = 200;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> _texts = [""];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly int _most;

    /// <param name="width">Bytes that a vehicle has for the number: 1 to 3.</param>
    public Words(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 3);
        _most = 1 << (8 * width);
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many there are, the empty one with them.</summary>
    public int Count => _texts.Count;

    /// <summary>The text of a number.</summary>
    public string this[int number] => _texts[number];

    /// <summary>The number of a text, a new one where it is new; -1 when there is no room for more texts.</summary>
    public int NumberOf(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            text = text[..Longest];
        if (_bySpan.TryGetValue(text, out int known))
            return known;
        if (_texts.Count == _most)
            return -1;
        _texts.Add(text.ToString());
        _numbers.Add(_texts[^1], _texts.Count - 1);
        return _texts.Count - 1;
    }

    /// <summary>Count, then where each text begins and the last one ends, then the texts in UTF-8.</summary>
    internal byte[] ToBytes()
    {
        using var table = new MemoryStream();
        using var writer = new BinaryWriter(table);
        writer.Write(_texts.Count);
        int at = 0;
        writer.Write(at);
        foreach (string text in _texts)
            writer.Write(at += Encoding.UTF8.GetByteCount(text));
        foreach (string text in _texts)
            writer.Write(Encoding.UTF8.GetBytes(text));
        return table.ToArray();
    }
}

/// <summary>The six columns of text of a copy.</summary>
public sealed class CopyWords
{
    /// <summary>How many columns there are.</summary>
    public const int Columns = 6;

    /// <summary>Makes of vehicle.</summary>
    public Words Brands { get; } = new(3);

    /// <summary>Trade names.</summary>
    public Words Models { get; } = new(3);

    /// <summary>Body tokens joined by <c>+</c>.</summary>
    public Words Bodies { get; } = new(3);

    /// <summary>RDW's words joined by <c>+</c>.</summary>
    public Words Fuels { get; } = new(1);

    /// <summary>European categories.</summary>
    public Words Categories { get; } = new(1);

    /// <summary>First colours.</summary>
    public Words Colours { get; } = new(1);

    internal Words[] InOrder => [Brands, Models, Bodies, Fuels, Categories, Colours];
}
