namespace Venstertijden.Street;

/// <summary>One channel of a video frame, in levels 0 to 255; its sides are whole blocks.</summary>
internal sealed class Plane(int width, int height)
{
    public int Width { get; } = (width + 15) & ~15;

    public int Height { get; } = (height + 15) & ~15;

    public float[] Values { get; } = new float[((width + 15) & ~15) * ((height + 15) & ~15)];

    /// <summary>A row of a block that may lie partly outside: the border repeats.</summary>
    public void CopyRow(int x, int y, Span<float> row)
    {
        var line = Values.AsSpan(Math.Clamp(y, 0, Height - 1) * Width, Width);
        if (x >= 0 && x + row.Length <= Width)
        {
            line.Slice(x, row.Length).CopyTo(row);
            return;
        }
        for (var i = 0; i < row.Length; i++)
            row[i] = line[Math.Clamp(x + i, 0, Width - 1)];
    }

    /// <summary>Smooths the steps between blocks that quantising made, but not the edges of the picture.</summary>
    public void Deblock(float step)
    {
        var (edge, most) = ((step * 0.8f) + 2, step * 0.35f);
        for (var y = 0; y < Height; y++)
        {
            for (var x = Blocks.Side; x < Width; x += Blocks.Side)
                Smooth((y * Width) + x, 1, edge, most);
        }
        for (var y = Blocks.Side; y < Height; y += Blocks.Side)
        {
            for (var x = 0; x < Width; x++)
                Smooth((y * Width) + x, Width, edge, most);
        }
    }

    private void Smooth(int at, int pitch, float edge, float most)
    {
        var (p1, p0, q0, q1) = (Values[at - (2 * pitch)], Values[at - pitch], Values[at], Values[at + pitch]);
        if (MathF.Abs(p0 - q0) >= edge || MathF.Abs(p1 - p0) >= edge / 2 || MathF.Abs(q1 - q0) >= edge / 2)
            return;
        var d = Math.Clamp(((4 * (q0 - p0)) + p1 - q1) / 8, -most, most);
        Values[at - pitch] += d;
        Values[at] -= d;
    }
}
