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

    private readonly StreetVehicle _vehicle;
    private readonly VehicleModel? _model;
    private readonly float _speed;
    private readonly float _walked;

    private Stand(StreetVehicle vehicle, VehicleModel? model, Placement at, float speed, float walked)
        => (_vehicle, _model, At, _speed, _walked) = (vehicle, model, at, speed, walked);

    public Placement At { get; }

    /// <summary>What stands on the deck of a recovery truck.</summary>
    public Stand? Carried { get; private init; }

    /// <summary>Seconds that the shutter is open; null leaves it to the light.</summary>
    public float? Shutter { get; init; }

    public static Stand Of(StreetScene scene, VehicleInView view, VehicleModels models)
    {
        var lane = scene.PathOf(view.Vehicle.Shape);
        var nearness = view.Inward ? view.Progress : 1 - view.Progress;
        return Of(view.Vehicle, lane.At(nearness), lane.Ahead, view.Inward, (float)view.Speed, lane.Length * (float)view.Progress, models);
    }

    /// <param name="vehicle">What stands there.</param>
    /// <param name="near">Ground point of the middle of its near end.</param>
    /// <param name="ahead">Unit vector on the ground away from the camera.</param>
    /// <param name="front">Its front is in view.</param>
    /// <param name="speed">Metres per second.</param>
    /// <param name="walked">Metres done: moves the legs of people.</param>
    /// <param name="models">Where solid bodies come from.</param>
    /// <param name="shutter">See <see cref="Shutter"/>.</param>
    public static Stand Of(StreetVehicle vehicle, Vector2 near, Vector2 ahead, bool front, float speed, float walked, VehicleModels models, float? shutter = null)
    {
        var model = VehicleModels.IsSolid(vehicle.Shape) ? models.For(vehicle) : null;
        var length = model?.Length ?? (vehicle.Shape == VehicleShape.Pedestrian ? 0.3f : 1.7f);
        var at = new Placement(near, ahead, length, front);
        return new Stand(vehicle, model, at, speed, walked) { Carried = OnDeck(vehicle, at, speed, models, shutter), Shutter = shutter };
    }

    private static Stand? OnDeck(StreetVehicle truck, Placement at, float speed, VehicleModels models, float? shutter)
    {
        if (truck.Carried is not { } carried || truck.Shape != VehicleShape.RecoveryTruck || !VehicleModels.IsSolid(carried.Shape))
            return null;
        var model = models.For(carried);
        return new Stand(carried, model, RecoveryTruckModel.OnDeck(at, model.Length, at.FrontInView), speed, 0) { Shutter = shutter };
    }

    public void Draw(StreetScene scene, StreetLight light, Workspace work)
    {
        var walker = _vehicle.Shape is VehicleShape.Pedestrian or VehicleShape.Bicycle;
        if (At.Lift == 0)
            GroundShadow.Cast(work.Frame, work.Window, scene, At, _model?.HalfWidth ?? FigureHalfWidth, _model?.Height ?? FigureHeight, lamps: !walker, light);
        // From the front the cab hides what stands on the deck; from the rear the load stands before the cab.
        if (At.FrontInView)
            Carried?.Draw(scene, light, work);
        var box = _model is null ? DrawFigure(scene, light, work) : work.Layer.DrawSolid(_model, At, scene, light, work.Window);
        if (box.Width == 0)
            return;
        if (Plate() is { } plate)
            DrawPlate(plate, box, scene.Camera, light, work.Layer);
        work.Layer.LayOver(work.Frame, box, Smear(scene, light));
        if (!At.FrontInView)
            Carried?.Draw(scene, light, work);
        // A carried vehicle has its lamps out.
        if (light.Night > 0.02f && At.Lift == 0)
            Glare(scene, light, work.Frame);
    }

    /// <summary>The true corners of the plate, clockwise from its upper left; empty when this side shows none.</summary>
    public Vector3[] PlateCorners()
    {
        if (Plate() is not { } face)
            return [];
        var (width, height) = PlateDrawing.Size(_vehicle.Country, ShownKind);
        var (across, down) = (face.Right * (width / 1000), new Vector3(0, -height / 1000, 0));
        return [face.Origin, face.Origin + across, face.Origin + across + down, face.Origin + down];
    }

    /// <summary>What hangs on this side: a trailer repeats the plate in white, and some countries have another for the rear.</summary>
    public PlateKind ShownKind => (At.FrontInView, _vehicle.Shape, _vehicle.Kind) switch
    {
        (false, VehicleShape.CarWithTrailer, PlateKind.Standard) when _vehicle.Country == "NL" => PlateKind.TrailerRepeat,
        (false, _, PlateKind.Standard) when CountryPlates.Of(_vehicle.Country).Form(PlateKind.Rear) is not null => PlateKind.Rear,
        _ => _vehicle.Kind,
    };

    private void DrawPlate(Face face, PixelBox box, StreetCamera camera, StreetLight light, VehicleLayer layer)
    {
        var (width, height) = PlateDrawing.Size(_vehicle.Country, ShownKind);
        var look = _vehicle.Look;
        var reach = look is { Holder: null, TowBall: null } or null ? 2 : PlateWear.Reach;
        // A bent plate is drawn as flat strips.
        var strips = look is { Bend: not 0 } ? 8 : 1;
        var towards = -new Vector3(At.Ahead.X, 0, At.Ahead.Y);
        Vector3 On(float x)
        {
            var off = ((2 * x) / width) - 1;
            return face.Origin + (face.Right * (x / 1000)) + (towards * ((look?.Bend ?? 0) * (1 - (off * off)) / 1000));
        }
        for (var i = 0; i < strips; i++)
        {
            var (x0, x1) = (width * i / strips, width * (i + 1) / strips);
            var right = (On(x1) - On(x0)) / (x1 - x0);
            var plane = camera.Plane(On(x0) - (right * x0), right, new Vector3(0, -0.001f, 0));
            var bounds = new SKRect(i == 0 ? -reach : x0, -reach, i == strips - 1 ? width + reach : x1, height + reach);
            layer.DrawFlat(box, plane, bounds, PlateLight(light), c => PlateDrawing.Draw(c, _vehicle.Plate, _vehicle.Country, ShownKind, look));
        }
    }

    /// <summary>Where the plate is, or null when this side shows none.</summary>
    public Face? Plate()
    {
        if (_vehicle.Plate.Length == 0 || Spot() is not { } spot)
            return null;
        var (width, height) = PlateDrawing.Size(_vehicle.Country, ShownKind);
        var right = Right;
        // Seen from the rear the model is turned about.
        var x = At.FrontInView ? spot.X : -spot.X;
        var near = new Vector3(At.Near.X, 0, At.Near.Y) - (0.015f * new Vector3(At.Ahead.X, 0, At.Ahead.Y));
        return new Face(near + (right * (x - (width / 2000))) + new Vector3(0, At.Lift + spot.Y + (height / 2000), 0), right);
    }

    private Vector3 Right => new(At.Ahead.Y, 0, -At.Ahead.X);

    private PlateSpot? Spot() => (_model, At.FrontInView) switch
    {
        ({ } model, true) => model.FrontPlate,
        ({ } model, false) => model.RearPlate,
        (null, false) when _vehicle.Shape == VehicleShape.Moped => MopedPlate,
        _ => null,
    };

    private PixelBox DrawFigure(StreetScene scene, StreetLight light, Workspace work)
    {
        var ground = new Vector3(At.Near.X, 0, At.Near.Y);
        var bounds = Walkers.Bounds;
        var (a, b) = (scene.Camera.Project(ground + (Right * bounds.Left) + new Vector3(0, -bounds.Top, 0)), scene.Camera.Project(ground + (Right * bounds.Right) - new Vector3(0, bounds.Bottom, 0)));
        var box = work.Window.Cut(new Vector2(a.X - 2, a.Y - 2), new Vector2(b.X + 3, b.Y + 3));
        if (box.Width == 0)
            return default;
        work.Layer.Clear(box);
        var (lit, _) = Lighting.At(ground + new Vector3(0, 1.2f, 0), -new Vector3(At.Ahead.X, -0.4f, At.Ahead.Y), new Vector3(0, scene.Camera.Height, 0), light);
        work.Layer.DrawFlat(box, scene.Camera.Plane(ground, Right, -Vector3.UnitY), bounds, lit, c => Walkers.Draw(c, _vehicle, At.FrontInView, _walked));
        return box;
    }

    /// <summary>Plates throw the camera's own light back, so they stay readable in the dark.</summary>
    private static Vector3 PlateLight(StreetLight light)
    {
        if (light.Infrared)
            return new Vector3(1.12f);
        var daylight = (light.Ambient * 1.02f) + (light.Sun * 0.42f);
        return Vector3.Min(Vector3.Max(daylight, light.Night * new Vector3(0.74f, 0.76f, 0.78f)), new Vector3(1.05f));
    }

    private Vector2 Smear(StreetScene scene, StreetLight light)
    {
        var shutter = Shutter ?? 1 / (500 - (220 * light.Night));
        var middle = new Vector3(At.Near.X, 0.6f, At.Near.Y);
        var moved = middle + (new Vector3(At.Ahead.X, 0, At.Ahead.Y) * (_speed * shutter));
        return scene.Camera.Project(moved) - scene.Camera.Project(middle);
    }

    private void Glare(StreetScene scene, StreetLight light, Span<int> frame)
    {
        var lamps = (_model, At.FrontInView, _vehicle.Shape) switch
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
