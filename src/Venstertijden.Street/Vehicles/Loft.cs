using System.Numerics;

namespace Venstertijden.Street;

/// <summary>One cross-section of a body, half of it: the other half mirrors it.</summary>
/// <param name="Z">Distance from the front.</param>
/// <param name="Half">Half the width at the door.</param>
/// <param name="Sill">Height of the lower edge.</param>
/// <param name="Shoulder">Height where the side turns inward.</param>
/// <param name="TopHalf">Half the width of bonnet or roof.</param>
/// <param name="Top">Height of bonnet or roof.</param>
internal readonly record struct Station(float Z, float Half, float Sill, float Shoulder, float TopHalf, float Top);

/// <summary>Spans a smooth skin over cross-sections: a quadratic B-spline both along and around the body.</summary>
internal static class Loft
{
    private const int Around = 22;

    /// <param name="mesh">Receives the skin.</param>
    /// <param name="stations">From front to rear; repeat one for a harder edge there.</param>
    /// <param name="alongPerStation">Rows of quads per station.</param>
    /// <param name="skin">Fixed skin, or null to take the best view of each face.</param>
    public static void Add(Mesh mesh, IReadOnlyList<Station> stations, int alongPerStation = 4, Skin? skin = null)
    {
        var nets = stations.Select(Section).ToArray();
        var rows = ((stations.Count - 1) * alongPerStation) + 1;
        var columns = (2 * Around) + 1;
        var points = new Vector3[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            var t = (float)r / (rows - 1);
            for (var c = 0; c <= Around; c++)
            {
                var p = Surface(nets, t, (float)c / Around);
                points[r, c] = new Vector3(-p.X, p.Y, p.Z);
                points[r, columns - 1 - c] = p;
            }
        }
        var index = new int[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                index[r, c] = mesh.Add(points[r, c], NormalAt(points, r, c, rows, columns));
        for (var r = 0; r + 1 < rows; r++)
            for (var c = 0; c + 1 < columns; c++)
                mesh.Quad(index[r, c], index[r, c + 1], index[r + 1, c + 1], index[r + 1, c], skin);
        Cap(mesh, points, 0, columns, -1, skin ?? Skin.Front);
        Cap(mesh, points, rows - 1, columns, 1, skin ?? Skin.Rear);
    }

    private static Vector3[] Section(Station s) =>
    [
        new(s.Half * 0.9f, s.Sill, s.Z), new(s.Half, s.Sill + 0.04f, s.Z), new(s.Half, s.Sill + ((s.Shoulder - s.Sill) * 0.5f), s.Z),
        new(s.Half, s.Shoulder, s.Z), new(s.Half * 0.985f, s.Shoulder + 0.02f, s.Z), new(s.TopHalf + 0.03f, s.Top - 0.07f, s.Z),
        new(s.TopHalf - 0.02f, s.Top - 0.01f, s.Z), new(s.TopHalf * 0.5f, s.Top + 0.015f, s.Z), new(0, s.Top + 0.02f, s.Z),
    ];

    private static Vector3 Surface(Vector3[][] nets, float t, float v)
    {
        Span<Vector3> across = stackalloc Vector3[nets.Length];
        for (var i = 0; i < nets.Length; i++)
            across[i] = Spline(nets[i], v);
        return Spline(across, t);
    }

    private static Vector3 Spline(ReadOnlySpan<Vector3> points, float t)
    {
        var spans = points.Length - 2;
        var x = t * spans;
        var i = Math.Min((int)x, spans - 1);
        var f = x - i;
        // Clamped ends: the curve starts and stops in the outer points.
        var a = i == 0 ? points[0] : (points[i] + points[i + 1]) / 2;
        var c = i == spans - 1 ? points[^1] : (points[i + 1] + points[i + 2]) / 2;
        return (a * ((1 - f) * (1 - f))) + (points[i + 1] * (2 * f * (1 - f))) + (c * (f * f));
    }

    private static Vector3 NormalAt(Vector3[,] p, int r, int c, int rows, int columns)
    {
        var along = p[Math.Min(r + 1, rows - 1), c] - p[Math.Max(r - 1, 0), c];
        var around = p[r, Math.Min(c + 1, columns - 1)] - p[r, Math.Max(c - 1, 0)];
        var n = Vector3.Cross(along, around);
        return n.LengthSquared() < 1e-12f ? Vector3.UnitY : Vector3.Normalize(n);
    }

    /// <summary>Closes an end with strips from side to side, so that no sliver of a triangle is left.</summary>
    private static void Cap(Mesh mesh, Vector3[,] points, int row, int columns, int facing, Skin skin)
    {
        const int across = 8;
        var index = new int[Around + 1, across + 1];
        var half = points[row, columns - 1 - (Around / 3)].X;
        for (var c = 0; c <= Around; c++)
        {
            for (var i = 0; i <= across; i++)
            {
                var p = Vector3.Lerp(points[row, c], points[row, columns - 1 - c], (float)i / across);
                // Turned a little outward, the flat end looks bent and meets the sides without a step.
                index[c, i] = mesh.Add(p, Vector3.Normalize(new Vector3(0.55f * MathF.Pow(p.X / half, 3), 0.12f * c / Around, facing)));
            }
        }
        for (var c = 0; c < Around; c++)
        {
            for (var i = 0; i < across; i++)
                mesh.Quad(index[c, i], index[c, i + 1], index[c + 1, i + 1], index[c + 1, i], skin);
        }
    }
}
