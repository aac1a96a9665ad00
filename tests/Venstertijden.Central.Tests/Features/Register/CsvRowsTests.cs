using System.Text;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Central.Tests.Features.Register;

public class CsvRowsTests
{
    [TestCase("a,b\n1,2\n", "a|b;1|2")]
    [TestCase("\uFEFFa,b\r\n1,2", "a|b;1|2", TestName = "byte order mark, CRLF, no end of line at the end")]
    [TestCase("a,b\n\n\r\n1,\n", "a|b;1|", TestName = "empty lines do not count, an empty cell does")]
    [TestCase("a\n\"x,y\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n", "a;x,y;say \"hi\";two\nlines", TestName = "quoted cells")]
    [TestCase("a\n\"open\nb\nc\n", "a;!expected a closing quote;b;c", TestName = "a quote that is not closed costs its own line alone")]
    [TestCase("a\nx\"y\nb\n", "a;!expected a quote only at the start and end of a cell; inside a quoted cell it is written twice;b")]
    [TestCase("a\n\"x\"y\nb\n", "a;!expected a comma or the end of the line after a closing quote;b")]
    [TestCase("", "")]
    [TestCase("\uFEFF", "")]
    public void Records_are_read_as_the_standard_says(string text, string expected)
    {
        foreach (int block in (int[])[1, 3, 1 << 16])
            Assert.That(string.Join(';', Read(text, block)), Is.EqualTo(expected), $"in blocks of {block} bytes");
    }

    [Test]
    public void A_file_with_an_open_quote_in_every_row_is_read_to_its_end()
    {
        string row = "\"" + new string('x', 90) + "\n";
        Assert.That(Read("a\n" + string.Concat(Enumerable.Repeat(row, 20_001)) + "b\n", 1 << 16).Count(r => r.StartsWith('!')), Is.GreaterThan(0));
    }

    private static IEnumerable<string> Read(string text, int block)
    {
        using var rows = new CsvRows(new SmallBlockStream(Encoding.UTF8.GetBytes(text), block));
        while (rows.Next())
            yield return rows.Fault is { } fault ? "!" + fault : string.Join('|', Enumerable.Range(0, rows.Count).Select(i => Encoding.UTF8.GetString(rows.Cell(i))));
    }

    private sealed class SmallBlockStream(byte[] bytes, int block) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, block));
    }
}
