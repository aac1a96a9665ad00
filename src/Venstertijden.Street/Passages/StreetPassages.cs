using System.Collections.Concurrent;
using NodaTime;

namespace Venstertijden.Street;

/// <summary>
/// Passages with known truth for measuring a plate reader: other streets, views, letters and faults than its training saw.
/// Passage n of a seed is always the same, to the byte, whatever was rendered before. One instance serves any number of threads.
/// </summary>
/// <param name="seed">Another seed gives other passages.</param>
public sealed class StreetPassages(int seed)
{
    // Fleets of the passages that threads are at work on; older ones are made again when asked for.
    private const int FleetsKept = 8;

    private static readonly Instant Epoch = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly StreetRenderer _renderer = new(backgrounds: 3 * PassageFleet.SettingCount);
    private readonly ConcurrentDictionary<int, PassageFleet> _fleets = new();

    /// <summary>What is true of a passage, without rendering it.</summary>
    public PassageTruth Truth(int number)
    {
        var plan = Plan(number);
        return TruthOf(plan, Stands(plan));
    }

    /// <summary>Renders a passage: 3 to 6 frames of one vehicle driving by.</summary>
    /// <param name="number">0 or more; passages in a row share bodies of vehicles, so that going through them in order is fastest.</param>
    public RenderedPassage Render(int number)
    {
        var plan = Plan(number);
        var stands = Stands(plan);
        var start = Epoch + (Duration.FromMinutes(1) * number);
        var work = _renderer.Take(plan.Setting.View.Scene);
        var pictures = PassagePictures.Take(plan, stands, _renderer, work, Chance.Seed(seed, number, 3));
        _renderer.Return(work);
        var frames = stands.Select((stand, i) => new PassageFrame(
            start + Duration.FromSeconds(i * (double)plan.Spacing), pictures[i], Corners(plan, stand), plan.Inward || stand.Carried is null ? [] : Corners(plan, stand.Carried)));
        return new RenderedPassage(number, TruthOf(plan, stands), [.. frames]);
    }

    private PassagePlan Plan(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var block = number / PassageFleet.PassagesPerFleet;
        if (_fleets.Count > FleetsKept)
            _fleets.Clear();
        var fleet = _fleets.GetOrAdd(block, b => new PassageFleet(seed, b));
        return PassagePlan.Draw(fleet, new Chance(Chance.Seed(seed, number, 2)));
    }

    /// <summary>The vehicle in each frame; slowed down until its plate stays in the picture.</summary>
    private Stand[] Stands(PassagePlan plan)
    {
        while (true)
        {
            var stands = new Stand[plan.Frames];
            for (var i = 0; i < stands.Length; i++)
                stands[i] = Stand.Of(plan.Vehicle, plan.NearAt(i), plan.Ahead, plan.Inward, plan.Speed, 0, _renderer.Models, plan.Faults.Shutter);
            if (plan.Speed < 0.2f || stands.All(s => Shows(plan, s) && (plan.Inward || s.Carried is null || Shows(plan, s.Carried))))
                return stands;
            plan = plan with { Speed = plan.Speed * 0.65f };
        }
    }

    private static bool Shows(PassagePlan plan, Stand stand)
        => Corners(plan, stand).All(c => c.X > 3 && c.Y > 3 && c.X < plan.Width - 3 && c.Y < plan.Height - 3);

    private static PixelPoint[] Corners(PassagePlan plan, Stand stand) => [.. stand.PlateCorners().Select(plan.Lens.Project)];

    private static PassageTruth TruthOf(PassagePlan plan, Stand[] stands)
    {
        var middle = stands[stands.Length / 2];
        var c = Corners(plan, middle);
        var (across, up) = (((c[1].X - c[0].X) + (c[2].X - c[3].X)) / 2, ((c[1].Y - c[0].Y) + (c[2].Y - c[3].Y)) / 2);
        var vehicle = plan.Vehicle;
        var carried = plan.Inward || middle.Carried is null || vehicle.Carried is null || !Shows(plan, middle.Carried) ? null : new PlateTruth(vehicle.Carried.Plate, vehicle.Carried.Country, middle.Carried!.ShownKind);
        var look = vehicle.Look!;
        return new PassageTruth(
            new PlateTruth(vehicle.Plate, vehicle.Country, middle.ShownKind), carried, vehicle.Shape, vehicle.Colour, plan.Inward,
            plan.Turn, MathF.Atan2(up, across) * 180 / MathF.PI, MathF.Sqrt((across * across) + (up * up)), plan.Setting.Light, plan.Faults.Weather, plan.Faults.Hardness + look.Dirt + look.Wear);
    }
}
