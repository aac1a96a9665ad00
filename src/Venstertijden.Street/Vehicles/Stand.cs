using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A flat face in the world: upper left corner and unit vector to its right.</summary>
internal readonly record struct Face(Vector3 Origin, Vector3 Right);

/// <summary>Something in view at its place in the world: a solid vehicle, or a flat figure that faces the camera.</summary>
internal sealed class Stand
{
    private const float FigureHalfWidth = 0.26f;
    private const float FigureHeight = 1.7f;
    private static readonly PlateSpot MopedPlate = new(0, 0.66f);

    private readonly VehicleInView _view;
    private readonly VehicleModel? _model;
    private readonly float _walked;

    private Stand(VehicleInView view, VehicleModel? model, Placement at, float walked) => (_view, _model, At, _walked) = (view, model, at, walked);

    public Placement At { get; }

    public static Stand Of(StreetScene scene, VehicleInView view, VehicleModels models)
    {
        var solid = VehicleModels.IsSolid(view.Vehicle.Shape);
        var model = solid ? models.For(view.Vehicle) : null;
        var lane = scene.PathOf(view.Vehicle.Shape);
        var nearness = view.Inward ? view.Progress : 1 - view.Progress;
        var length = model?.Length ?? (view.Vehicle.Shape == VehicleShape.Pedestrian ? 0.3f : 1.7f);
        return new Stand(view, model, new Placement(lane.At(nearness), lane.Ahead, length, view.Inward), lane.Length * (float)view.Progress);
    }

    public void Draw(StreetScene scene, StreetLight light, Workspace work)
    {
        var walker = _view.Vehicle.Shape is VehicleShape.Pedestrian or VehicleShape.Bicycle;
        GroundShadow.Cast(work.Frame, scene, At, _model?.HalfWidth ?? FigureHalfWidth, _model?.Height ?? FigureHeight, lamps: !walker, light);
        var box = _model is null ? DrawFigure(scene, light, work.Layer) : work.Layer.DrawSolid(_model, At, scene, light);
        if (box.Width == 0)
            return;
        if (Plate() is { } plate)
        {
            var (width, height) = PlateDrawing.Size(_view.Vehicle.Kind);
            var plane = scene.Camera.Plane(plate.Origin, plate.Right / 1000, new Vector3(0, -0.001f, 0));
            work.Layer.DrawFlat(box, plane, new SKRect(-2, -2, width + 2, height + 2), PlateLight(light), c => PlateDrawing.Draw(c, _view.Vehicle.Plate, _view.Vehicle.Country, _view.Vehicle.Kind));
        }
        work.Layer.LayOver(work.Frame, box, Smear(scene, light));
        if (light.Night > 0.02f)
            Glare(scene, light, work.Frame);
    }

    /// <summary>Where the plate is, or null when this side shows none.</summary>
    public Face? Plate()
    {
        if (_view.Vehicle.Plate.Length == 0 || Spot() is not { } spot)
            return null;
        var (width, height) = PlateDrawing.Size(_view.Vehicle.Kind);
        var right = Right;
        // Seen from the rear the model is turned about.
        var x = _view.Inward ? spot.X : -spot.X;
        var near = new Vector3(At.Near.X, 0, At.Near.Y) - (0.015f * new Vector3(At.Ahead.X, 0, At.Ahead.Y));
        return new Face(near + (right * (x - (width / 2000))) + new Vector3(0, spot.Y + (height / 2000), 0), right);
    }

    private Vector3 Right => new(At.Ahead.Y, 0, -At.Ahead.X);

    private PlateSpot? Spot() => (_model, _view.Inward) switch
    {
        ({ } model, true) => model.FrontPlate,
        ({ } model, false) => model.RearPlate,
        (null, false) when _view.Vehicle.Shape == VehicleShape.Moped => MopedPlate,
        _ => null,
    };

    private PixelBox DrawFigure(StreetScene scene, StreetLight light, VehicleLayer layer)
    {
        var ground = new Vector3(At.Near.X, 0, At.Near.Y);
        var bounds = Walkers.Bounds;
        var (a, b) = (scene.Camera.Project(ground + (Right * bounds.Left) + new Vector3(0, -bounds.Top, 0)), scene.Camera.Project(ground + (Right * bounds.Right) - new Vector3(0, bounds.Bottom, 0)));
        var (x0, y0) = (Math.Max(0, (int)a.X - 2), Math.Max(0, (int)a.Y - 2));
        var (x1, y1) = (Math.Min(scene.Width, (int)b.X + 3), Math.Min(scene.Height, (int)b.Y + 3));
        if (x1 <= x0 || y1 <= y0)
            return default;
        var box = new PixelBox(x0, y0, x1 - x0, y1 - y0);
        layer.Clear(box);
        var (lit, _) = Lighting.At(ground + new Vector3(0, 1.2f, 0), -new Vector3(At.Ahead.X, -0.4f, At.Ahead.Y), new Vector3(0, scene.Camera.Height, 0), light);
        layer.DrawFlat(box, scene.Camera.Plane(ground, Right, -Vector3.UnitY), bounds, lit, c => Walkers.Draw(c, _view.Vehicle, _view.Inward, _walked));
        return box;
    }

    /// <summary>Plates throw the camera's own light back, so they stay readable in the dark.</summary>
    private static Vector3 PlateLight(StreetLight light)
    {
        var daylight = (light.Ambient * 1.02f) + (light.Sun * 0.42f);
        return Vector3.Min(Vector3.Max(daylight, light.Night * new Vector3(0.74f, 0.76f, 0.78f)), new Vector3(1.05f));
    }

    private Vector2 Smear(StreetScene scene, StreetLight light)
    {
        var shutter = 1 / (500 - (220 * light.Night));
        var middle = new Vector3(At.Near.X, 0.6f, At.Near.Y);
        var moved = middle + (new Vector3(At.Ahead.X, 0, At.Ahead.Y) * ((float)_view.Speed * shutter));
        return scene.Camera.Project(moved) - scene.Camera.Project(middle);
    }

    private void Glare(StreetScene scene, StreetLight light, Span<int> frame)
    {
        var lamps = (_model, At.FrontInView, _view.Vehicle.Shape) switch
        {
            ({ } model, true, _) => model.HeadLamps,
            ({ } model, false, _) => model.RearLamps,
            (_, true, VehicleShape.Moped) => [new LampSpot(0, 0.93f, 0, 0.07f)],
            (_, false, VehicleShape.Moped) => [new LampSpot(0, 0.82f, At.Length, 0.05f)],
            (_, true, VehicleShape.Bicycle) => [new LampSpot(0, 1.0f, 0, 0.035f)],
            (_, false, VehicleShape.Bicycle) => [new LampSpot(0, 0.76f, At.Length, 0.03f)],
            _ => [],
        };
        var colour = At.FrontInView ? new Vector3(235, 245, 255) : new Vector3(40, 34, 235);
        foreach (var lamp in lamps)
        {
            var world = At.ToWorld(new Vector3(lamp.X, lamp.Y, lamp.Z));
            var pixel = scene.Camera.Project(world);
            var core = lamp.Radius * scene.Camera.PixelsPerMetre(world.Z);
            Glow.Add(frame, scene.Width, scene.Height, pixel, core, core * (At.FrontInView ? 4.5f : 2.6f), colour * light.Night);
        }
    }
}
