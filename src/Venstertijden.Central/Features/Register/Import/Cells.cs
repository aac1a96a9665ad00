using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>The cells of the row at hand, by the place of a column among those of its data set.</summary>
/// <param name="file">For messages.</param>
/// <param name="rows">Where it is read.</param>
/// <param name="set">The data set.</param>
/// <param name="places">Where each of its columns stands in the file.</param>
/// <param name="bad">Notes what cannot be read.</param>
internal sealed class Cells(string file, CsvRows rows, DataSet set, int[] places, BadRows bad)
{
    private readonly char[] _text = new char[Words.Longest];

    /// <summary>Text without space around it. Good until the next.</summary>
    internal ReadOnlySpan<char> Text(int column)
    {
        var bytes = rows.Cell(places[column]);
        if (bytes.Length > _text.Length && Encoding.UTF8.GetCharCount(bytes) > _text.Length)
            bytes = bytes[..CutAt(bytes)];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(bytes, _text)).Trim();
    }

    /// <summary>Text; empty where the register says in words that it holds nothing.</summary>
    internal ReadOnlySpan<char> Fact(int column)
    {
        var text = Text(column);
        return text.Equals("niet geregistreerd", StringComparison.OrdinalIgnoreCase) || text.Equals("n.v.t.", StringComparison.OrdinalIgnoreCase) ? "" : text;
    }

    /// <summary>The plate, with or without dashes; null, and noted, when it is none.</summary>
    internal uint? Plate()
    {
        Span<char> bare = stackalloc char[PlateKey.Length];
        int count = 0;
        foreach (char character in Text(0))
        {
            if (character == '-')
                continue;
            if (count == bare.Length)
                return NoPlate();
            bare[count++] = char.ToUpperInvariant(character);
        }

        return PlateKey.TryOf(bare[..count], out uint key) ? key : NoPlate();
    }

    /// <summary>A number from 1; 0 and an empty cell are none. Noted when it is neither.</summary>
    internal bool Number(int column, int most, out int? number)
    {
        var text = Text(column);
        number = null;
        if (text.IsEmpty)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int read) || read > most)
            return Bad(column, $"expected a number up to {most}");
        number = read == 0 ? null : read;
        return true;
    }

    /// <summary>A date, as eight digits or with dashes. Noted when it is none.</summary>
    internal LocalDate? Date(int column)
    {
        var text = Text(column);
        if (text.IsEmpty)
            return null;
        if (text.Length == 8 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int digits) && DateOf(digits / 10000, digits / 100 % 100, digits % 100) is { } date)
            return date;
        if (text.Length == 10 && LocalDatePattern.Iso.Parse(text.ToString()) is { Success: true, Value: { Year: >= FirstYear } iso })
            return iso;
        Bad(column, "expected a date such as 20180514");
        return null;
    }

    /// <summary>The number of a text among words; 0, and noted, when there are too many different ones.</summary>
    internal int Word(int column, Words words, ReadOnlySpan<char> text)
    {
        int number = words.NumberOf(text);
        if (number >= 0)
            return number;
        Bad(column, $"expected at most {words.Count} different texts in this column");
        return 0;
    }

    /// <summary>Notes a cell.</summary>
    internal bool Bad(int column, string expected)
    {
        bad.Note(file, rows.Row, set.Columns[column], expected);
        return false;
    }

    private const int FirstYear = 1800;

    private static LocalDate? DateOf(int year, int month, int day) =>
        year >= FirstYear && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private uint? NoPlate()
    {
        Bad(0, "expected a Dutch plate of six characters");
        return null;
    }

    // Not in the middle of a character.
    private static int CutAt(ReadOnlySpan<byte> bytes)
    {
        int at = Words.Longest - 1;
        while (at > 0 && (bytes[at] & 0xC0) == 0x80)
            at--;
        return at;
    }
}
