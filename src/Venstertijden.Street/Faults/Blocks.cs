using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Venstertijden.Street;

/// <summary>The cosine transform of 8 x 8 blocks, and what quantising does to them.</summary>
internal static class Blocks
{
    public const int Side = 8;
    public const int Size = Side * Side;

    private static readonly float[] Forward = Cosines(transposed: false);
    private static readonly float[] Back = Cosines(transposed: true);

    /// <summary>Transforms, rounds to multiples of the step with a dead zone as video coders have, and transforms back.</summary>
    /// <returns>False when nothing but zero is left; the block is then zero.</returns>
    public static bool Quantise(Span<float> block, float step)
    {
        Product(Forward, block, Back);
        var any = false;
        for (var i = 0; i < Size; i++)
        {
            var level = (int)((MathF.Abs(block[i]) / step) + 0.22f);
            any |= level != 0;
            block[i] = MathF.CopySign(level * step, block[i]);
        }
        if (!any)
        {
            block.Clear();
            return false;
        }
        Product(Back, block, Forward);
        return true;
    }

    /// <summary>Replaces the block by left times block times right.</summary>
    private static void Product(float[] left, Span<float> block, float[] right)
    {
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(block);
        Span<float> half = stackalloc float[Size];
        var halfRows = MemoryMarshal.Cast<float, Vector256<float>>(half);
        for (var i = 0; i < Side; i++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < Side; k++)
                sum += rows[k] * left[(i * Side) + k];
            halfRows[i] = sum;
        }
        var rightRows = MemoryMarshal.Cast<float, Vector256<float>>(right);
        for (var i = 0; i < Side; i++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < Side; k++)
                sum += rightRows[k] * half[(i * Side) + k];
            rows[i] = sum;
        }
    }

    private static float[] Cosines(bool transposed)
    {
        var matrix = new float[Size];
        for (var i = 0; i < Side; i++)
        {
            for (var k = 0; k < Side; k++)
            {
                var c = (float)(Math.Sqrt((i == 0 ? 1.0 : 2.0) / Side) * Math.Cos(Math.PI * ((2 * k) + 1) * i / (2 * Side)));
                matrix[transposed ? (k * Side) + i : (i * Side) + k] = c;
            }
        }
        return matrix;
    }
}
