using OpenCvSharp;
using OpenCvSharp.Text;

namespace Venstertijden.Edge.Reading;

/// <summary>Reads plates with Tesseract, a reader of quite another kind than the net. Not for several threads.</summary>
public sealed class TesseractReader : IPlateReader
{
    /// <summary>
    /// Least confidence that counts. Tesseract's own figure is a poor judge (right reads of real plates have 0.1 to 0.9), so
    /// this only leaves out what it hardly believes itself; the formats of the countries do the rest.
    /// </summary>
    public const double ShippedThreshold = 0.15;

    // Tesseract is trained on letters of about 30 to 40 pixels high, with room around them.
    private const int Width = 400;
    private const int LineHeight = 84;
    private const int Room = 12;
    private const double TwoLinesUnder = 2.5;
    private const int SingleLine = 7;
    private const int SingleBlock = 6;
    private const int LstmOnly = 1;

    // Of the blue band with the country's letters Tesseract makes an A, B or 8.
    private const double BandWidth = 0.085;
    private const double BandIsBlue = 1.15;

    // An empty list allows everything: with one, Tesseract's confidence is 0 as soon as a dash is left out.
    private const string Anything = "";
    private static readonly string[] UsualFolders = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"];

    private readonly OCRTesseract _line;
    private readonly OCRTesseract _block;
    private readonly Sampler _sampler = new();
    private readonly Mat _colour = new();
    private readonly Mat _grey = new();
    private readonly Mat _roomy = new();

    /// <exception cref="ModelException">Tesseract's English data is not installed.</exception>
    public TesseractReader(ReadingOptions options)
    {
        var folder = Folder(options.TessdataFolder);
        _line = OCRTesseract.Create(folder, "eng", Anything, LstmOnly, SingleLine);
        _block = OCRTesseract.Create(folder, "eng", Anything, LstmOnly, SingleBlock);
    }

    public string Version => "tesseract-eng";

    /// <summary>What keeps it from being opened, in one line for the operator; null when nothing does.</summary>
    public static string? Missing(ReadingOptions options)
    {
        try
        {
            Folder(options.TessdataFolder);
            return null;
        }
        catch (ModelException e)
        {
            return e.Message;
        }
    }

    public PlateReading? Read(Mat picture, PlateCorners corners)
    {
        var lines = corners.Width() < TwoLinesUnder * corners.Height() ? 2 : 1;
        if (!Homography.ToRectangle(corners, 1, 1).IsFinite)
            return null;
        var toLines = Homography.ToRectangle(WithoutBand(picture, corners), Width, LineHeight * lines);
        _sampler.Warp(picture, toLines, Width, LineHeight * lines, _colour);
        Cv2.CvtColor(_colour, _grey, ColorConversionCodes.BGR2GRAY);
        Cv2.CopyMakeBorder(_grey, _roomy, Room, Room, Room, Room, BorderTypes.Replicate);
        (lines == 1 ? _line : _block).Run(_roomy, out _, out _, out var words, out var confidences, ComponentLevels.Word);
        return Joined(words, confidences);
    }

    public void Dispose()
    {
        _line.Dispose();
        _block.Dispose();
        _sampler.Dispose();
        _colour.Dispose();
        _grey.Dispose();
        _roomy.Dispose();
    }

    private PlateCorners WithoutBand(Mat picture, PlateCorners corners)
    {
        _sampler.Warp(picture, Homography.ToRectangle(corners, 100, 20), 100, 20, _colour);
        using var band = _colour[new Rect(1, 4, 5, 12)];
        var mean = Cv2.Mean(band);
        var inner = corners.Widened(-0.02, -0.04);
        if (mean.Val0 < BandIsBlue * mean.Val2)
            return inner;
        var off = corners.Along() * BandWidth;
        return inner with { UpperLeft = inner.UpperLeft + off, LowerLeft = inner.LowerLeft + off };
    }

    private static PlateReading? Joined(string?[] words, float[] confidences)
    {
        var characters = words
            .SelectMany((word, i) => (word ?? "").ToUpperInvariant().Select(c => (Character: c, Confidence: Math.Clamp(confidences[i] / 100.0, 0, 1))))
            .Where(c => char.IsAsciiLetterUpper(c.Character) || char.IsAsciiDigit(c.Character))
            .ToList();
        return characters.Count == 0
            ? null
            : new(string.Concat(characters.Select(c => c.Character)), characters.Min(c => c.Confidence), [.. characters.Select(c => c.Confidence)], []);
    }

    private static string Folder(string? given)
    {
        string[] folders = given is not null ? [given] : [.. UsualFolders];
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "eng.traineddata")))
            ?? throw new ModelException($"Tesseract's data is missing: expected eng.traineddata in {string.Join(" or ", folders)}; on Debian: apt-get install tesseract-ocr-eng");
    }
}
