using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Which drawing covers a triangle: one of the five views of the blueprint, or a plain material.</summary>
internal enum Skin : byte { Front, Rear, Left, Right, Top, Tyre, Plastic, Body }

/// <summary>
/// Triangles in the vehicle's own metres: x to the left of a driver is negative, y up, z from the front (0) to the rear.
/// Built once, then shared by all threads.
/// </summary>
internal sealed class Mesh
{
    public List<Vector3> Positions { get; } = [];

    public List<Vector3> Normals { get; } = [];

    public List<(int A, int B, int C, Skin Skin)> Triangles { get; } = [];

    public int Add(Vector3 position, Vector3 normal)
    {
        Positions.Add(position);
        Normals.Add(normal);
        return Positions.Count - 1;
    }

    public void Quad(int a, int b, int c, int d, Skin? skin = null)
    {
        var use = skin ?? SkinOf(Normals[a] + Normals[b] + Normals[c] + Normals[d]);
        Triangles.Add((a, b, c, use));
        Triangles.Add((a, c, d, use));
    }

    /// <summary>The view that sees a face best.</summary>
    public static Skin SkinOf(Vector3 normal)
    {
        var n = Vector3.Normalize(normal);
        if (n.Y > 0.8f)
            return Skin.Top;
        if (MathF.Abs(n.Z) > MathF.Abs(n.X) * 1.2f)
            return n.Z < 0 ? Skin.Front : Skin.Rear;
        return n.X < 0 ? Skin.Left : Skin.Right;
    }

    /// <summary>A wheel that stands on the ground; its outer face shows the side view.</summary>
    public void Wheel(float x, float z, float radius, float width)
    {
        const int parts = 20;
        var outward = MathF.Sign(x);
        var ring = new int[parts + 1, 2];
        for (var i = 0; i <= parts; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.Tau / parts);
            var normal = new Vector3(0, sin, cos);
            for (var side = 0; side < 2; side++)
                ring[i, side] = Add(new Vector3(x - (side * outward * width), radius + (radius * sin), z + (radius * cos)), normal);
        }
        for (var i = 0; i < parts; i++)
            Quad(ring[i, 0], ring[i, 1], ring[i + 1, 1], ring[i + 1, 0], Skin.Tyre);
        var hub = Add(new Vector3(x, radius, z), new Vector3(outward, 0, 0));
        for (var i = 0; i < parts; i++)
            Triangles.Add((hub, ring[i, 0], ring[i + 1, 0], outward < 0 ? Skin.Left : Skin.Right));
    }

    /// <summary>A box with soft edges in its shading, for mirrors, tanks and chassis parts.</summary>
    public void Box(Vector3 centre, Vector3 half, Skin? skin)
    {
        foreach (var (n, u, v) in new[]
        {
            (Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ), (-Vector3.UnitX, Vector3.UnitZ, Vector3.UnitY),
            (Vector3.UnitY, Vector3.UnitZ, Vector3.UnitX), (-Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ),
            (Vector3.UnitZ, Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, Vector3.UnitY, Vector3.UnitX),
        })
        {
            int Corner(float a, float b)
            {
                var direction = n + (u * a) + (v * b);
                return Add(centre + (direction * half), Vector3.Normalize(n + (0.35f * ((u * a) + (v * b)))));
            }
            Quad(Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1), skin);
        }
    }
}
