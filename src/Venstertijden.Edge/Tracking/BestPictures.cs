using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>Keeps, per text that was read, the frame that read it with the most confidence: evidence is the frame that was read.</summary>
internal sealed class BestPictures : IDisposable
{
    // Most vehicles give one text, bad ones a few; each costs a frame's memory.
    private const int MostTexts = 3;
    private const double WorthACopy = 0.02;
    private readonly List<BestPicture> _pictures = [];

    public void Offer(Mat frame, Mat? moving, Instant taken, PlateCorners corners, IReadOnlyList<PlateCorners> others, PlateReading? reading, double score)
    {
        var text = reading?.Text ?? "";
        // A frame without text is worth less than any with one.
        var worth = reading is null ? score - 1 : reading.Confidence;
        var kept = _pictures.Find(p => p.Text == text);
        if (kept is null && _pictures.Count == MostTexts)
        {
            var least = _pictures.MinBy(p => p.Worth)!;
            if (least.Worth >= worth)
                return;
            kept = least;
            kept.Worth = double.MinValue;
        }

        if (kept is null)
            _pictures.Add(kept = new BestPicture(new Mat()));
        if (worth <= kept.Worth + WorthACopy)
            return;
        frame.CopyTo(kept.Picture);
        kept.Moving?.Dispose();
        kept.Moving = moving?.Clone();
        (kept.Text, kept.Worth, kept.Taken, kept.Corners, kept.Others) = (text, worth, taken, corners, others);
    }

    /// <summary>Hands over the best frame of a text, or the best of all when no text is given or none is kept; the others go.</summary>
    public BestPicture Take(string? text)
    {
        var best = _pictures.Find(p => p.Text == text) ?? _pictures.MaxBy(p => p.Worth)!;
        _pictures.Remove(best);
        Dispose();
        return best;
    }

    public bool IsEmpty => _pictures.Count == 0;

    public void Dispose()
    {
        foreach (var picture in _pictures)
            picture.Dispose();
        _pictures.Clear();
    }
}

/// <summary>A frame that was kept.</summary>
internal sealed class BestPicture(Mat picture) : IDisposable
{
    public Mat Picture { get; } = picture;

    /// <summary>Small mask of what moved in it; null where nobody looked.</summary>
    public Mat? Moving { get; set; }

    public string Text { get; set; } = "";

    public double Worth { get; set; } = double.MinValue;

    public Instant Taken { get; set; }

    public PlateCorners Corners { get; set; }

    public IReadOnlyList<PlateCorners> Others { get; set; } = [];

    public void Dispose()
    {
        Picture.Dispose();
        Moving?.Dispose();
    }
}
