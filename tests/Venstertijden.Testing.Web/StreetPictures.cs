using System.Runtime.InteropServices;
using NodaTime;
using SkiaSharp;
using Venstertijden.Street;

namespace Venstertijden.Testing.Web;

/// <summary>Pictures as an edge would have sealed them: the view of the street, and the plate cut out of it.</summary>
public static class StreetPictures
{
    private static readonly StreetRenderer Renderer = new();

    public static (byte[] Overview, byte[] Plate) Of(StreetScene scene, LocalDateTime local, StreetVehicle vehicle, double progress = 0.5)
    {
        var view = new VehicleInView(vehicle, Inward: true, progress);
        byte[] bgr = new byte[scene.FrameBytes];
        Renderer.Render(scene, local, [view], bgr);
        using var frame = new SKBitmap(new SKImageInfo(scene.Width, scene.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = MemoryMarshal.Cast<byte, int>(frame.GetPixelSpan());
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | (bgr[(3 * i) + 2] << 16) | (bgr[(3 * i) + 1] << 8) | bgr[3 * i];
        var corners = Renderer.Corners(scene, view);
        var box = corners.Count == 0
            ? new SKRectI(0, 0, 320, 120)
            : SKRectI.Inflate(new SKRectI((int)corners.Min(c => c.X), (int)corners.Min(c => c.Y), (int)corners.Max(c => c.X), (int)corners.Max(c => c.Y)), 14, 8);
        box.Intersect(new SKRectI(0, 0, scene.Width, scene.Height));
        using var cut = new SKBitmap();
        frame.ExtractSubset(cut, box);
        using var large = cut.Resize(new SKSizeI(cut.Width * 4, cut.Height * 4), new SKSamplingOptions(SKCubicResampler.Mitchell));
        return (Jpeg(frame), Jpeg(large));
    }

    private static byte[] Jpeg(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }
}
