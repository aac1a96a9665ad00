using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli.Tests.Csv;

public class CsvTextTests
{
    private static string Shown(string text) => string.Join(" / ", new CsvText(text).Records().Select(record =>
        $"{record.Row}:{record.Line}:{string.Join('|', record.Cells)}{(record.Fault is null ? "" : "!")}"));

    [TestCase("", "")]
    [TestCase("a", "0:1:a")]
    [TestCase("a,b\n1,2\n", "0:1:a|b / 1:2:1|2")]
    [TestCase("a,b\r\n1,2\r\n", "0:1:a|b / 1:2:1|2")]
    [TestCase("a,b\r\n1,2\r", "0:1:a|b / 1:2:1|2")]
    [TestCase("a,b,\n1,,", "0:1:a|b| / 1:2:1||")]
    [TestCase("a\n\n\nb", "0:1:a / 1:4:b")]
    [TestCase("\"a,b\",\"c\"\"d\"\n", "0:1:a,b|c\"d")]
    [TestCase("\"two\nlines\",b\nc,d", "0:1:two\nlines|b / 1:3:c|d")]
    [TestCase("\"\"\n", "0:1:")]
    [TestCase(" a ,b", "0:1: a |b")]
    [TestCase("a,x\"y\nc,d", "0:1:a! / 1:2:c|d")]
    [TestCase("a,\"x\"y\nc,d", "0:1:a! / 1:2:c|d")]
    [TestCase("a,\"never closed\nc,d\ne,f", "0:1:a! / 1:2:c|d / 2:3:e|f")]
    [TestCase("a,\"oops\nb,c\nd,\"x;y\"", "0:1:a! / 1:2:b|c / 2:3:d|x;y")]
    public void A_text_is_read_by_RFC_4180_and_a_bad_record_takes_no_other_with_it(string text, string expected) =>
        Assert.That(Shown(text), Is.EqualTo(expected));

    [TestCase("plain", "plain")]
    [TestCase("", "")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("say \"no\"", "\"say \"\"no\"\"\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    public void A_cell_is_quoted_where_it_must_be_and_comes_back_the_same(string value, string written)
    {
        Assert.That(CsvText.Cell(value), Is.EqualTo(written));
        Assert.That(new CsvText(CsvText.Cell(value) + ",end").Records().Single().Cells[0], Is.EqualTo(value));
    }
}
