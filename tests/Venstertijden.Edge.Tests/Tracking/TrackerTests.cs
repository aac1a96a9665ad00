using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;
using static Venstertijden.Edge.Tests.Tracking.Looks;

namespace Venstertijden.Edge.Tests.Tracking;

/// <summary>One passage per vehicle, whatever else is in the picture.</summary>
public class TrackerTests
{
    private readonly List<ObservedPassage> _passages = [];

    [TearDown]
    public void Dispose()
    {
        _passages.ForEach(p => p.Dispose());
        _passages.Clear();
    }

    [Test]
    public async Task Two_vehicles_that_cross_keep_their_own_text()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 10; i++)
            street.Moving(Seen(120 + (40 * i), 200 + (12 * i), 70 + (4 * i), "AE123B"), Seen(520 - (40 * i), 310 - (12 * i), 106 - (4 * i), "AI456D"));

        await Watch(street);

        Assert.That(_passages.Select(p => (p.Plate?.Text, p.Plate?.Agreeing)), Is.EquivalentTo(new[] { ("AE123B", 10), ("AI456D", 10) }));
    }

    [Test]
    public async Task A_vehicle_that_another_hides_for_a_moment_is_one_passage()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 12; i++)
        {
            if (i is >= 4 and < 8)
                street.Moving();
            else
                street.Moving(Seen(300 + (8 * i), 120 + (22 * i), 60 + (7 * i), "AE123B"));
        }

        await Watch(street);

        Assert.That((_passages.Single().Plate!.Agreeing, _passages[0].SeenTo - _passages[0].SeenFrom), Is.EqualTo((8, Duration.FromSeconds(2.2))));
    }

    [Test]
    public async Task The_evidence_is_the_frame_that_was_read_best()
    {
        var street = new ScriptedStreet();
        double[] confidence = [0.82, 0.85, 0.9, 0.99, 0.88, 0.84];
        for (var i = 0; i < confidence.Length; i++)
            street.Moving(Seen(300 + (10 * i), 150 + (25 * i), 60 + (8 * i), i == 5 ? "AE128B" : "AE123B", i == 5 ? 1 : confidence[i]));

        await Watch(street);

        Assert.That(_passages.Single().BestTaken, Is.EqualTo(ScriptedStreet.Start + Duration.FromMilliseconds(600)), "not the surest frame of another text");
        Assert.That(_passages[0].BestCorners, Is.EqualTo(At(330, 225, 84)));
    }

    [TestCase(2, PassageKind.Read)]
    [TestCase(3, PassageKind.Unread)]
    public async Task As_many_looks_must_agree_as_are_configured(int agreeing, PassageKind kind)
    {
        var street = new ScriptedStreet { Options = new() { LeastAgreeing = agreeing } };
        for (var i = 0; i < 6; i++)
            street.Moving(Seen(300 + (10 * i), 150 + (25 * i), 60 + (8 * i), i is 2 or 3 ? "AE123B" : null));

        await Watch(street);

        Assert.That(_passages.Single().Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task A_passage_carries_a_view_of_another_moment_that_shows_it_drove()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 8; i++)
            street.Moving(Seen(100 + (60 * i), 200, 100, "AE123B"));

        await Watch(street);

        var passage = _passages.Single();
        Assert.That(passage.Context, Is.Not.Null);
        Assert.That(passage.Context!.Taken, Is.Not.EqualTo(passage.BestTaken));
        var moved = (passage.Context.Corners.Middle() * 2) - passage.BestCorners!.Value.Middle();
        Assert.That(Math.Abs(moved.X), Is.GreaterThan(50), "elsewhere in the picture, which is half as large");
    }

    [TestCase("AE123B", 1, TestName = "A plate that is read while it comes straight on is a passage")]
    [TestCase(null, 0, TestName = "What is never read and only changes size in one place is none")]
    public async Task Growing_in_one_place(string? text, int passages)
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 8; i++)
            street.Moving(Seen(400 - (4 * i), 200 - i, 80 + (8 * i), text));

        await Watch(street);

        Assert.That(_passages, Has.Count.EqualTo(passages));
    }

    [TestCase(1, ExpectedResult = 0)]
    [TestCase(0.1, ExpectedResult = 1)]
    public async Task<int> How_far_a_plate_must_move_before_it_drives(double widths)
    {
        var street = new ScriptedStreet { Options = new TrackingOptions { DrivesAfter = widths } };
        for (var i = 0; i < 4; i++)
            street.Moving(Seen(300 + (5 * i), 200, 80, "AE123B"));

        await Watch(street);

        return _passages.Count;
    }

    [Test]
    public async Task Frames_whose_plate_gave_no_text_are_counted()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 10; i++)
            street.Moving(Seen(300 + (10 * i), 150 + (25 * i), 60 + (8 * i), i < 6 ? null : i == 6 ? "AE" : "AE123B"));

        await Watch(street);

        Assert.That((_passages.Single().Frames, _passages[0].FramesWithText, _passages[0].Plate!.Agreeing), Is.EqualTo((10, 3, 3)));
    }

    [TestCase(true, 1, TestName = "A vehicle that shows no plate is a passage of its own kind where that is wanted")]
    [TestCase(false, 0, TestName = "A vehicle that shows no plate is nothing where it is not")]
    public async Task What_moves_without_a_plate(bool wanted, int passages)
    {
        var street = Measured(wanted);
        for (var i = 0; i < 10; i++)
            street.Showing(Ahead(i, width: 1.9, height: 1.6));
        street.Still(3);

        await Watch(street);

        Assert.That(_passages.Count(p => p.Kind == PassageKind.NoPlate), Is.EqualTo(passages));
        Assert.That(_passages.Where(p => p.Kind == PassageKind.NoPlate).Select(p => (p.Plate, p.BestCorners, p.Direction)), Is.All.EqualTo(((PlateRead?)null, (PlateCorners?)null, Direction.In)));
    }

    [Test]
    public async Task What_walks_is_no_vehicle()
    {
        var street = Measured(true);
        for (var i = 0; i < 10; i++)
            street.Showing(Ahead(i, width: 0.6, height: 1.8));
        for (var i = 0; i < 40; i++)
            street.Showing(Ahead(i / 8.0, width: 1.9, height: 1.7));
        street.Still(3);

        await Watch(street);

        Assert.That(_passages.Select(p => p.Kind), Has.No.Member(PassageKind.NoPlate), "too narrow, or too slow");
    }

    [Test]
    public async Task A_plate_that_cannot_be_read_is_unread_and_not_without_a_plate()
    {
        var street = Measured(true);
        for (var i = 0; i < 10; i++)
        {
            var box = Ahead(i, width: 1.9, height: 1.6);
            street.Showing(box, Seen(box.X + (box.Width / 2.0), Row(i, 0.5), Scale(i) * 0.52, null));
        }

        await Watch(street.Still(3));

        Assert.That(_passages.Select(p => p.Kind), Is.EqualTo(new[] { PassageKind.Read, PassageKind.Read, PassageKind.Read, PassageKind.Read, PassageKind.Unread }));
    }

    /// <summary>A street in which four vehicles with plates passed, so that its scale is known.</summary>
    private static ScriptedStreet Measured(bool withoutPlate)
    {
        var street = new ScriptedStreet { Options = new() { WithoutPlate = withoutPlate } };
        foreach (var text in (string[])["AE123B", "AI456D", "AE789B", "AI321D"])
        {
            for (var i = 0; i < 12; i++)
                street.Showing(Ahead(i * 0.8, width: 1.8, height: 1.5), Seen(320, Row(i * 0.8, 0.5), Scale(i * 0.8) * 0.52, text));
            // Until the background has forgotten it.
            street.Still(15);
        }

        return street;
    }

    // A camera four metres up, the horizon in row 40, a vehicle that comes from 16 m to 8 m.
    private static double Scale(double step) => 700 / (16 - (0.85 * step));

    private static double Row(double step, double height) => 40 + ((4 - height) * Scale(step));

    private static Rect Ahead(double step, double width, double height)
    {
        var scale = Scale(step);
        return new Rect((int)(320 - (width * scale / 2)), (int)Row(step, height), (int)(width * scale), (int)(height * scale));
    }

    private async Task Watch(ScriptedStreet street) => _passages.AddRange(await street.WatchAsync());
}
