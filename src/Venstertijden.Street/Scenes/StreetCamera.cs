using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>
/// Pinhole with a shifted lens (verticals stay upright). World in metres: X to the right, Y up from the ground,
/// Z straight ahead; the camera hangs at (0, Height, 0).
/// </summary>
internal sealed record StreetCamera(float Focal, float CentreX, float HorizonY, float Height)
{
    public Vector2 Project(Vector3 p)
        => new(CentreX + (Focal * p.X / p.Z), HorizonY + (Focal * (Height - p.Y) / p.Z));

    public float PixelsPerMetre(float z) => Focal / z;

    /// <summary>Maps ground coordinates (X, Z) to pixels.</summary>
    public SKMatrix Ground() => new(Focal, CentreX, 0, 0, HorizonY, Focal * Height, 0, 1, 0);

    /// <summary>Maps a flat face to pixels: (u, v) lies u along <paramref name="right"/> and v along <paramref name="down"/> from the origin.</summary>
    public SKMatrix Plane(Vector3 origin, Vector3 right, Vector3 down) => new(
        (Focal * right.X) + (CentreX * right.Z), (Focal * down.X) + (CentreX * down.Z), (Focal * origin.X) + (CentreX * origin.Z),
        (HorizonY * right.Z) - (Focal * right.Y), (HorizonY * down.Z) - (Focal * down.Y), (HorizonY * origin.Z) + (Focal * (Height - origin.Y)),
        right.Z, down.Z, origin.Z);

    public Vector2 GroundAt(float x, float y)
    {
        var z = Focal * Height / Math.Max(0.5f, y - HorizonY);
        return new Vector2((x - CentreX) * z / Focal, z);
    }
}

/// <summary>The line on the ground that vehicles follow, as (X, Z) of the end of the vehicle nearest the camera.</summary>
internal sealed record Lane(Vector2 Far, Vector2 Near)
{
    public Vector2 At(double nearness) => Vector2.Lerp(Far, Near, (float)nearness);

    public float Length => Vector2.Distance(Far, Near);

    /// <summary>Unit vector away from the camera.</summary>
    public Vector2 Ahead => Vector2.Normalize(Far - Near);
}
