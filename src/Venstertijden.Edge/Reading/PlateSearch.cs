using System.Diagnostics;
using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>Finds the plates of a picture and reads each. Owns its detector and reader. Not for several threads.</summary>
/// <param name="detector">Finds.</param>
/// <param name="reader">Reads.</param>
/// <param name="pictureRule">When one picture alone is read.</param>
/// <param name="passageRule">When the vote of a passage is.</param>
public sealed class PlateSearch(IPlateDetector detector, IPlateReader reader, ReadRule pictureRule, ReadRule passageRule) : IDisposable
{
    /// <summary>A search whose reader's confidence nobody has measured.</summary>
    /// <param name="detector">Finds.</param>
    /// <param name="reader">Reads.</param>
    /// <param name="threshold">Least confidence of a reading that counts, 0 to 1.</param>
    public PlateSearch(IPlateDetector detector, IPlateReader reader, double threshold)
        : this(detector, reader, new ReadRule(threshold), new ReadRule(threshold))
    {
    }

    /// <summary>When one picture alone is read.</summary>
    public ReadRule PictureRule { get; } = pictureRule;

    /// <summary>When the vote of a passage is.</summary>
    public ReadRule PassageRule { get; } = passageRule;

    /// <summary>Where plates count.</summary>
    public WatchedAreas Areas { get; init; } = new();

    /// <summary>Asked once per passage; null for none. Goes with the search.</summary>
    public SecondReader? Second { get; init; }

    /// <summary>Why there is no second reader although the options want one; else null.</summary>
    public string? SecondMissing { get; init; }

    /// <summary>Pictures searched so far, and the time that it took.</summary>
    public SearchTimes Times { get; private set; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public string DetectorVersion => detector.Version;

    public string ReaderVersion => reader.Version;

    /// <summary>The detector and reader of the options, with the threshold that ships with the reader unless the options name one.</summary>
    /// <exception cref="ModelException">A net or Tesseract's data is missing.</exception>
    public static PlateSearch Open(ReadingOptions options)
    {
        // One core per camera: OpenCV's own threads would only fight over the cores with the other cameras.
        Cv2.SetNumThreads(1);
        var detector = new OnnxDetector(options);
        try
        {
            if (options.Reader == PlateReaderKind.Tesseract)
                return new PlateSearch(detector, new TesseractReader(options), options.Threshold ?? TesseractReader.ShippedThreshold) { Areas = options.Areas };
            var reader = new OnnxReader(options);
            var (picture, passage) = reader.Rules;
            var missing = options.SecondReader ? TesseractReader.Missing(options) : null;
            return new PlateSearch(detector, reader, Chosen(picture), Chosen(passage))
            {
                Areas = options.Areas,
                Second = options.SecondReader && missing is null ? new SecondReader(() => new TesseractReader(options), reader.SecondReaderOdds) : null,
                SecondMissing = missing,
            };
        }
        catch
        {
            detector.Dispose();
            throw;
        }

        ReadRule Chosen(ReadRule shipped) => new(options.Threshold ?? shipped.Threshold, options.Calibrated ? shipped.Calibration : ConfidenceCurve.AsIs, options.Calibrated ? shipped.Characters : ConfidenceCurve.AsIs);
    }

    /// <summary>All plates in an 8-bit BGR picture, surest find first; what each says is judged by nobody yet.</summary>
    public PictureSearched Search(Mat picture)
    {
        var start = Stopwatch.GetTimestamp();
        var found = detector.Find(picture);
        var detecting = Stopwatch.GetElapsedTime(start);
        var plates = new PlateSeen[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            if (!Areas.Hold(found[i].Corners, picture.Width, picture.Height))
            {
                plates[i] = new PlateSeen(found[i], null, TimeSpan.Zero, Counts: false);
                continue;
            }

            start = Stopwatch.GetTimestamp();
            var reading = reader.Read(picture, found[i].Corners);
            plates[i] = new PlateSeen(found[i], reading, Stopwatch.GetElapsedTime(start));
        }

        Times = new(Times.Pictures + 1, Times.Detecting + detecting, plates.Aggregate(Times.Reading, (sum, plate) => sum + plate.Took));
        return new PictureSearched(plates, detecting);
    }

    public void Dispose()
    {
        detector.Dispose();
        reader.Dispose();
        Second?.Dispose();
    }
}

/// <summary>What a search of one picture found.</summary>
/// <param name="Plates">Surest find first.</param>
/// <param name="Detecting">Time that the finding took, for the whole picture.</param>
public sealed record PictureSearched(IReadOnlyList<PlateSeen> Plates, TimeSpan Detecting);

/// <summary>A plate that was found, and what it seems to say.</summary>
/// <param name="Found">Where it is.</param>
/// <param name="Reading">Null when nothing could be read.</param>
/// <param name="Took">Time that the reading took.</param>
/// <param name="Counts">False outside the watched areas: it was not read, and is only masked.</param>
public sealed record PlateSeen(PlateFound Found, PlateReading? Reading, TimeSpan Took, bool Counts = true);

/// <summary>Time spent in searches.</summary>
public sealed record SearchTimes(long Pictures, TimeSpan Detecting, TimeSpan Reading);
