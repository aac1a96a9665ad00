using System.Runtime.InteropServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;
using Venstertijden.Street;

namespace Venstertijden.Edge.Tests.Vehicles;

/// <summary>Rendered vehicles of known class and colour, both ways, in two streets by day: right, not said, or wrong.</summary>
public class RenderedVehiclesTests
{
    private static readonly Dictionary<VehicleShape, string> Classes = new()
    {
        [VehicleShape.PassengerCar] = "car", [VehicleShape.Van] = "van", [VehicleShape.Truck] = "truck", [VehicleShape.Bus] = "bus",
    };

    private readonly List<(string Is, string Said, VehicleColour Paint, string SaidColour, double Confidence)> _rows = [];

    [OneTimeSetUp]
    public void Watch()
    {
        var renderer = new StreetRenderer();
        var passages = from scene in (StreetScene[])[StreetScene.Brink, StreetScene.CoreArea]
                       from shape in Classes.Keys
                       from colour in Enum.GetValues<VehicleColour>()
                       from inward in (bool[])[true, false]
                       select (scene, shape, colour, inward);
        foreach (var (scene, shape, colour, inward) in passages)
        {
            var hint = Seen(renderer, scene, new StreetVehicle("AE-123-B", "NL", shape, colour), inward);
            _rows.Add((Classes[shape], hint?.Class ?? "-", colour, hint?.Colour ?? "-", hint?.Confidence ?? 0));
        }

        Print("class", _rows.Select(r => (r.Is, r.Said)));
        Print("colour", _rows.Select(r => (r.Paint.ToString(), r.SaidColour)));
    }

    [Test]
    public void Most_are_told_apart_and_few_are_taken_for_another_class()
    {
        Assert.That(_rows.Count(r => r.Said == r.Is), Is.GreaterThanOrEqualTo(0.8 * _rows.Count), "right");
        Assert.That(_rows.Count(r => r.Said != r.Is && r.Said != "-"), Is.LessThanOrEqualTo(0.05 * _rows.Count), "wrong");
    }

    [Test]
    public void Colours_that_are_named_are_right()
    {
        var named = _rows.Where(r => r.SaidColour != "-").ToList();

        Assert.That(named, Has.Count.GreaterThanOrEqualTo(0.35 * _rows.Count), "named");
        Assert.That(named.Count(r => r.SaidColour == Word(r.Paint)), Is.GreaterThanOrEqualTo(0.9 * named.Count), "right");
    }

    [Test]
    public void What_would_warn_an_officer_is_hardly_ever_wrong()
        => Assert.That(_rows.Count(r => r.Confidence >= 0.8 && ((r.Said != "-" && r.Said != r.Is) || (r.SaidColour != "-" && r.SaidColour != Word(r.Paint)))),
            Is.LessThanOrEqualTo(0.03 * _rows.Count));

    private static VehicleHint? Seen(StreetRenderer renderer, StreetScene scene, StreetVehicle vehicle, bool inward)
    {
        var (looks, start) = (new VehicleLooks(), new LocalDateTime(2026, 3, 2, 14, 0));
        using var gate = new MotionGate();
        using var body = new BodyLook();
        using var image = new Mat(scene.Height, scene.Width, MatType.CV_8UC3);
        for (var i = -1; i < 10; i += i < 0 ? 1 : 2)
        {
            var view = new VehicleInView(vehicle, inward, (i + 0.5) / 10);
            renderer.Render(scene, start, i < 0 ? [] : [view], MemoryMarshal.AsBytes(image.AsSpan<Vec3b>()), i + 2);
            gate.Moved(image);
            if (i < 0 || renderer.Corners(scene, view) is not { Count: 4 } c)
                continue;
            var corners = new PlateCorners(new(c[0].X, c[0].Y), new(c[1].X, c[1].Y), new(c[2].X, c[2].Y), new(c[3].X, c[3].Y));
            looks.Add(Silhouette.Around(gate.Moving, corners, image.Width), corners);
            body.Look(image, corners, VehicleGuess.PlateWidth(corners), looks);
        }

        return VehicleGuess.Of(looks, carried: false);
    }

    /// <summary>The register writes silver as grey.</summary>
    private static string Word(VehicleColour colour) => colour == VehicleColour.Silver ? "grey" : colour.ToString().ToLowerInvariant();

    private static void Print(string what, IEnumerable<(string Is, string Said)> rows)
    {
        foreach (var row in rows.GroupBy(r => r.Is))
            TestContext.Progress.WriteLine($"{what} {row.Key}: {string.Join(", ", row.CountBy(r => r.Said).OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"))}");
    }
}
