using System.Diagnostics;
using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Reads plates with the reader net, as Models/README.md tells. Not for several threads.</summary>
public sealed class OnnxReader : IPlateReader
{
    private const int LineHeight = 32;
    private const int StrideAcross = 4;

    private readonly Net _net;
    private readonly ReaderContract _contract;
    private readonly Sampler _sampler = new();
    private readonly Mat _colour = new();
    private readonly Mat _grey = new();
    private readonly List<PlateReading> _looks = [];

    /// <exception cref="ModelException">The net cannot be used.</exception>
    public OnnxReader(ReadingOptions options)
    {
        var model = ModelFile<ReaderContract>.Load("reader", options.ModelFolder);
        (_contract, Version) = (model.Contract, model.Version);
        var classes = _contract.Alphabet.Length;
        _net = new Net(model.Net, shape => [shape[0], classes, shape[3] / StrideAcross]);
    }

    public string Version { get; }

    /// <summary>When one picture alone is read; when the vote of a passage is.</summary>
    public (ReadRule Picture, ReadRule Passage) Rules => (
        Rule(_contract.Calibration?.Picture, _contract.Calibration?.PictureCharacters),
        Rule(_contract.Calibration?.Passage, _contract.Calibration?.PassageCharacters));

    /// <summary>Time so far that went into cutting plates out and laying them level; part of the time of reading.</summary>
    public TimeSpan Rectifying { get; private set; }

    public PlateReading? Read(Mat picture, PlateCorners corners)
    {
        if (!Homography.ToRectangle(corners, 1, 1).IsFinite)
            return null;
        _looks.Clear();
        Look(picture, corners, 0, 2);
        if (!LookVote.Settled(_looks))
            Look(picture, corners, 2, _contract.Looks.Count);
        return LookVote.Of(_looks);
    }

    /// <summary>What a second reader's answer is worth beside this one's.</summary>
    public SecondReaderOdds SecondReaderOdds => _contract.SecondReader;

    public void Dispose()
    {
        _net.Dispose();
        _sampler.Dispose();
        _colour.Dispose();
        _grey.Dispose();
    }

    private ReadRule Rule(IReadOnlyList<IReadOnlyList<double>>? text, IReadOnlyList<IReadOnlyList<double>>? characters)
        => new(_contract.Threshold, ReadingCalibration.Curve(text), ReadingCalibration.Curve(characters));

    /// <summary>Takes looks <paramref name="from"/> to <paramref name="to"/> (exclusive) as one batch.</summary>
    private void Look(Mat picture, PlateCorners corners, int from, int to)
    {
        var lines = corners.Width() < _contract.TwoLinesUnder * corners.Height() ? 2 : 1;
        var (width, size) = (_contract.Width, _contract.Width * LineHeight);
        var buffers = _net.Buffers((to - from) * lines, 1, LineHeight, width);
        var start = Stopwatch.GetTimestamp();
        for (var look = from; look < to; look++)
        {
            var wider = corners.Widened(_contract.Looks[look][0], _contract.Looks[look][1]);
            _sampler.Warp(picture, Homography.ToRectangle(wider, width, LineHeight * lines), width, LineHeight * lines, _colour);
            Cv2.CvtColor(_colour, _grey, ColorConversionCodes.BGR2GRAY);
            for (var line = 0; line < lines; line++)
            {
                using var part = _grey.RowRange(line * LineHeight, (line + 1) * LineHeight);
                Pixels.ToNormalised(part, buffers.Input.Slice((((look - from) * lines) + line) * size, size));
            }
        }

        Rectifying += Stopwatch.GetElapsedTime(start);
        _net.Run(buffers);
        var outputSize = buffers.Output.Length / ((to - from) * lines);
        for (var look = 0; look < to - from; look++)
        {
            var parts = new CtcText[lines];
            for (var line = 0; line < lines; line++)
                parts[line] = CtcText.Decode(buffers.Output.Slice(((look * lines) + line) * outputSize, outputSize), _contract.Alphabet);
            _looks.Add(CtcText.Join(parts).ToReading());
        }
    }
}

/// <summary>What <c>reader.json</c> says of the net beside it.</summary>
internal sealed record ReaderContract : ModelContract
{
    /// <summary>The characters by class; the first stands for the blank.</summary>
    public string Alphabet { get; init; } = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Width of a line, pixels.</summary>
    public int Width { get; init; } = 160;

    /// <summary>Margins around the corners in parts of half the plate's width and height, one pair per look.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Looks { get; init; } = [[0, 0.05], [0.05, 0.25], [0.12, 0.2]];

    /// <summary>A plate less than this many times as wide as high has two lines.</summary>
    public double TwoLinesUnder { get; init; } = 2.5;

    /// <summary>Least probability of a reading that counts.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>How likely a reading is right by its confidence, as measured; null when nobody did.</summary>
    public ReadingCalibration? Calibration { get; init; }

    /// <summary>What the second reader's answers are worth.</summary>
    public SecondReaderOdds SecondReader { get; init; } = new();

    public override string? Fault()
    {
        if (Alphabet.Length < 2 || Alphabet.Skip(1).Any(c => !char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)))
            return "alphabet is not a blank followed by A-Z and 0-9";
        if (Width < 32 || Width % 4 != 0)
            return "width is not a multiple of 4 from 32";
        if (Looks.Count < 3 || Looks.Any(look => look.Count != 2))
            return "looks are not three or more pairs of margins";
        if (Threshold is not (> 0 and < 1))
            return "threshold is not between 0 and 1";
        return Calibration?.Fault() ?? (SecondReader.Fault() is { } fault ? $"secondReader: {fault}" : null);
    }
}

/// <summary>Measured probabilities by confidence, as pairs [confidence, probability]; see <see cref="ConfidenceCurve"/>.</summary>
internal sealed record ReadingCalibration
{
    /// <summary>For one reading of one picture; null for as it is.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Picture { get; init; }

    /// <summary>For the vote over the frames of a passage; null for as it is.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Passage { get; init; }

    /// <summary>For one character of one picture; null for as it is.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? PictureCharacters { get; init; }

    /// <summary>For one character of the vote; null for as it is.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? PassageCharacters { get; init; }

    public static ConfidenceCurve Curve(IReadOnlyList<IReadOnlyList<double>>? points) => points is null ? ConfidenceCurve.AsIs : new(points);

    public string? Fault() => OfCurve("picture", Picture) ?? OfCurve("passage", Passage) ?? OfCurve("pictureCharacters", PictureCharacters) ?? OfCurve("passageCharacters", PassageCharacters);

    private static string? OfCurve(string name, IReadOnlyList<IReadOnlyList<double>>? points)
        => points is not null && ConfidenceCurve.Fault(points) is { } fault ? $"calibration.{name}: {fault}" : null;
}
