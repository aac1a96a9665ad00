using System.Numerics;

namespace Venstertijden.Street;

/// <summary>
/// A camera that may look anywhere, taken out of a picture of the upright one in the same place: turns and zooms, and shifts
/// rows as a rolling shutter on a trembling mast does.
/// </summary>
internal sealed class Lens
{
    private readonly StreetCamera _upright;
    private readonly Vector3 _forward;
    private readonly Vector3 _right;
    private readonly Vector3 _down;
    private readonly Vector2 _aim;
    private readonly float _focal;
    private readonly Tremble _tremble;

    /// <param name="upright">Whose picture is the source.</param>
    /// <param name="target">World point that shows at <paramref name="aim"/>.</param>
    /// <param name="aim">Pixel of the output.</param>
    /// <param name="focal">In pixels of the output.</param>
    /// <param name="roll">Radians, clockwise as seen.</param>
    /// <param name="tremble">Movement of the mast.</param>
    public Lens(StreetCamera upright, Vector3 target, Vector2 aim, float focal, float roll, Tremble tremble)
    {
        (_upright, _aim, _focal, _tremble) = (upright, aim, focal, tremble);
        _forward = Vector3.Normalize(target - Eye);
        var right = Vector3.Normalize(new Vector3(_forward.Z, 0, -_forward.X));
        var down = Vector3.Cross(right, _forward);
        var (sin, cos) = MathF.SinCos(roll);
        (_right, _down) = ((right * cos) - (down * sin), (down * cos) + (right * sin));
    }

    private Vector3 Eye => new(0, _upright.Height, 0);

    public PixelPoint Project(Vector3 world)
    {
        var ray = world - Eye;
        var depth = Vector3.Dot(ray, _forward);
        var y = _aim.Y + (_focal * Vector3.Dot(ray, _down) / depth);
        return new PixelPoint(_aim.X + (_focal * Vector3.Dot(ray, _right) / depth) + _tremble.At(y), y);
    }

    /// <summary>The part of the upright picture that the output shows, with a little around it for what moves and glows.</summary>
    public PixelBox Window(int width, int height, PixelBox whole)
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var u in (ReadOnlySpan<int>)[0, width])
        {
            foreach (var v in (ReadOnlySpan<int>)[0, height / 2, height])
            {
                var ray = (_forward * _focal) + (_down * (v - _aim.Y)) + (_right * (u - _aim.X));
                var k = _upright.Focal / ray.Z;
                var at = new Vector2(_upright.CentreX + (k * ray.X), _upright.HorizonY - (k * ray.Y));
                (low, high) = (Vector2.Min(low, at), Vector2.Max(high, at));
            }
        }
        return whole.Cut(low - new Vector2(16), high + new Vector2(16));
    }

    /// <summary>Takes the picture: bilinear, the border repeated.</summary>
    /// <param name="source">BGRA of the upright camera.</param>
    /// <param name="sourceWidth">Pixels in a row of it.</param>
    /// <param name="target">BGRA, opaque.</param>
    /// <param name="width">Pixels in a row of the output.</param>
    public void Take(ReadOnlySpan<int> source, int sourceWidth, Span<int> target, int width)
    {
        var (sourceHeight, height) = (source.Length / sourceWidth, target.Length / width);
        var (maxX, maxY) = (sourceWidth - 1.002f, sourceHeight - 1.002f);
        for (var v = 0; v < height; v++)
        {
            var ray = (_forward * _focal) + (_down * (v + 0.5f - _aim.Y)) + (_right * (0.5f - _aim.X - _tremble.At(v)));
            for (var u = 0; u < width; u++, ray += _right)
            {
                var k = _upright.Focal / ray.Z;
                var x = Math.Clamp(_upright.CentreX + (k * ray.X) - 0.5f, 0, maxX);
                var y = Math.Clamp(_upright.HorizonY - (k * ray.Y) - 0.5f, 0, maxY);
                var (ix, iy) = ((int)x, (int)y);
                var at = (iy * sourceWidth) + ix;
                target[(v * width) + u] = Blend(source[at], source[at + 1], source[at + sourceWidth], source[at + sourceWidth + 1], (uint)((x - ix) * 256), (uint)((y - iy) * 256));
            }
        }
    }

    /// <summary>Two channels at a time, in 8 bits of fraction.</summary>
    private static int Blend(int a, int b, int c, int d, uint fx, uint fy)
    {
        static uint Mix(uint p, uint q, uint f) => (((p * (256 - f)) + (q * f)) >> 8) & 0xFF00FF;
        var even = Mix(Mix((uint)a & 0xFF00FF, (uint)b & 0xFF00FF, fx), Mix((uint)c & 0xFF00FF, (uint)d & 0xFF00FF, fx), fy);
        var odd = Mix(((uint)a >> 8) & 0xFF00FF, ((uint)b >> 8) & 0xFF00FF, fx);
        odd = Mix(odd, Mix(((uint)c >> 8) & 0xFF00FF, ((uint)d >> 8) & 0xFF00FF, fx), fy);
        return unchecked((int)((odd << 8) | even | 0xFF000000));
    }
}

/// <summary>How a row is shifted while the shutter rolls over the picture: a lean and a sway, in pixels.</summary>
internal readonly record struct Tremble(float Lean, float Sway, float Wave, float Phase)
{
    public float At(float row) => (Lean * row) + (Sway * MathF.Sin((Wave * row) + Phase));
}
