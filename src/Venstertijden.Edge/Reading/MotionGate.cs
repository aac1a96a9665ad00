using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// Tells whether anything moved, so that an empty street costs next to nothing. Compares a small grey picture with a slowly
/// following background: light that changes slowly is no motion. Not for several threads.
/// </summary>
internal sealed class MotionGate : IDisposable
{
    private const int Width = 160;
    private const double Following = 0.05;
    private const double Difference = 14;

    // A plate of 60 pixels in a frame of 1280 is about 8 x 2 of the small picture's pixels; its vehicle is far larger.
    private const double LeastPart = 0.0015;

    private readonly Mat _small = new();
    private readonly Mat _grey = new();
    private readonly Mat _soft = new();
    private readonly Mat _background = new();
    private readonly Mat _background8 = new();
    private readonly Mat _difference = new();
    private readonly Mat _everywhere = new();

    /// <summary>True for the first frame, one of another size, and every frame in which something moved.</summary>
    public bool Moved(Mat picture)
    {
        var height = Math.Max(1, Width * picture.Height / picture.Width);
        Cv2.Resize(picture, _small, new Size(Width, height), 0, 0, InterpolationFlags.Area);
        Cv2.CvtColor(_small, _grey, ColorConversionCodes.BGR2GRAY);
        Cv2.Blur(_grey, _soft, new Size(3, 3));
        if (_background.Empty() || _background.Size() != _soft.Size())
        {
            _soft.ConvertTo(_background, MatType.CV_32FC1);
            return true;
        }

        _background.ConvertTo(_background8, MatType.CV_8UC1);
        Cv2.Absdiff(_soft, _background8, _difference);
        Cv2.Threshold(_difference, _difference, Difference, 255, ThresholdTypes.Binary);
        var moved = Cv2.CountNonZero(_difference) > LeastPart * Width * height;
        Cv2.AccumulateWeighted(_soft, _background, Following, _everywhere);
        return moved;
    }

    public void Dispose()
    {
        foreach (var mat in (Mat[])[_small, _grey, _soft, _background, _background8, _difference, _everywhere])
            mat.Dispose();
    }
}
