using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class TesseractReaderTests
{
    [Test]
    public void Missing_data_is_named_with_the_package_that_has_it()
        => Assert.That(() => new TesseractReader(new ReadingOptions { TessdataFolder = "/nowhere" }),
            Throws.TypeOf<ModelException>().With.Message.EqualTo(
                "Tesseract's data is missing: expected eng.traineddata in /nowhere; on Debian: apt-get install tesseract-ocr-eng"));

    [Test]
    public void A_search_does_without_a_second_reader_whose_data_is_missing_and_says_so()
    {
        using var search = PlateSearch.Open(new ReadingOptions { TessdataFolder = "/nowhere" });

        Assert.That(search.Second, Is.Null);
        Assert.That(search.SecondMissing, Does.StartWith("Tesseract's data is missing"));
    }

    [Test]
    public void A_search_that_wants_no_second_reader_misses_none()
    {
        using var search = PlateSearch.Open(new ReadingOptions { TessdataFolder = "/nowhere", SecondReader = false });

        Assert.That((search.Second, search.SecondMissing), Is.EqualTo(((SecondReader?)null, (string?)null)));
    }

    [Test]
    public void Reads_a_clear_plate()
    {
        using var reader = Open();
        using var picture = new Mat(120, 400, MatType.CV_8UC3, new Scalar(80, 80, 80));
        Cv2.Rectangle(picture, new Rect(40, 30, 320, 68), new Scalar(40, 200, 240), -1);
        Cv2.PutText(picture, "AE-124-B", new Point(56, 82), HersheyFonts.HersheyDuplex, 1.6, Scalar.All(20), 5, LineTypes.AntiAlias);

        var reading = reader.Read(picture, new PlateCorners(new(40, 30), new(360, 30), new(360, 98), new(40, 98)))!;

        Assert.That(reading.Text, Is.EqualTo("AE124B"));
        Assert.That(reading.Characters, Has.Count.EqualTo(6));
    }

    private static TesseractReader Open()
    {
        try
        {
            return new TesseractReader(new ReadingOptions());
        }
        catch (ModelException e)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }
}
