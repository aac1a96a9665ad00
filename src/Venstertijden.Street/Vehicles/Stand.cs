using System.Numerics;
using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>A flat face in the world: upper left corner and unit vector to its right.</summary>
internal readonly record struct Face(Vector3 Origin, Vector3 Right);

/// <summary>Something in view at its place in the world.</summary>
internal sealed class Stand
{
    private readonly VehicleInView _view;
    private readonly VehicleModel? _model;

    private Stand(VehicleInView view, VehicleModel? model, Placement at) => (_view, _model, At) = (view, model, at);

    public Placement At { get; }

    public static Stand Of(StreetScene scene, VehicleInView view, VehicleModels models)
    {
        var model = VehicleModels.IsSolid(view.Vehicle.Shape) ? models.For(view.Vehicle) : null;
        var nearness = view.Inward ? view.Progress : 1 - view.Progress;
        return new Stand(view, model, new Placement(scene.Lane.At(nearness), scene.Lane.Ahead, model?.Length ?? 1.8f, view.Inward));
    }

    public void Draw(StreetScene scene, StreetLight light, Workspace work)
    {
        if (_model is null)
            return;
        GroundShadow.Cast(work.Frame, scene, At, _model.HalfWidth, _model.Height, lamps: true, light);
        var box = work.Layer.DrawSolid(_model, At, scene, light);
        if (box.Width == 0)
            return;
        if (Plate() is { } plate)
        {
            var (_, height) = PlateDrawing.Size(_view.Vehicle.Kind);
            var plane = scene.Camera.Plane(plate.Origin, plate.Right / 1000, new Vector3(0, -0.001f, 0));
            work.Layer.DrawFlat(box, plane, PlateLight(light), c => PlateDrawing.Draw(c, _view.Vehicle.Plate, _view.Vehicle.Country, _view.Vehicle.Kind));
        }
        work.Layer.LayOver(work.Frame, box, Smear(scene, light));
        if (light.Night > 0.02f)
            Glare(scene, light, work.Frame);
    }

    /// <summary>Where the plate is, or null when this side shows none.</summary>
    public Face? Plate()
    {
        if (_view.Vehicle.Plate.Length == 0 || _model is null)
            return null;
        var spot = _view.Inward ? _model.FrontPlate : _model.RearPlate;
        var (width, height) = PlateDrawing.Size(_view.Vehicle.Kind);
        var right = new Vector3(At.Ahead.Y, 0, -At.Ahead.X);
        var near = new Vector3(At.Near.X, 0, At.Near.Y) - (0.015f * new Vector3(At.Ahead.X, 0, At.Ahead.Y));
        return new Face(near + (right * (spot.X - (width / 2000))) + new Vector3(0, spot.Y + (height / 2000), 0), right);
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
        var lamps = At.FrontInView ? _model!.HeadLamps : _model!.RearLamps;
        var colour = At.FrontInView ? new Vector3(235, 245, 255) : new Vector3(40, 34, 235);
        foreach (var lamp in lamps)
        {
            var world = At.ToWorld(new Vector3(lamp.X, lamp.Y, lamp.Z));
            var pixel = scene.Camera.Project(world);
            var core = lamp.Radius * scene.Camera.PixelsPerMetre(world.Z);
            Light.Add(frame, scene.Width, scene.Height, pixel, core, core * (At.FrontInView ? 4.5f : 2.6f), colour * light.Night);
        }
    }
}

/// <summary>Adds light to a frame.</summary>
internal static class Light
{
    /// <summary>A bright core with a halo that fades to nothing at the reach.</summary>
    public static void Add(Span<int> frame, int width, int height, Vector2 middle, float core, float reach, Vector3 colour)
    {
        var (x0, x1) = (Math.Max(0, (int)(middle.X - reach)), Math.Min(width - 1, (int)(middle.X + reach)));
        var (y0, y1) = (Math.Max(0, (int)(middle.Y - reach)), Math.Min(height - 1, (int)(middle.Y + reach)));
        for (var y = y0; y <= y1; y++)
        {
            for (var x = x0; x <= x1; x++)
            {
                var d = Vector2.Distance(new Vector2(x + 0.5f, y + 0.5f), middle);
                if (d >= reach)
                    continue;
                var fade = 1 - (d / reach);
                var strength = (1 - StreetLight.Smooth(core * 0.6f, core * 1.2f, d)) + (0.5f * fade * fade * fade);
                ref var c = ref frame[(y * width) + x];
                var add = colour * strength;
                c = unchecked((int)0xFF000000) | (Math.Min(255, ((c >> 16) & 255) + (int)add.Z) << 16)
                    | (Math.Min(255, ((c >> 8) & 255) + (int)add.Y) << 8) | Math.Min(255, (c & 255) + (int)add.X);
            }
        }
    }
}
