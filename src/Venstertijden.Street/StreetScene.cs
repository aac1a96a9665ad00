using System.Numerics;
using NodaTime;

namespace Venstertijden.Street;

/// <summary>A street as one fixed camera sees it.</summary>
public sealed class StreetScene
{
    private readonly SceneKind _kind;

    private StreetScene(string id, string title, int seed, StreetCamera camera, Lane lane, Lane footPath, SceneKind kind, ZoneSigns signs, PixelBox plateRoi)
    {
        Id = id;
        Title = title;
        Seed = seed;
        Camera = camera;
        Lane = lane;
        FootPath = footPath;
        _kind = kind;
        PlateRoi = plateRoi;
        Signs = signs;
        SignAreas = signs.Areas(camera);
    }

    /// <summary>De Brink: a square with limes and clinkers before a stately facade.</summary>
    public static StreetScene Brink { get; } = new("brink", "De Brink, Assen", 71, new StreetCamera(1250, 640, 165, 2.8f),
        new Lane(new(-1.1f, 15f), new(-0.15f, 6f)), new Lane(new(-3.55f, 17f), new(-3.45f, 7.2f)), SceneKind.Square, new ZoneSigns(2.25f, 8f), new PixelBox(300, 240, 680, 480));

    /// <summary>The core shopping area: a shopping street between two rows of shop fronts.</summary>
    public static StreetScene CoreArea { get; } = new("core-area", "Kernwinkelgebied, Assen", 72, new StreetCamera(1250, 640, 165, 2.8f),
        new Lane(new(1.0f, 15f), new(0.25f, 6f)), new Lane(new(3.0f, 18f), new(2.9f, 7.0f)), SceneKind.ShoppingStreet, new ZoneSigns(-3.95f, 8f), new PixelBox(300, 240, 680, 480));

    /// <summary>De Markt: a square with stalls before a row of shops.</summary>
    public static StreetScene Markt { get; } = new("markt", "De Markt, Assen", 73, new StreetCamera(1250, 640, 165, 2.8f),
        new Lane(new(1.9f, 15f), new(0.5f, 6f)), new Lane(new(3.9f, 18f), new(3.1f, 7.0f)), SceneKind.Market, new ZoneSigns(-3.95f, 8f), new PixelBox(300, 240, 680, 480));

    /// <summary>One of the three streets through another lens.</summary>
    internal static StreetScene Through(StreetCamera camera, int width, int height, StreetScene street, int seed) =>
        new($"{street.Id}-{seed}", street.Title, seed, camera, street.Lane, street.FootPath, street._kind, street.Signs, new PixelBox(0, 0, width, height)) { Width = width, Height = height };

    public string Id { get; }

    public string Title { get; }

    public int Seed { get; }

    public int Width { get; private init; } = 1280;

    public int Height { get; private init; } = 720;

    /// <summary>Bytes of one BGR24 frame.</summary>
    public int FrameBytes => Width * Height * 3;

    /// <summary>Where the signs stand in the picture: never masked, and what an inspection looks at.</summary>
    public IReadOnlyList<PixelBox> SignAreas { get; }

    /// <summary>The part of the picture through which plates pass.</summary>
    public PixelBox PlateRoi { get; }

    /// <summary>Local time of the street.</summary>
    public DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    internal StreetCamera Camera { get; }

    internal Lane Lane { get; }

    internal Lane FootPath { get; }

    /// <summary>Two-wheelers come closer before they leave the picture: their plates are small.</summary>
    internal Lane RidePath => new(Vector2.Lerp(Lane.Far, Lane.Near, 0.3f), Vector2.Lerp(Lane.Far, Lane.Near, 1.1f));

    internal Lane PathOf(VehicleShape shape) => shape switch
    {
        VehicleShape.Pedestrian => FootPath,
        VehicleShape.Moped or VehicleShape.Bicycle => RidePath,
        _ => Lane,
    };

    internal ZoneSigns Signs { get; }

    internal void PaintOn(SceneCanvas canvas)
    {
        Action<SceneCanvas> painter = _kind switch
        {
            SceneKind.Square => BrinkPainter.Paint,
            SceneKind.ShoppingStreet => CoreAreaPainter.Paint,
            _ => MarketPainter.Paint,
        };
        painter(canvas);
    }
}

internal enum SceneKind { Square, ShoppingStreet, Market }
