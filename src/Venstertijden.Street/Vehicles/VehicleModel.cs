using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Where a plate sits: middle of the plate, in the model's metres.</summary>
internal readonly record struct PlateSpot(float X, float Y);

/// <summary>A lamp that glows in the dark.</summary>
internal readonly record struct LampSpot(float X, float Y, float Z, float Radius);

/// <summary>A vehicle as a solid with its views drawn on, each when it is first seen; shared by all threads.</summary>
internal sealed class VehicleModel
{
    private readonly Lazy<Blueprint>[] _views;
    private readonly Vector4 _body;

    public VehicleModel(Mesh mesh, Func<Blueprint> front, Func<Blueprint> rear, Func<Blueprint> left, Func<Blueprint> right, Func<Blueprint> top, SKColor body)
    {
        Positions = [.. mesh.Positions];
        Normals = [.. mesh.Normals];
        Triangles = [.. mesh.Triangles];
        Height = mesh.Positions.Max(p => p.Y);
        _views = [.. new[] { front, rear, left, right, top }.Select(draw => new Lazy<Blueprint>(() => draw().Finish()))];
        _body = new Vector4(body.Blue, body.Green, body.Red, 110);
    }

    public Vector3[] Positions { get; }

    public Vector3[] Normals { get; }

    public (int A, int B, int C, Skin Skin)[] Triangles { get; }

    public required float Length { get; init; }

    public required float HalfWidth { get; init; }

    public float Height { get; }

    public required PlateSpot FrontPlate { get; init; }

    public required PlateSpot RearPlate { get; init; }

    public IReadOnlyList<LampSpot> HeadLamps { get; init; } = [];

    public IReadOnlyList<LampSpot> RearLamps { get; init; } = [];

    /// <summary>Blue, green, red and gloss at a place of the body, 0 to 255.</summary>
    /// <param name="inverseDepth">1 / distance: chooses the size of the drawing to sample from.</param>
    public Vector4 Sample(Skin skin, Vector3 p, float inverseDepth)
    {
        // At 8 m a pixel is about as fine as the drawing.
        var level = inverseDepth > 0.085f ? 0 : inverseDepth > 0.045f ? 1 : 2;
        return skin switch
        {
            Skin.Front or Skin.Rear => _views[(int)skin].Value.Sample(p.X, p.Y, level),
            Skin.Left or Skin.Right => _views[(int)skin].Value.Sample(p.Z, p.Y, level),
            Skin.Top => _views[(int)skin].Value.Sample(p.X, p.Z, level),
            Skin.Tyre => new Vector4(26, 26, 26, 12),
            Skin.Plastic => new Vector4(38, 37, 36, 40),
            _ => _body,
        };
    }
}
