using System.Numerics;

namespace Venstertijden.Street;

/// <summary>All that chance decides about a passage, before anything is drawn.</summary>
internal sealed record PassagePlan
{
    // The small ones oftener: time goes by the pixel.
    private static readonly (int Width, int Height)[] Sizes = [(480, 270), (480, 270), (480, 270), (560, 315), (560, 315), (640, 360)];

    // Metres from under a recovery truck's plate to over that of its load.
    private const float LoadedHeight = 1.45f;

    public required PassageSetting Setting { get; init; }

    public required StreetVehicle Vehicle { get; init; }

    public required bool Inward { get; init; }

    public required int Frames { get; init; }

    /// <summary>Seconds between two frames.</summary>
    public required float Spacing { get; init; }

    /// <summary>Metres per second.</summary>
    public required float Speed { get; init; }

    /// <summary>Where the plate's end of the vehicle is in the middle of the passage.</summary>
    public required Vector2 Middle { get; init; }

    /// <summary>Unit vector along the vehicle, away from the camera.</summary>
    public required Vector2 Ahead { get; init; }

    /// <summary>Degrees between the plate's face and the line of sight.</summary>
    public required float Turn { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required Lens Lens { get; init; }

    /// <summary>What stands beside the way and is no plate.</summary>
    public IReadOnlyList<StreetBoard> Boards { get; init; } = [];

    public required PictureFaults Faults { get; init; }

    public static PassagePlan Draw(PassageFleet fleet, Chance chance)
    {
        var setting = fleet.Settings[chance.Next(fleet.Settings.Count)];
        var vehicle = PassagePlates.Give(fleet.Pick(chance), chance);
        var inward = vehicle.Shape != VehicleShape.Moped && chance.Happens(vehicle.Shape == VehicleShape.RecoveryTruck ? 0.2 : 0.55);
        // Two plates above each other take a large picture from farther away.
        var loaded = vehicle.Carried is not null && !inward;
        var (width, height) = loaded ? Sizes[^1] : chance.Of(Sizes);
        var (least, most) = chance.Weighted((55, (0f, 10f)), (27, (10f, 22f)), (18, (22f, 36f)));
        var turn = chance.Between(least, most) * chance.Of(-1, 1);
        var (plateWidth, plateHeight) = PlateDrawing.Size(vehicle.Country, vehicle.Kind);
        // A high plate is as wide in letters as a long one twice its size.
        var wanted = MathF.Exp(chance.Between(MathF.Log(62), MathF.Log(200))) * (plateWidth < 200 ? 0.48f : plateWidth < 400 ? 0.72f : 1);
        var zoomed = Math.Clamp(wanted / (setting.View.PixelsPerMetre * plateWidth / 1000 * MathF.Cos(turn * MathF.PI / 180)), 0.55f, 2.4f);
        if (loaded)
            zoomed = Math.Min(zoomed, 0.62f * height / (LoadedHeight * setting.View.PixelsPerMetre));
        var nearness = Math.Clamp(1 / MathF.Sqrt(zoomed), 0.78f, 1.25f) * chance.Between(0.94f, 1.06f);
        var middle = new Vector2(chance.Between(-0.5f, 0.5f), setting.View.Distance * nearness);
        var heading = (turn * MathF.PI / 180) + MathF.Atan2(middle.X, middle.Y);
        var upright = setting.View.Scene.Camera;
        var aim = new Vector2(width * chance.Between(0.36f, 0.64f), height * (loaded ? 0.52f : chance.Between(0.45f, 0.7f)));
        var roll = chance.Happens(0.3) ? chance.Between(-0.14f, 0.14f) : chance.Between(-0.03f, 0.03f);
        var tremble = chance.Happens(0.15) ? new Tremble(chance.Between(-0.03f, 0.03f), chance.Between(0, 1.6f), chance.Between(0.02f, 0.07f), chance.Between(0, 6.28f)) : default;
        var target = new Vector3(middle.X, loaded ? 1.2f : 0.55f, middle.Y);
        var plan = new PassagePlan
        {
            Setting = setting,
            Vehicle = vehicle,
            Inward = inward,
            Frames = 3 + chance.Next(4),
            Spacing = chance.Of(0.04f, 0.08f, 0.1f, 0.2f),
            Speed = chance.Between(1.2f, 8),
            Middle = middle,
            Ahead = new Vector2(MathF.Sin(heading), MathF.Cos(heading)),
            Turn = turn,
            Width = width,
            Height = height,
            Lens = new Lens(upright, target, aim, upright.Focal * zoomed * nearness, roll, tremble),
            Faults = PictureFaults.Draw(setting.Light, chance),
        };
        var ball = !inward && (vehicle.Shape is VehicleShape.PassengerCar or VehicleShape.Van) && chance.Happens(0.1);
        var look = vehicle.Look! with { Glare = plan.Faults.PlateGlare, TowBall = ball ? chance.Between(0.42f, 0.58f) : null };
        var boards = chance.Happens(0.45) ? 1 + chance.Next(2) : 0;
        return plan with { Vehicle = vehicle with { Look = look }, Boards = [.. Enumerable.Range(0, boards).Select(_ => StreetBoard.Beside(middle, chance))] };
    }

    /// <summary>Where the near end of the vehicle is in a frame.</summary>
    public Vector2 NearAt(int frame)
        => Middle + (Ahead * ((Inward ? -1 : 1) * Speed * Spacing * (frame - ((Frames - 1) / 2f))));
}
