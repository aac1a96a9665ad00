using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Venstertijden.Central.Features.Firms.Uploading;

namespace Venstertijden.Central.Tests.Features.Firms;

/// <summary>Lists as firms' programs write them.</summary>
public class UploadReaderTests
{
    private const string Semicolons = "Kenteken;Naam;Groep;Huur tot\r\nAE-123-B;Café-bus;Noord;31-12-2026\r\nvnsb91;;;\r\n";

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(new UTF8Encoding(false)).SetName("UTF-8 without a mark");
        yield return new TestCaseData(new UTF8Encoding(true)).SetName("UTF-8 with a mark");
        yield return new TestCaseData(new UnicodeEncoding(false, true)).SetName("UTF-16 with a mark");
        yield return new TestCaseData(new UnicodeEncoding(false, false)).SetName("UTF-16 without a mark");
        yield return new TestCaseData(new UnicodeEncoding(true, true)).SetName("UTF-16 big-endian");
        yield return new TestCaseData(CodePagesEncodingProvider.Instance.GetEncoding(1252)!).SetName("Windows-1252");
    }

    [TestCaseSource(nameof(Encodings))]
    public void A_name_with_an_accent_is_read_in_every_usual_encoding(Encoding encoding)
    {
        var rows = UploadReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Semicolons)]).Rows;
        Assert.That(rows, Is.EqualTo(new[] { new UploadRow(2, "AE-123-B", "Café-bus", "Noord", "31-12-2026"), new UploadRow(3, "vnsb91") }));
    }

    [TestCase("Kenteken,Naam\nAE-123-B,Bus 3\n", TestName = "Commas")]
    [TestCase("Kenteken\tNaam\nAE-123-B\tBus 3\n", TestName = "Tabs")]
    [TestCase("sep=;\nNaam;Kenteken\nBus 3;AE-123-B\n", TestName = "The first line of Excel, columns the other way round")]
    [TestCase("AE-123-B;Bus 3", TestName = "Without a header")]
    [TestCase("Bus 3;AE-123-B", TestName = "Without a header, the name in front")]
    [TestCase("\"Kenteken\";\"Naam\"\n\"AE-123-B\";\"Bus 3\"", TestName = "Quoted")]
    public void Columns_are_found_whatever_stands_between_and_above_them(string text) =>
        Assert.That(UploadReader.ReadText(text).Rows.Select(r => (r.Plate, r.Name)), Is.EqualTo(new[] { ("AE-123-B", "Bus 3") }));

    [Test]
    public void Plates_on_one_line_are_rows_of_their_own() =>
        Assert.That(UploadReader.ReadText("AE-123-B, VN-SB-91\nVG-VD-12").Rows.Select(r => (r.Line, r.Plate)), Is.EqualTo(new[] { (1, "AE-123-B"), (1, "VN-SB-91"), (2, "VG-VD-12") }));

    [Test]
    public void A_date_without_a_header_is_the_end_of_the_hire() =>
        Assert.That(UploadReader.ReadText("AE-123-B;31-12-2026;Bus 3;Noord").Rows, Is.EqualTo(new[] { new UploadRow(1, "AE-123-B", "Bus 3", "Noord", "31-12-2026") }));

    [Test]
    public void A_quote_that_is_never_closed_swallows_no_row() =>
        Assert.That(UploadReader.ReadText("AE-123-B;\"grote bus\nVN-SB-91;kleine").Rows.Select(r => (r.Line, r.Plate, r.Name)), Is.EqualTo(new[] { (1, "AE-123-B", "\"grote bus"), (2, "VN-SB-91", "kleine") }));

    [Test]
    public void Rows_keep_the_number_that_they_have_in_the_file() =>
        Assert.That(UploadReader.ReadText("Kenteken;Naam\n\nAE-123-B;\"twee\nregels\"\nVN-SB-91;\n").Rows.Select(r => (r.Line, r.Plate, r.Name)), Is.EqualTo(new[] { (3, "AE-123-B", "twee regels"), (5, "VN-SB-91", "") }));

    [Test]
    public void An_Excel_sheet_gives_texts_numbers_and_dates()
    {
        var rows = UploadReader.Read(Excel([new { Kenteken = "AE-123-B", Naam = (object)12, Groep = "Noord", Einddatum = (DateTime?)new DateTime(2026, 12, 31) }, new { Kenteken = "VNSB91", Naam = (object)"Bus", Groep = "", Einddatum = (DateTime?)null }])).Rows;
        Assert.That(rows, Is.EqualTo(new[] { new UploadRow(2, "AE-123-B", "12", "Noord", "2026-12-31"), new UploadRow(3, "VNSB91", "Bus") }));
    }

    [Test]
    public void What_is_no_list_gets_its_own_answer_whatever_its_name_says()
    {
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("leesmij.txt");
        Assert.Multiple(() =>
        {
            Assert.That(FaultOf(picture), Is.EqualTo(UploadFault.NotAList));
            Assert.That(FaultOf("%PDF-1.7 en zo verder"u8.ToArray()), Is.EqualTo(UploadFault.NotAList));
            Assert.That(FaultOf([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Is.EqualTo(UploadFault.OldExcel));
            Assert.That(FaultOf(zip.ToArray()), Is.EqualTo(UploadFault.BrokenExcel));
            Assert.That(FaultOf(Excel([new { Kenteken = "AE-123-B" }])[..200]), Is.EqualTo(UploadFault.BrokenExcel));
            Assert.That(FaultOf([]), Is.EqualTo(UploadFault.Empty));
            Assert.That(FaultOf("Kenteken;Naam\n;;\n"u8.ToArray()), Is.EqualTo(UploadFault.Empty));
            Assert.That(FaultOf("boodschappen\nmelk\nbrood"u8.ToArray()), Is.EqualTo(UploadFault.NoPlates));
            Assert.That(FaultOf(new byte[UploadReader.MostBytes + 1]), Is.EqualTo(UploadFault.TooLarge));
        });
    }

    [Test]
    public void A_hundred_thousand_rows_are_refused_by_their_number_and_ten_thousand_are_read()
    {
        static byte[] Rows(int count) => Encoding.UTF8.GetBytes("Kenteken;Naam\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"V-{i % 1000:000}-BX;Bus {i}\n")));
        Assert.That(FaultOf(Rows(100_000)), Is.EqualTo(UploadFault.TooManyRows));
        Assert.That(UploadReader.Read(Rows(UploadReader.MostRows)).Rows, Has.Count.EqualTo(UploadReader.MostRows));
    }

    [Test]
    public void A_workbook_that_unpacks_to_more_than_any_list_is_never_read()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (archive.CreateEntry("xl/workbook.xml").Open())
            {
            }

            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            byte[] nothing = new byte[1024 * 1024];
            for (long written = 0; written <= Workbook.MostUnpackedBytes; written += nothing.Length)
                sheet.Write(nothing);
        }

        Assert.That(zip.Length, Is.LessThan(UploadReader.MostBytes));
        Assert.That(FaultOf(zip.ToArray()), Is.EqualTo(UploadFault.Bomb));
    }

    [Test]
    public void A_lonely_cell_far_to_the_right_or_below_costs_nothing()
    {
        Assert.That(FaultOf(Sheet("<row r=\"1\"><c r=\"XFD1\" t=\"inlineStr\"><is><t>AE-123-B</t></is></c></row>")), Is.EqualTo(UploadFault.TooWide));
        Assert.That(FaultOf(Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>AE-123-B</t></is></c></row><row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>VN-SB-91</t></is></c></row>")), Is.EqualTo(UploadFault.TooManyRows));
    }

    [TestCase("31-12-2026", "2026-12-31")]
    [TestCase("1/2/26", "2026-02-01")]
    [TestCase("2026-12-31", "2026-12-31")]
    [TestCase("2026-12-31 00:00:00", "2026-12-31")]
    [TestCase("31 december 2026", "2026-12-31")]
    [TestCase("1 mrt. 2027", "2027-03-01")]
    [TestCase("46387", "2026-12-31")]
    [TestCase("31-11-2026", null)]
    [TestCase("29-02-2026", null)]
    [TestCase("12/31/2026", null)]
    [TestCase("binnenkort", null)]
    [TestCase("12", null)]
    public void A_date_is_read_as_people_and_Excel_write_it(string text, string? expected) =>
        Assert.That(WrittenDate.Read(text)?.ToString("uuuu-MM-dd", null), Is.EqualTo(expected));

    private static UploadFault? FaultOf(byte[] content) => UploadReader.Read(content).Fault;

    private static byte[] Excel<T>(T[] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows);
        return file.ToArray();
    }

    private static byte[] Sheet(string rows)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string content)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content);
            }

            Add("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return zip.ToArray();
    }
}
