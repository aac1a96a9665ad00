using NodaTime;

namespace Venstertijden.Street.Tests;

public class StreetRendererTests
{
    private static IEnumerable<TestCaseData> EveryShapeBothWays =>
        from scene in Streets.All
        from shape in Enum.GetValues<VehicleShape>()
        from inward in new[] { true, false }
        select new TestCaseData(scene, shape, inward).SetArgDisplayNames(scene.Id, shape.ToString(), inward ? "in" : "out");

    private static IEnumerable<TestCaseData> EveryShape =>
        from scene in Streets.All
        from shape in Enum.GetValues<VehicleShape>()
        select new TestCaseData(scene, shape).SetArgDisplayNames(scene.Id, shape.ToString());

    private static IEnumerable<TestCaseData> EveryScene => Streets.All.Select(scene => new TestCaseData(scene).SetArgDisplayNames(scene.Id));

    [Test]
    public void The_same_arguments_give_the_same_bytes()
    {
        var view = new VehicleInView(Streets.Van, true, 0.7);
        var (first, second) = (Streets.Frame(StreetScene.Brink, Streets.Noon, view), Streets.Frame(StreetScene.Brink, Streets.Noon, view));
        Assert.That(second.SequenceEqual(first), Is.True);
    }

    [Test]
    public void Another_renderer_gives_the_same_bytes_from_several_threads_at_once()
    {
        var view = new VehicleInView(Streets.Van, false, 0.4);
        var expected = Streets.Frame(StreetScene.CoreArea, Streets.Noon, view);
        var other = new StreetRenderer();
        var frames = new byte[4][];
        Parallel.For(0, frames.Length, i =>
        {
            frames[i] = new byte[StreetScene.CoreArea.FrameBytes];
            other.Render(StreetScene.CoreArea, Streets.Noon, [view], frames[i], 1);
        });
        Assert.That(frames.All(frame => frame.SequenceEqual(expected)), Is.True);
    }

    [Test]
    public void Two_frames_of_the_empty_street_differ_by_the_grain_of_the_sensor_alone()
    {
        var (a, b) = (Streets.Frame(StreetScene.Brink, Streets.Noon, 1), Streets.Frame(StreetScene.Brink, Streets.Noon, 2));
        var largest = 0;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
        Assert.That(largest, Is.InRange(1, 30));
    }

    [TestCaseSource(nameof(EveryScene))]
    public void A_day_frame_is_much_brighter_than_a_night_frame(StreetScene scene)
        => Assert.That(Streets.Brightness(Streets.Frame(scene, Streets.Noon)), Is.GreaterThan(1.4 * Streets.Brightness(Streets.Frame(scene, Streets.Night))));

    [TestCaseSource(nameof(EveryScene))]
    public void Dusk_lies_between_day_and_night(StreetScene scene)
    {
        var dusk = Streets.Brightness(Streets.Frame(scene, new LocalDateTime(2026, 12, 8, 16, 28)));
        Assert.That(dusk, Is.LessThan(Streets.Brightness(Streets.Frame(scene, Streets.Noon))).And.GreaterThan(Streets.Brightness(Streets.Frame(scene, Streets.Night))));
    }

    [TestCaseSource(nameof(EveryShape))]
    public void What_passes_changes_the_picture_and_only_where_it_is(StreetScene scene, VehicleShape shape)
    {
        var empty = Streets.Empty(scene);
        var passing = Streets.Frame(scene, Streets.Noon, new VehicleInView(Streets.Of(shape), true, 0.5));
        var changed = 0;
        for (var i = 0; i < empty.Length; i += 3)
        {
            if (Math.Abs(empty[i] - passing[i]) > 24)
                changed++;
        }
        Assert.That(changed, Is.InRange(400, scene.Width * scene.Height / 3));
    }

    [TestCaseSource(nameof(EveryShapeBothWays))]
    public void The_plate_stays_within_its_region_and_the_frame_during_the_passage(StreetScene scene, VehicleShape shape, bool inward)
    {
        var clip = Streets.Passage(scene, Streets.Of(shape), inward);
        var corners = Enumerable.Range(0, clip.Count).SelectMany(i => Streets.Renderer.Corners(scene, clip.InView(i)[^1])).ToList();
        var shows = shape is not (VehicleShape.Bicycle or VehicleShape.Pedestrian) && !(shape == VehicleShape.Moped && inward);
        Assert.That(corners, shows ? Has.Count.EqualTo(4 * clip.Count) : Is.Empty);
        Assert.That(corners.All(c => scene.PlateRoi.Contains(c.X, c.Y)), Is.True);
    }

    [Test]
    public void A_standard_plate_is_70_to_190_pixels_wide_when_the_vehicle_is_nearest()
    {
        foreach (var scene in Streets.All)
        {
            var corners = Streets.Renderer.Corners(scene, new VehicleInView(Streets.Van, true, 0.95));
            Assert.That(corners[1].X - corners[0].X, Is.InRange(70f, 190f), scene.Id);
        }
    }

    [Test]
    public void The_corners_go_clockwise_from_the_upper_left_of_a_yellow_plate()
    {
        var scene = StreetScene.CoreArea;
        var view = new VehicleInView(Streets.Van, true, 0.9);
        var c = Streets.Renderer.Corners(scene, view);
        var frame = Streets.Frame(scene, Streets.Noon, view);
        // Right of the band and above the letters there is nothing but ground colour.
        var (x, y) = (c[0].X + (0.5f * (c[1].X - c[0].X)), c[0].Y + (0.09f * (c[3].Y - c[0].Y)) + (0.5f * (c[1].Y - c[0].Y)));
        var (blue, green, red) = Streets.Pixel(scene, frame, x, y);
        Assert.That(red - blue, Is.GreaterThan(70));
        Assert.That(red, Is.GreaterThan(green));
        Assert.That(c[0].X < c[1].X && c[1].Y < c[2].Y && c[3].X < c[2].X && c[0].Y < c[3].Y);
    }

    [TestCaseSource(nameof(EveryScene))]
    public void The_sign_areas_hold_a_blue_sign_and_a_red_ring(StreetScene scene)
    {
        var frame = Streets.Frame(scene, Streets.Noon);
        Assert.That(scene.SignAreas, Has.Count.EqualTo(2));
        Assert.That(Share(scene, frame, scene.SignAreas[0], p => p.Blue > p.Red + 60), Is.GreaterThan(0.1));
        Assert.That(Share(scene, frame, scene.SignAreas[1], p => p.Red > p.Green + 80), Is.GreaterThan(0.04));
        Assert.That(Share(scene, frame, scene.SignAreas[0], p => Math.Min(p.Blue, p.Red) > 170), Is.GreaterThan(0.3));
    }

    [TestCaseSource(nameof(EveryShape))]
    public void No_vehicle_drives_before_the_signs(StreetScene scene, VehicleShape shape)
    {
        var empty = Streets.Empty(scene);
        foreach (var progress in new[] { 0.05, 0.95 })
        {
            var frame = Streets.Frame(scene, Streets.Noon, new VehicleInView(Streets.Of(shape), false, progress));
            foreach (var area in scene.SignAreas)
                Assert.That(Differs(scene, empty, frame, area), Is.LessThan(0.01), $"{progress}");
        }
    }

    [Test]
    public void A_buffer_of_the_wrong_size_is_refused_with_the_size_that_it_takes()
        => Assert.That(() => Streets.Renderer.Render(StreetScene.Brink, Streets.Noon, [], new byte[10]), Throws.ArgumentException.With.Message.Contains("2764800"));

    private static double Share(StreetScene scene, byte[] frame, PixelBox area, Func<(int Blue, int Green, int Red), bool> holds)
    {
        var hits = 0;
        for (var y = area.Y; y < area.Y + area.Height; y++)
        {
            for (var x = area.X; x < area.X + area.Width; x++)
                hits += holds(Streets.Pixel(scene, frame, x, y)) ? 1 : 0;
        }
        return (double)hits / (area.Width * area.Height);
    }

    private static double Differs(StreetScene scene, byte[] a, byte[] b, PixelBox area)
    {
        var hits = 0;
        for (var y = area.Y; y < area.Y + area.Height; y++)
        {
            for (var x = area.X; x < area.X + area.Width; x++)
                hits += Math.Abs(Streets.Pixel(scene, a, x, y).Green - Streets.Pixel(scene, b, x, y).Green) > 20 ? 1 : 0;
        }
        return (double)hits / (area.Width * area.Height);
    }
}
