using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Venstertijden.Street;

/// <summary>What the camera's chip adds: grain, stronger in the dark. Turns BGRA into BGR.</summary>
internal sealed class Sensor
{
    private const int BankSize = 1 << 20;
    private const int Steps = 8;
    private const float StepSize = 0.7f;

    // Per strength: what to add and what to take away, for every byte.
    private readonly (byte[] Plus, byte[] Minus)[] _banks = new (byte[], byte[])[Steps];

    public Sensor()
    {
        var random = new Random(20230101);
        var grain = new float[BankSize];
        for (var i = 0; i < BankSize; i += 4)
        {
            // Mostly brightness, a little colour.
            var shared = Normal(random) * 0.8f;
            for (var c = 0; c < 3; c++)
                grain[i + c] = shared + (Normal(random) * 0.6f);
        }
        for (var step = 0; step < Steps; step++)
        {
            var sigma = StepSize * (step + 1);
            var (plus, minus) = (new byte[BankSize], new byte[BankSize]);
            for (var i = 0; i < BankSize; i++)
            {
                var value = (int)MathF.Round(grain[i] * sigma);
                plus[i] = (byte)Math.Clamp(value, 0, 255);
                minus[i] = (byte)Math.Clamp(-value, 0, 255);
            }
            _banks[step] = (plus, minus);
        }
    }

    public void Expose(ReadOnlySpan<int> bgra, Span<byte> bgr, float noise, long frameNumber)
    {
        var (plus, minus) = _banks[Math.Clamp((int)MathF.Round(noise / StepSize) - 1, 0, Steps - 1)];
        var bytes = MemoryMarshal.AsBytes(bgra);
        var offset = (int)(((ulong)frameNumber * 2654435761UL) % (BankSize / 16)) * 16;
        var shuffle = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        var (from, to) = (0, 0);
        for (; to + 16 <= bgr.Length && from + 16 <= bytes.Length; from += 16, to += 12)
        {
            // Steps of an odd number of vectors, so that grain does not repeat row under row.
            var at = (offset + from + ((from >> 14) * 4112)) & (BankSize - 16);
            var pixel = Vector128.Create(bytes.Slice(from, 16));
            pixel = Vector128.SubtractSaturate(Vector128.AddSaturate(pixel, Vector128.Create(plus, at)), Vector128.Create(minus, at));
            Vector128.Shuffle(pixel, shuffle).CopyTo(bgr[to..]);
        }
        for (; to + 3 <= bgr.Length; from += 4, to += 3)
            bytes.Slice(from, 3).CopyTo(bgr[to..]);
    }

    private static float Normal(Random random)
        => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
