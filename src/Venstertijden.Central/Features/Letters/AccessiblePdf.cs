using System.Globalization;
using System.Text;
using NodaTime;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using PdfSharp.UniversalAccessibility;

namespace Venstertijden.Central.Features.Letters;

/// <summary>
/// Writes sheets as tagged PDF (PDF/UA-1): title, language, headings, lists, tables with their headings, alternative texts; lines and page numbers are marked as
/// no content. The same sheet and moment give the same bytes.
/// </summary>
public static class AccessiblePdf
{
    /// <exception cref="FileNotFoundException">The font is not there.</exception>
    public static byte[] Write(Sheet sheet, Instant madeAt)
    {
        var font = LetterFont.Load();
        using var document = new PdfDocument();
        document.Info.Title = sheet.Title;
        document.Info.Creator = "VenstertijdenHandhaving";
        document.Info.CreationDate = document.Info.ModificationDate = madeAt.ToDateTimeUtc();
        var manager = UAManager.ForDocument(document);
        manager.SetDocumentLanguage(Sheet.Language);
        var pages = SheetLayout.Of(sheet, font);
        foreach (var (number, strokes) in pages.Index())
            DrawPage(document, manager.StructureBuilder, strokes, font.Writable(FootOf(sheet, number + 1, pages.Count)));
        using var result = new MemoryStream();
        document.Save(result, closeStream: false);
        return SameBytes.Of(result.ToArray());
    }

    /// <summary>True for a picture that can be drawn: a whole JPEG or PNG.</summary>
    public static bool CanShow(byte[] content)
    {
        try
        {
            using var image = XImage.FromStream(new MemoryStream(content, 0, content.Length, false, publiclyVisible: true));
            return image.PixelWidth > 0;
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException or IOException or NotImplementedException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Many documents as one, to be printed in one go. It is for the printer: the documents themselves are the accessible ones.</summary>
    public static byte[] Joined(IEnumerable<byte[]> documents, string title)
    {
        using var joined = new PdfDocument();
        joined.Info.Title = title;
        foreach (byte[] one in documents)
        {
            using var source = PdfReader.Open(new MemoryStream(one), PdfDocumentOpenMode.Import);
            for (int page = 0; page < source.PageCount; page++)
            {
                var added = joined.AddPage(source.Pages[page]);
                added.Elements.Remove("/StructParents");
            }
        }

        using var result = new MemoryStream();
        joined.Save(result, closeStream: false);
        return result.ToArray();
    }

    private static string FootOf(Sheet sheet, int page, int pages) =>
        string.Create(CultureInfo.InvariantCulture, $"{(sheet.Footer.Length > 0 ? sheet.Footer + " · " : "")}pagina {page} van {pages}");

    private static void DrawPage(PdfDocument document, StructureBuilder builder, IReadOnlyList<Stroke> strokes, string foot)
    {
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(SheetLayout.PageWidth), XUnit.FromPoint(SheetLayout.PageHeight));
        page.Elements.SetName("/Tabs", "/S");
        using var pen = XGraphics.FromPdfPage(page);
        foreach (var stroke in strokes)
            Draw(builder, pen, stroke);
        builder.BeginArtifact();
        pen.DrawString(foot, SheetLayout.FontOf(false, SheetLayout.Small), XBrushes.Black, SheetLayout.Left, SheetLayout.PageHeight - 40);
        builder.End();
    }

    private static void Draw(StructureBuilder builder, XGraphics pen, Stroke stroke)
    {
        switch (stroke)
        {
            case Opens opens:
                builder.BeginElement(opens.Tag);
                if (opens.Heading is { } heading)
                    builder.CurrentStructureElement.TableAttributes.Elements.SetName("/Scope", "/" + heading);
                break;
            case Closes:
                builder.End();
                break;
            case Draws draws:
                pen.DrawString(draws.Text, SheetLayout.FontOf(draws.Strong, draws.Size), XBrushes.Black, draws.X, draws.Y);
                break;
            case Rules rule:
                builder.BeginArtifact();
                pen.DrawLine(new XPen(XColors.Gray, 0.5), rule.X, rule.Y, rule.X + rule.Width, rule.Y);
                builder.End();
                break;
            case Shows shows:
                var place = new XRect(shows.X, shows.Y, shows.Width, shows.Height);
                builder.BeginElement(PdfIllustrationElementTag.Figure, shows.Says, place);
                pen.DrawImage(shows.Image, place);
                builder.End();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stroke), stroke, "Say how this is drawn.");
        }
    }
}
