using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>One vehicle on a transparent sheet, smeared by its motion and laid over the frame.</summary>
internal sealed class VehicleLayer : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly MeshRaster _raster = new();
    private readonly int _width;

    public VehicleLayer(int width, int height)
    {
        _width = width;
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
    }

    private Span<int> Pixels => MemoryMarshal.Cast<byte, int>(_bitmap.GetPixelSpan());

    public PixelBox DrawSolid(VehicleModel model, Placement at, StreetScene scene, StreetLight light, PixelBox window)
    {
        var box = _raster.Prepare(model, at, scene.Camera, light, window);
        if (box.Width > 0)
            _raster.Draw(model, at, box, scene.Camera, Pixels, _width);
        return box;
    }

    /// <summary>Draws on the sheet in the coordinates of a flat face, within its bounds, in the light that falls on it.</summary>
    public void DrawFlat(PixelBox box, SKMatrix plane, SKRect bounds, Vector3 light, Action<SKCanvas> draw)
    {
        var matrix = SKMatrix.CreateTranslation(-box.X, -box.Y).PreConcat(plane);
        _canvas.Save();
        _canvas.ClipRect(new SKRect(0, 0, box.Width, box.Height));
        _canvas.Concat(in matrix);
        _canvas.ClipRect(bounds);
        using var filter = SKColorFilter.CreateColorMatrix(
        [
            light.Z, 0, 0, 0, 0,
            0, light.Y, 0, 0, 0,
            0, 0, light.X, 0, 0,
            0, 0, 0, 1, 0,
        ]);
        using var paint = new SKPaint { ColorFilter = filter };
        _canvas.SaveLayer(paint);
        draw(_canvas);
        _canvas.Restore();
        _canvas.Restore();
        _canvas.Flush();
    }

    public void Clear(PixelBox box)
    {
        var pixels = Pixels;
        for (var y = 0; y < box.Height; y++)
            pixels.Slice(y * _width, box.Width).Clear();
    }

    /// <param name="frame">Opaque BGRA, as wide as the sheet.</param>
    /// <param name="box">Where the sheet's used part lies.</param>
    /// <param name="smear">How far the vehicle moves while the shutter is open, in pixels.</param>
    public void LayOver(Span<int> frame, PixelBox box, Vector2 smear)
    {
        var taps = Math.Clamp((int)MathF.Round(smear.Length()), 1, 12);
        Span<int> offsets = stackalloc int[taps];
        var margin = 0;
        for (var i = 0; i < taps; i++)
        {
            var k = taps == 1 ? 0 : ((float)i / (taps - 1)) - 0.5f;
            var (dx, dy) = ((int)MathF.Round(smear.X * k), (int)MathF.Round(smear.Y * k));
            offsets[i] = (dy * _width) + dx;
            margin = Math.Max(margin, Math.Max(Math.Abs(dx), Math.Abs(dy)));
        }
        var pixels = Pixels;
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var at = (y * _width) + x;
                var inner = x >= margin && y >= margin && x < box.Width - margin && y < box.Height - margin;
                var p = inner && taps > 1 ? Average(pixels, at, offsets) : pixels[at];
                var alpha = p >>> 24;
                if (alpha == 0)
                    continue;
                ref var target = ref frame[((box.Y + y) * _width) + box.X + x];
                if (alpha == 255)
                {
                    target = p;
                    continue;
                }
                var keep = 255 - alpha;
                var b = (p & 255) + (((target & 255) * keep) / 255);
                var g = ((p >> 8) & 255) + ((((target >> 8) & 255) * keep) / 255);
                var r = ((p >> 16) & 255) + ((((target >> 16) & 255) * keep) / 255);
                target = unchecked((int)0xFF000000) | (Math.Min(255, r) << 16) | (Math.Min(255, g) << 8) | Math.Min(255, b);
            }
        }
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static int Average(Span<int> pixels, int at, ReadOnlySpan<int> offsets)
    {
        uint odd = 0, even = 0;
        foreach (var offset in offsets)
        {
            var p = (uint)pixels[at + offset];
            odd += (p >> 8) & 0xFF00FF;
            even += p & 0xFF00FF;
        }
        var n = (uint)offsets.Length;
        return (int)((((odd >> 16) / n) << 24) | (((even >> 16) / n) << 16) | (((odd & 0xFFFF) / n) << 8) | ((even & 0xFFFF) / n));
    }
}
