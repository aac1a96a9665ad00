using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>
/// A street without light, drawn once: its colours (transparent where the sky is), how much sun and lamp light falls
/// where, and what shines by itself in the dark. <see cref="Compose"/> mixes them for the light of one moment.
/// </summary>
internal sealed class SceneLayers
{
    private readonly int[] _colour;
    private readonly byte[] _sun;
    private readonly byte[] _lamp;
    private readonly int[] _glow;
    private readonly int _width;
    private readonly int _height;
    private readonly float _horizon;

    private SceneLayers(SceneCanvas canvas, StreetScene scene)
    {
        (_width, _height, _horizon) = (scene.Width, scene.Height, scene.Camera.HorizonY);
        _colour = MemoryMarshal.Cast<byte, int>(canvas.ColourPixels).ToArray();
        _glow = MemoryMarshal.Cast<byte, int>(canvas.GlowPixels).ToArray();
        _sun = Channel(canvas.SunPixels);
        _lamp = Channel(canvas.LampPixels);
    }

    public static SceneLayers Paint(StreetScene scene)
    {
        using var canvas = new SceneCanvas(scene);
        scene.PaintOn(canvas);
        scene.Signs.Paint(canvas);
        return new SceneLayers(canvas, scene);
    }

    /// <summary>Opaque BGRA rows.</summary>
    public int[] Compose(StreetLight light)
    {
        var frame = new int[_width * _height];
        for (var y = 0; y < _height; y++)
        {
            var up = Math.Clamp((_horizon - y) / Math.Max(1, _horizon + 60), 0, 1);
            var sky = Vector3.Lerp(light.SkyHorizon, light.SkyTop, up);
            for (var x = 0; x < _width; x++)
            {
                var at = (y * _width) + x;
                var c = _colour[at];
                var cover = (c >>> 24) / 255f;
                var factor = light.Ambient + (light.Sun * (_sun[at] / 255f)) + (light.Lamp * (_lamp[at] / 255f));
                var g = _glow[at];
                var value = (Unpack(c) * factor) + (sky * (1 - cover)) + (Unpack(g) * light.Night);
                // A camera's shoulder: bright parts press together before they clip.
                value = Vector3.Min(value, (value * 0.5f) + new Vector3(110));
                value = Vector3.Min(value, new Vector3(255));
                frame[at] = unchecked((int)0xFF000000) | ((int)value.Z << 16) | ((int)value.Y << 8) | (int)value.X;
            }
        }
        return frame;
    }

    private static Vector3 Unpack(int c) => new(c & 255, (c >> 8) & 255, (c >> 16) & 255);

    private static byte[] Channel(ReadOnlySpan<byte> pixels)
    {
        var channel = new byte[pixels.Length / 4];
        for (var i = 0; i < channel.Length; i++)
            channel[i] = pixels[4 * i];
        return channel;
    }
}
