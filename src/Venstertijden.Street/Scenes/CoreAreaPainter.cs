using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

internal static class CoreAreaPainter
{
    public static void Paint(SceneCanvas canvas)
    {
        var brick = new Vector3(92, 104, 142);
        var band = new Vector3(150, 156, 162);
        Paving.Paint(canvas, 60, (x, z, footprint) =>
        {
            var gutter = MathF.Abs(MathF.Abs(x) - 2.1f) < 0.15f;
            var colour = gutter ? Paving.Bricks(x, z, footprint, band, 0.3f, 0.3f, canvas.Seed) : Paving.Bricks(x, z, footprint, brick, 0.2f, 0.1f, canvas.Seed);
            return colour * Paving.Wear(x, z, canvas.Seed);
        });
    }
}
