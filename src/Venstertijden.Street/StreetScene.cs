using NodaTime;

namespace Venstertijden.Street;

/// <summary>A street as one fixed camera sees it.</summary>
public sealed class StreetScene
{
    private readonly SceneKind _kind;

    private StreetScene(string id, string title, int seed, StreetCamera camera, Lane lane, SceneKind kind, PixelBox plateRoi)
    {
        Id = id;
        Title = title;
        Seed = seed;
        Camera = camera;
        Lane = lane;
        _kind = kind;
        PlateRoi = plateRoi;
        SignAreas = [];
    }

    /// <summary>De Brink: a square with limes and clinkers before a stately facade.</summary>
    public static StreetScene Brink { get; } = new("brink", "De Brink, Assen", 71, new StreetCamera(1250, 640, 150, 3.1f),
        new Lane(new(-0.9f, 15.5f), new(0.35f, 6.5f)), SceneKind.Square, new PixelBox(190, 210, 900, 510));

    /// <summary>The core shopping area: a shopping street between two rows of shop fronts.</summary>
    public static StreetScene CoreArea { get; } = new("core-area", "Kernwinkelgebied, Assen", 72, new StreetCamera(1250, 640, 150, 3.1f),
        new Lane(new(0.6f, 15.5f), new(-0.35f, 6.5f)), SceneKind.ShoppingStreet, new PixelBox(190, 210, 900, 510));

    public string Id { get; }

    public string Title { get; }

    public int Seed { get; }

    public int Width { get; } = 1280;

    public int Height { get; } = 720;

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

    internal void PaintOn(SceneCanvas canvas)
    {
        if (_kind == SceneKind.Square)
            BrinkPainter.Paint(canvas);
        else
            CoreAreaPainter.Paint(canvas);
    }
}

internal enum SceneKind { Square, ShoppingStreet }
