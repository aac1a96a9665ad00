using NodaTime;

namespace Venstertijden.Street.Tests;

public class StreetClipTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 10, 0);

    [Test]
    public void Two_seconds_give_ten_frames_200_ms_apart_from_the_start()
    {
        var clip = StreetClip.Of(Streets.Renderer, StreetScene.Brink, new StreetPassage(Start, Streets.Van, true, Duration.FromSeconds(2)));
        Assert.That(clip.Count, Is.EqualTo(10));
        Assert.That(Enumerable.Range(0, 10).Select(clip.TakenAt), Is.EqualTo(Enumerable.Range(0, 10).Select(i => Start + Duration.FromMilliseconds(200 * i))));
    }

    [Test]
    public void The_frames_are_those_that_render_draws_one_by_one()
    {
        var clip = StreetClip.Of(Streets.Renderer, StreetScene.Brink, new StreetPassage(Start, Streets.Van, true, Duration.FromMilliseconds(400)));
        var bgr = new byte[StreetScene.Brink.FrameBytes];
        foreach (var (frame, i) in clip.Frames().Select((f, i) => (f, i)))
        {
            clip.Render(i, bgr);
            Assert.That(frame.Bgr.SequenceEqual(bgr), Is.True);
            Assert.That(frame.Taken, Is.EqualTo(clip.TakenAt(i)));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_vehicle_grows_on_its_way_in_and_shrinks_on_its_way_out(bool inward)
    {
        var clip = Streets.Passage(StreetScene.CoreArea, Streets.Van, inward);
        var widths = Enumerable.Range(0, clip.Count).Select(i => Streets.Renderer.Corners(StreetScene.CoreArea, clip.InView(i)[^1])).Select(c => c[1].X - c[0].X).ToList();
        Assert.That(widths, inward ? Is.Ordered.Ascending : Is.Ordered.Descending);
    }

    [Test]
    public void Idle_streets_see_now_a_pedestrian_now_a_cyclist_and_mostly_nobody()
    {
        var clip = StreetClip.Idle(Streets.Renderer, StreetScene.CoreArea, Start, 6000);
        var shapes = Enumerable.Range(0, 6000).Select(i => clip.InView(i)).ToList();
        Assert.That(shapes.Count(s => s.Count == 0), Is.GreaterThan(2500));
        Assert.That(shapes.SelectMany(s => s).Select(v => v.Vehicle.Shape).Distinct(), Is.EquivalentTo(new[] { VehicleShape.Pedestrian, VehicleShape.Bicycle }));
    }

    [Test]
    public void During_a_passage_people_keep_to_the_pavement()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            var clip = StreetClip.Of(Streets.Renderer, StreetScene.Brink, new StreetPassage(Start + Duration.FromMinutes(minute), Streets.Van, true, Duration.FromSeconds(2)));
            Assert.That(clip.InView(5).SkipLast(1).Select(v => v.Vehicle.Shape), Has.All.EqualTo(VehicleShape.Pedestrian));
        }
    }
}
