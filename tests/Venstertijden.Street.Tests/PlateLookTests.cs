namespace Venstertijden.Street.Tests;

public class PlateLookTests
{
    private static IEnumerable<TestCaseData> Looks =>
    [
        new TestCaseData(new PlateLook { Dirt = 0.6f }).SetArgDisplayNames("dirt"),
        new TestCaseData(new PlateLook { Wear = 0.8f }).SetArgDisplayNames("wear"),
        new TestCaseData(new PlateLook { Screws = 4 }).SetArgDisplayNames("screws"),
        new TestCaseData(new PlateLook { Glare = 0.6f }).SetArgDisplayNames("glare"),
        new TestCaseData(new PlateLook { TowBall = 0.5f }).SetArgDisplayNames("tow ball"),
        new TestCaseData(new PlateLook { DuplicateCode = 2 }).SetArgDisplayNames("duplicate code"),
    ];

    [TestCaseSource(nameof(Looks))]
    public void Wear_shows_on_the_plate_and_leaves_most_of_it_as_it_was(PlateLook look)
    {
        var (clean, worn) = (PlateDrawing.Picture("AE123B"), PlateDrawing.Picture("AE123B", look: look));
        Assert.That(Changed(clean.Bgr, worn.Bgr, 100), Is.InRange(30, clean.Bgr.Length / 4));
        Assert.That(PlateDrawing.Picture("AE123B", look: look).Bgr, Is.EqualTo(worn.Bgr), "the same look twice");
    }

    [Test]
    public void A_duplicate_code_stands_small_above_the_first_dash_of_a_Dutch_plate_alone()
    {
        var look = new PlateLook { DuplicateCode = 1 };
        var (clean, coded) = (PlateDrawing.Picture("AE123B"), PlateDrawing.Picture("AE123B", look: look));
        var at = Enumerable.Range(0, clean.Bgr.Length / 3).Where(i => Math.Abs(clean.Bgr[(3 * i) + 2] - coded.Bgr[(3 * i) + 2]) > 100).ToList();
        Assert.That(at.Select(i => i / clean.Width), Has.All.InRange(15, 55), "above half height");
        Assert.That(at.Max(i => i % clean.Width) - at.Min(i => i % clean.Width), Is.LessThan(20), "small");
        Assert.That(PlateDrawing.Picture("AA AE-123", "HU", look: look).Bgr, Is.EqualTo(PlateDrawing.Picture("AA AE-123", "HU").Bgr));
    }

    [Test]
    public void A_holder_and_a_tow_ball_reach_beyond_the_plate_and_a_bent_plate_keeps_its_corners()
    {
        var scene = StreetScene.CoreArea;
        byte[] Frame(PlateLook? look) => Streets.Frame(scene, Streets.Noon, new VehicleInView(Streets.Van with { Look = look }, false, 0.1));
        var plain = Frame(null);
        var corners = Streets.Renderer.Corners(scene, new VehicleInView(Streets.Van, false, 0.1));
        var below = (X: (int)((corners[2].X + corners[3].X) / 2), Y: (int)corners[3].Y + 3);
        foreach (var look in new[] { new PlateLook { Holder = "MODEL" }, new PlateLook { TowBall = 0.5f } })
            Assert.That(Streets.Pixel(scene, Frame(look), below.X, below.Y), Is.Not.EqualTo(Streets.Pixel(scene, plain, below.X, below.Y)), $"{look}");
        Assert.That(Changed(plain, Frame(new PlateLook { Bend = 25 }), 40), Is.GreaterThan(20));
        Assert.That(Streets.Renderer.Corners(scene, new VehicleInView(Streets.Van with { Look = new PlateLook { Bend = 25 } }, false, 0.1)), Is.EqualTo(corners));
    }

    [Test]
    public void A_light_trailer_repeats_the_plate_in_white_and_a_British_rear_is_yellow()
    {
        static (int Blue, int Green, int Red) Ground(StreetVehicle vehicle, bool inward)
        {
            var (scene, view) = (StreetScene.CoreArea, new VehicleInView(vehicle, inward, inward ? 0.9 : 0.1));
            var c = Streets.Renderer.Corners(scene, view);
            return Streets.Pixel(scene, Streets.Frame(scene, Streets.Noon, view), (c[0].X + c[1].X) / 2, c[0].Y + (0.09f * (c[3].Y - c[0].Y)) + (0.5f * (c[1].Y - c[0].Y)));
        }
        static bool Yellow((int Blue, int Green, int Red) p) => p.Red - p.Blue > 70;
        var towing = new StreetVehicle("AE123B", "NL", VehicleShape.CarWithTrailer, VehicleColour.Grey);
        Assert.That(Yellow(Ground(towing, inward: true)), Is.True);
        Assert.That(Yellow(Ground(towing, inward: false)), Is.False);
        var british = new StreetVehicle("QQ00 III", "GB", VehicleShape.PassengerCar, VehicleColour.Grey);
        Assert.That(Yellow(Ground(british, inward: false)), Is.True);
        Assert.That(Yellow(Ground(british, inward: true)), Is.False);
    }

    [Test]
    public void The_load_of_a_recovery_truck_shows_its_plate_above_the_trucks_own()
    {
        var passages = new StreetPassages(5);
        foreach (var frame in Enumerable.Range(0, 400).Where(n => passages.Truth(n).Carried is not null).Take(3).SelectMany(n => passages.Render(n).Frames))
        {
            Assert.That(frame.Carried, Has.Count.EqualTo(4));
            Assert.That(frame.Carried[2].Y, Is.LessThan(frame.Plate[0].Y));
            Assert.That(frame.Carried.Concat(frame.Plate).All(c => c.X > 0 && c.Y > 0 && c.X < frame.Picture.Width && c.Y < frame.Picture.Height), Is.True);
        }
    }

    private static int Changed(byte[] a, byte[] b, int by) => Enumerable.Range(0, a.Length).Count(i => Math.Abs(a[i] - b[i]) > by);
}
