using OpenCvSharp;
using OpenCvSharp.Text;

namespace Venstertijden.Edge.Reading;

/// <summary>Reads plates with Tesseract, a reader of quite another kind than the net. Not for several threads.</summary>
public sealed class TesseractReader : IPlateReader
{
    /// <summary>Least confidence that counts: Tesseract's own figure, measured on nothing better than itself.</summary>
    public const double ShippedThreshold = 0.6;

    // Tesseract is trained on letters of about 30 to 40 pixels high, with room around them.
    private const int Width = 400;
    private const int LineHeight = 84;
    private const int Room = 12;
    private const double TwoLinesUnder = 2.5;
    private const int SingleLine = 7;
    private const int SingleBlock = 6;
    private const int LstmOnly = 1;
    private const string Plates = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
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
        _line = OCRTesseract.Create(folder, "eng", Plates, LstmOnly, SingleLine);
        _block = OCRTesseract.Create(folder, "eng", Plates, LstmOnly, SingleBlock);
    }

    public string Version => "tesseract-eng";

    public PlateReading? Read(Mat picture, PlateCorners corners)
    {
        var lines = corners.Width() < TwoLinesUnder * corners.Height() ? 2 : 1;
        var toLines = Homography.ToRectangle(corners, Width, LineHeight * lines);
        if (!toLines.IsFinite)
            return null;
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
