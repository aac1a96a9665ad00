using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

internal static class BrinkPainter
{
    public static void Paint(SceneCanvas canvas)
    {
        var stone = new Vector3(118, 126, 134);
        Paving.Paint(canvas, 60, (x, z, footprint) => Paving.Cobbles(x, z, footprint, stone, 0.13f, canvas.Seed) * Paving.Wear(x, z, canvas.Seed));
    }
}
