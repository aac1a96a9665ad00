using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A lorry with a flat deck on which another vehicle stands: that one's plate rides high.</summary>
internal static class RecoveryTruckModel
{
    /// <summary>Height of the deck.</summary>
    public const float Deck = 0.98f;

    /// <summary>From the front to where a carried car begins.</summary>
    public const float LoadFrom = 2.75f;

    private const float Length = 7.3f;
    private const float Half = 1.2f;
    private static readonly float[] Axles = [1.2f, 5.4f];
    private static readonly SKColor Steel = new(132, 136, 138);

    public static VehicleModel Make(SKColor body, string? lettering)
    {
        var mesh = new Mesh();
        LorryModel.AddCab(mesh);
        mesh.Box(new Vector3(0, Deck - 0.09f, (2.2f + Length) / 2), new Vector3(Half, 0.09f, (Length - 2.2f) / 2), null);
        // The bulkhead behind the cab with its beacon bar.
        mesh.Box(new Vector3(0, 1.5f, 2.3f), new Vector3(1.1f, 0.5f, 0.05f), null);
        mesh.Box(new Vector3(0, 3.08f, 0.9f), new Vector3(0.7f, 0.07f, 0.12f), null);
        mesh.Box(new Vector3(0, 0.62f, 4.9f), new Vector3(0.45f, 0.18f, 2.3f), Skin.Plastic);
        mesh.Box(new Vector3(0, 0.62f, Length - 0.03f), new Vector3(1.16f, 0.17f, 0.03f), null);
        foreach (var z in Axles)
        {
            mesh.Wheel(-Half, z, 0.42f, 0.32f);
            mesh.Wheel(Half, z, 0.42f, 0.32f);
        }
        return new VehicleModel(mesh, () => Front(body, lettering), () => Rear(), () => Side(body, lettering, true), () => Side(body, lettering, false), () => Top(body), body)
        {
            Length = Length,
            HalfWidth = Half,
            FrontPlate = new(0, 0.56f),
            RearPlate = new(0, 0.63f),
            HeadLamps = [new(-0.88f, 0.68f, 0.05f, 0.1f), new(0.88f, 0.68f, 0.05f, 0.1f)],
            RearLamps = [new(-0.92f, 0.64f, Length, 0.08f), new(0.92f, 0.64f, Length, 0.08f)],
        };
    }

    /// <summary>Where the carried vehicle stands, given where the truck does.</summary>
    public static Placement OnDeck(Placement truck, float carriedLength, bool frontInView)
    {
        var gap = truck.FrontInView ? LoadFrom : Length - LoadFrom - carriedLength;
        return new Placement(truck.Near + (truck.Ahead * gap), truck.Ahead, carriedLength, frontInView, truck.Lift + Deck);
    }

    private static Blueprint Front(SKColor body, string? lettering)
    {
        var b = LorryModel.Front(body, Steel, lettering, 4f);
        b.Rect(Paint.LampAmber, 0.9f, -0.8f, 3.0f, 0.8f, 3.2f);
        b.Rect(Paint.Dark, 0.3f, -0.12f, 3.0f, 0.12f, 3.2f);
        return b;
    }

    private static Blueprint Rear()
    {
        var b = new Blueprint(-1.6f, 3.2f, 4.1f, 4.1f, Steel, mirrored: true);
        b.Rect(Paint.Dark, 0.1f, -1.6f, 0, 1.6f, 0.8f);
        b.Rect(new SKColor(206, 152, 24), 0.4f, -1.3f, 0.8f, 1.3f, 1f);
        for (var x = -1.2f; x < 1.2f; x += 0.3f)
            b.Polygon(Paint.Dark, 0.3f, 0, x, 0.8f, x + 0.12f, 0.8f, x + 0.24f, 1f, x + 0.12f, 1f);
        foreach (var s in new[] { -1f, 1f })
        {
            b.Rect(Paint.LampRed, 0.8f, s * 0.7f, 0.55f, s * 1.1f, 0.73f, 0.02f);
            b.Rect(Paint.LampAmber, 0.8f, s * 0.96f, 0.57f, s * 1.08f, 0.71f, 0.02f);
        }
        b.Rect(Paint.LampAmber, 0.9f, -0.8f, 3.0f, 0.8f, 3.2f);
        return b;
    }

    private static Blueprint Side(SKColor body, string? lettering, bool left)
    {
        var b = LorryModel.CabSide(body, Steel, Length, left);
        b.Rect(new SKColor(206, 152, 24), 0.4f, 2.2f, Deck - 0.2f, Length + 0.1f, Deck - 0.06f);
        b.Rect(Paint.Dark, 0.2f, 2.2f, 0, Length + 0.1f, Deck - 0.2f);
        if (lettering is not null)
            b.Text(lettering, 0.95f, 1.0f, 0.17f, 1.2f, Paint.LetteringOn(body));
        foreach (var z in Axles)
            Paint.Wheel(b, z, 0.42f);
        return b;
    }

    private static Blueprint Top(SKColor body)
    {
        var b = new Blueprint(-1.6f, 3.2f, Length + 0.1f, Length + 0.2f, Steel.Scale(0.9f));
        b.Rect(body, 0.4f, -1.6f, -0.1f, 1.6f, 2.1f);
        b.Rect(Paint.LampAmber, 0.9f, -0.8f, 0.7f, 0.8f, 1.1f);
        for (var z = 2.6f; z < Length; z += 0.35f)
            b.Line(Steel.Scale(0.75f), 0.03f, -1.1f, z, 1.1f, z);
        return b;
    }
}
