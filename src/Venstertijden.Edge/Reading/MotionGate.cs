using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// Tells whether anything moved, so that an empty street costs next to nothing, and where. Compares a small picture with a
/// slowly following background: light that changes slowly is no motion. Not for several threads.
/// </summary>
/// <param name="areas">Where motion counts.</param>
internal sealed class MotionGate(WatchedAreas areas) : IDisposable
{
    private const int Width = 160;
    private const double Following = 0.05;
    private const double Difference = 14;

    // A plate of 60 pixels in a frame of 1280 is about 8 x 2 of the small picture's pixels; its vehicle is far larger.
    private const double LeastPart = 0.0015;

    private readonly Mat _small = new();
    private readonly Mat _soft = new();
    private readonly Mat _background = new();
    private readonly Mat _background8 = new();
    private readonly Mat _difference = new();
    private readonly Mat _channel = new();
    private readonly Mat _moving = new();
    private readonly Mat _everywhere = new();
    private readonly Mat _counting = new();
    private Mat? _watched;

    public MotionGate()
        : this(new WatchedAreas())
    {
    }

    /// <summary>Where the last frame differs from the background: small, 255 where it does; empty while there is nothing to compare with.</summary>
    public Mat Moving => _moving;

    /// <summary>True for the first frame, one of another size, and every frame in which something moved.</summary>
    public bool Moved(Mat picture)
    {
        var height = Math.Max(1, Width * picture.Height / picture.Width);
        Cv2.Resize(picture, _small, new Size(Width, height), 0, 0, InterpolationFlags.Area);
        Cv2.Blur(_small, _soft, new Size(3, 3));
        if (_background.Empty() || _background.Size() != _soft.Size())
        {
            _soft.ConvertTo(_background, MatType.CV_32FC3);
            _moving.Create(0, 0, MatType.CV_8UC1);
            _watched?.Dispose();
            _watched = areas.IsEverywhere ? null : areas.Mask(_soft.Size());
            return true;
        }

        _background.ConvertTo(_background8, MatType.CV_8UC3);
        Cv2.Absdiff(_soft, _background8, _difference);
        // The channel that differs most: a red car on a grey street of the same brightness is one, too.
        Cv2.ExtractChannel(_difference, _moving, 0);
        for (var channel = 1; channel < 3; channel++)
        {
            Cv2.ExtractChannel(_difference, _channel, channel);
            Cv2.Max(_moving, _channel, _moving);
        }

        Cv2.Threshold(_moving, _moving, Difference, 255, ThresholdTypes.Binary);
        var moved = CountMoving(_watched) > LeastPart * Width * height;
        Cv2.AccumulateWeighted(_soft, _background, Following, _everywhere);
        return moved;
    }

    private int CountMoving(Mat? where)
    {
        if (where is null)
            return Cv2.CountNonZero(_moving);
        Cv2.BitwiseAnd(_moving, where, _counting);
        return Cv2.CountNonZero(_counting);
    }

    public void Dispose()
    {
        _watched?.Dispose();
        foreach (var mat in (Mat[])[_small, _soft, _background, _background8, _difference, _channel, _moving, _everywhere, _counting])
            mat.Dispose();
    }
}
