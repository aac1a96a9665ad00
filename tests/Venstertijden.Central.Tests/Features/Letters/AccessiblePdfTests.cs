using System.Text;
using NodaTime;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using Venstertijden.Central.Features.Letters;

namespace Venstertijden.Central.Tests.Features.Letters;

/// <summary>What a screen reader needs of a PDF (PDF/UA-1, ISO 14289-1), read back from the bytes.</summary>
public class AccessiblePdfTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly Sheet Whole = new("Een titel met é",
    [
        new SheetHeading(1, "Kop"), new SheetText("Tekst met **nadruk**."), new SheetList(["een", "twee"]), new SheetTable("Tabel", ["A", "B"], [["1", "2"]], []), SheetTable.Facts("Feiten", [("Kenteken", "V-56-KVT")]),
        new SheetPicture(Picture(), "Een bestelauto onder het bord", 40), new SheetText(string.Join(' ', Enumerable.Repeat("Veel tekst die over de bladzijde heen loopt.", 200))),
    ]);

    [Test]
    public void It_names_its_language_and_title_is_tagged_and_says_that_it_is_PDF_UA()
    {
        byte[] pdf = AccessiblePdf.Write(Whole, At);
        using var read = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        var root = read.Internals.Catalog.Elements;
        Assert.That(root.GetString("/Lang"), Is.EqualTo("nl-NL"));
        Assert.That(root.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"), Is.True);
        Assert.That(root.GetDictionary("/ViewerPreferences")!.Elements.GetBoolean("/DisplayDocTitle"), Is.True);
        Assert.That(read.Info.Title, Is.EqualTo("Een titel met é"));
        string text = Encoding.UTF8.GetString(pdf);
        Assert.That(text, Does.Contain("<pdfuaid:part>1</pdfuaid:part>").And.Contain("<rdf:li xml:lang=\"x-default\">Een titel met é</rdf:li>"));
        Assert.That(read.PageCount, Is.GreaterThan(1));
        Assert.That(Enumerable.Range(0, read.PageCount).Select(n => read.Pages[n].Elements.GetName("/Tabs")), Is.All.EqualTo("/S"));
    }

    [Test]
    public void Headings_lists_tables_and_pictures_are_elements_in_reading_order()
    {
        using var read = PdfReader.Open(new MemoryStream(AccessiblePdf.Write(Whole, At)), PdfDocumentOpenMode.Import);
        var elements = Elements(read).ToList();
        Assert.That(elements.Select(e => e.Elements.GetName("/S")).Where(s => s is "/H1" or "/L" or "/Table" or "/Figure").ToList(), Is.EqualTo(new[] { "/H1", "/L", "/Table", "/Table", "/Figure" }));
        Assert.That(elements.Count(e => e.Elements.GetName("/S") == "/LBody"), Is.EqualTo(2));
        var headers = elements.Where(e => e.Elements.GetName("/S") == "/TH").Select(e => e.Elements.GetDictionary("/A")!.Elements.GetName("/Scope"));
        Assert.That(headers, Is.EqualTo(new[] { "/Column", "/Column", "/Row" }));
        Assert.That(elements.Single(e => e.Elements.GetName("/S") == "/Figure").Elements.GetString("/Alt"), Is.EqualTo("Een bestelauto onder het bord"));
    }

    [Test]
    public void Everything_that_is_drawn_is_content_with_a_place_in_the_structure_or_marked_as_none()
    {
        using var read = PdfReader.Open(new MemoryStream(AccessiblePdf.Write(Whole, At)), PdfDocumentOpenMode.Import);
        for (int page = 0; page < read.PageCount; page++)
        {
            string drawn = Encoding.Latin1.GetString(read.Pages[page].Contents.CreateSingleContent().Stream.UnfilteredValue);
            int open = 0;
            foreach (string line in drawn.Split('\n', ' ').Select(t => t.Trim()))
            {
                open += line.EndsWith("BDC", StringComparison.Ordinal) || line.EndsWith("BMC", StringComparison.Ordinal) ? 1 : line == "EMC" ? -1 : 0;
                Assert.That(open, Is.InRange(0, 2));
                if (line is "Tj" or "TJ" or "Do" or "S")
                    Assert.That(open, Is.GreaterThan(0), $"'{line}' on page {page + 1} stands outside every element");
            }
        }
    }

    [Test]
    public void The_same_sheet_gives_the_same_bytes()
    {
        byte[] once = AccessiblePdf.Write(Whole, At), again = AccessiblePdf.Write(Whole, At);
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void A_sign_that_the_font_lacks_is_never_an_empty_box()
    {
        var font = LetterFont.Load();
        Assert.That(font.Writable("Łódź, Ștefan, café, € 12 – “ja”"), Is.EqualTo("Łódź, Ștefan, café, € 12 – “ja”"));
        Assert.That(font.Writable("Nguyễn Жук ☃"), Is.EqualTo("Nguyen ??? ?"), "an accent that it lacks is left off");
    }

    [Test]
    public void Letters_printed_in_one_go_are_all_there()
    {
        var small = new Sheet("Klein", [new SheetHeading(1, "Kop")]);
        byte[] joined = AccessiblePdf.Joined([AccessiblePdf.Write(small, At), AccessiblePdf.Write(Whole, At)], "Samen");
        using var read = PdfReader.Open(new MemoryStream(joined), PdfDocumentOpenMode.Import);
        using var whole = PdfReader.Open(new MemoryStream(AccessiblePdf.Write(Whole, At)), PdfDocumentOpenMode.Import);
        Assert.That(read.PageCount, Is.EqualTo(1 + whole.PageCount));
    }

    private static IEnumerable<PdfDictionary> Elements(PdfDocument read) => Below(read.Internals.Catalog.Elements.GetDictionary("/StructTreeRoot")!);

    private static IEnumerable<PdfDictionary> Below(PdfDictionary element)
    {
        IEnumerable<PdfItem?> kids = element.Elements.GetObject("/K") switch { PdfArray array => array.Elements, PdfDictionary one => [one], _ => [] };
        foreach (var kid in kids.Select(k => k is PdfSharp.Pdf.Advanced.PdfReference link ? link.Value : k).OfType<PdfDictionary>())
        {
            if (kid.Elements.GetName("/S").Length > 0)
                yield return kid;
            foreach (var deeper in Below(kid))
                yield return deeper;
        }
    }

    private static byte[] Picture() => Testing.Web.StreetPictures.Of(Street.StreetScene.Brink, new LocalDateTime(2026, 3, 2, 13, 4), new Street.StreetVehicle("VGVD12", "NL", Street.VehicleShape.Van, Street.VehicleColour.White)).Overview;
}
