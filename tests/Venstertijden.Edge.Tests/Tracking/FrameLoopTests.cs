using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;
using static Venstertijden.Edge.Tests.Tracking.Looks;

namespace Venstertijden.Edge.Tests.Tracking;

public class FrameLoopTests
{
    private readonly List<ObservedPassage> _passages = [];

    [TearDown]
    public void Dispose()
    {
        _passages.ForEach(p => p.Dispose());
        _passages.Clear();
    }

    [Test]
    public async Task A_vehicle_is_one_passage_with_its_voted_read()
    {
        await Watch(new ScriptedStreet().Still(2).Approaching("AE123B").Still(3));

        Assert.That(_passages, Has.Count.EqualTo(1));
        var passage = _passages[0];
        Assert.That((passage.Kind, passage.Plate!.Text, passage.Plate.Country, passage.Plate.Agreeing), Is.EqualTo((PassageKind.Read, "AE123B", "NL", 10)));
        Assert.That(passage.SeenFrom, Is.EqualTo(ScriptedStreet.Start + Duration.FromSeconds(2)));
        Assert.That(passage.SeenTo, Is.EqualTo(ScriptedStreet.Start + Duration.FromSeconds(3.8)));
        Assert.That(passage.Direction, Is.EqualTo(Direction.In));
        Assert.That(passage.BestCorners, Is.Not.Null);
    }

    [Test]
    public async Task A_vehicle_that_drives_away_leaves_the_zone()
    {
        var street = new ScriptedStreet();
        for (var i = 9; i >= 0; i--)
            street.Moving(Seen(300 + (10 * i), 150 + (25 * i), 60 + (8 * i), "AE123B"));

        await Watch(street);

        Assert.That(_passages.Single().Direction, Is.EqualTo(Direction.Out));
    }

    [Test]
    public async Task Two_vehicles_at_once_are_two_passages()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 8; i++)
            street.Moving(Seen(150, 150 + (20 * i), 60 + (5 * i), "AE123B"), Seen(480, 380 - (20 * i), 100 - (5 * i), "AI456D"));

        await Watch(street);

        Assert.That(_passages.Select(p => (p.Plate?.Text, p.Direction)), Is.EquivalentTo(new[] { ("AE123B", Direction.In), ("AI456D", Direction.Out) }));
        Assert.That(_passages[0].OtherPlates, Has.Count.EqualTo(1), "to be masked");
    }

    [Test]
    public async Task A_vehicle_outside_the_watched_areas_makes_no_passage_but_is_masked()
    {
        var street = new ScriptedStreet { Areas = new() { Exclude = [[new(0.6, 0), new(1, 0), new(1, 1), new(0.6, 1)]] } };
        for (var i = 0; i < 8; i++)
            street.Moving(Seen(150, 150 + (20 * i), 60 + (5 * i), "AE123B"), Seen(520, 380 - (20 * i), 100 - (5 * i), "AI456D"));

        await Watch(street);

        Assert.That(_passages.Select(p => p.Plate?.Text), Is.EqualTo(new[] { "AE123B" }));
        Assert.That(_passages[0].OtherPlates, Has.Count.EqualTo(1), "to be masked");
    }

    [Test]
    public async Task A_parked_vehicle_is_reported_once_and_never_for_the_one_that_passes()
    {
        var parked = Seen(550, 300, 80, "AI456D");
        var street = new ScriptedStreet();
        for (var i = 0; i < 6; i++)
            street.Moving(Seen(550, 150 + (25 * i), 50 + (5 * i), "AI456D"));
        street.Still(8, parked);
        for (var i = 0; i < 10; i++)
            street.Moving(parked, Seen(100 + (45 * i), 150 + (15 * i), 60 + (4 * i), "AE123B"));
        street.Still(40, parked);

        await Watch(street);

        Assert.That(_passages.Select(p => p.Plate?.Text), Is.EqualTo(new[] { "AI456D", "AE123B" }));
    }

    [Test]
    public async Task A_vehicle_that_is_hidden_for_a_while_is_not_reported_again()
    {
        await Watch(new ScriptedStreet().Approaching("AE123B").Moving().Still(3).Moving(Seen(400, 400, 140, "AE123B")).Moving(Seen(405, 420, 145, "AE123B")));

        Assert.That(_passages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_plate_that_cannot_be_read_is_an_unread_passage()
    {
        await Watch(new ScriptedStreet().Approaching(null));

        Assert.That((_passages.Single().Kind, _passages[0].Plate), Is.EqualTo((PassageKind.Unread, (PlateRead?)null)));
    }

    [Test]
    public async Task A_doubtful_read_stays_unread()
    {
        await Watch(new ScriptedStreet().Approaching("AE123B", confidence: ScriptedStreet.Threshold - 0.05));

        Assert.That(_passages.Single().Kind, Is.EqualTo(PassageKind.Unread));
    }

    [TestCase("AE123B", 0.75, PassageKind.Read, TestName = "A doubtful read that the second reader confirms is read")]
    [TestCase("AE128B", 0.82, PassageKind.Unread, TestName = "A weak read that the second reader contradicts is not")]
    public async Task The_second_reader_is_asked_once_per_passage(string second, double confidence, PassageKind kind)
    {
        var street = new ScriptedStreet { SecondReads = second }.Approaching("AE123B", confidence);

        await Watch(street);

        Assert.That((street.SecondAsked, _passages.Single().Kind), Is.EqualTo((1, kind)));
        Assert.That(_passages[0].Plate?.SecondReader, Is.EqualTo(kind == PassageKind.Read ? second : null));
    }

    [Test]
    public async Task Of_what_no_country_issues_the_second_reader_is_not_asked()
    {
        var street = new ScriptedStreet { SecondReads = "SPOED" }.Approaching("SPOED");

        await Watch(street);

        Assert.That(street.SecondAsked, Is.Zero);
    }

    [Test]
    public async Task A_text_that_no_country_issues_stays_unread()
    {
        await Watch(new ScriptedStreet().Approaching("SPOED"));

        Assert.That(_passages.Single().Kind, Is.EqualTo(PassageKind.Unread));
    }

    [TestCase(null, TestName = "A sign on a wall is no vehicle")]
    [TestCase("AI456D", TestName = "A vehicle that was parked before the edge started did not pass")]
    public async Task What_never_moves_is_no_passage(string? text)
    {
        var sign = Seen(500, 100, 70, text);
        await Watch(new ScriptedStreet().Still(10, sign).Moving(sign).Moving(sign).Still(10, sign));

        Assert.That(_passages, Is.Empty);
    }

    [Test]
    public async Task Lettering_on_a_vehicle_is_no_second_vehicle()
    {
        var street = new ScriptedStreet();
        for (var i = 0; i < 10; i++)
        {
            var (x, y, width) = (300 + (10 * i), 150 + (25 * i), 60 + (8 * i));
            street.Moving(Seen(x, y, width, "AE123B"), Seen(x, y - width, width, "SPOED"));
        }

        await Watch(street);

        Assert.That(_passages.Select(p => p.Plate?.Text), Is.EqualTo(new[] { "AE123B" }));
    }

    [TestCase("AI456D", true, TestName = "A vehicle on a recovery truck is marked as carried")]
    [TestCase("AE123B", false, TestName = "A second plate with the same text is no vehicle on another")]
    public async Task A_plate_that_rides_above_another(string text, bool carried)
    {
        var (lower, upper) = (CarriedVehicleTests.Drive(0.5, 14), CarriedVehicleTests.Drive(1.5, 16));
        var street = new ScriptedStreet();
        for (var i = 0; i < lower.Count; i++)
            street.Moving(At(lower[i], "AE123B"), At(upper[i], text));

        await Watch(street);

        Assert.That(_passages.Select(p => p.Vehicle?.Carried ?? false), carried ? Is.EquivalentTo(new[] { false, true }) : Is.All.False);
        Assert.That(_passages.Where(p => p.Vehicle?.Carried == true).Select(p => p.Plate!.Text), Is.All.EqualTo("AI456D"));

        static PlateSeen At(PlateLook look, string text) => new(new PlateFound(look.Corners, look.Score), ReadAs(text), TimeSpan.Zero);
    }

    [Test]
    public async Task Of_pictures_each_clip_is_a_passage_even_with_the_same_plate()
    {
        var street = new ScriptedStreet { Traits = SourceTraits.Pictures };
        foreach (var clip in (string[])["a", "b"])
        {
            for (var i = 0; i < 10; i++)
                street.InClip(clip, Seen(300 + (i % 3), 200, 90, "AE123B"), Seen(100 + (i % 3), 200, 90, "AI456D"));
        }

        await Watch(street);

        Assert.That(_passages.Select(p => p.Plate?.Text), Is.EqualTo(new[] { "AE123B", "AI456D", "AE123B", "AI456D" }));
        Assert.That(_passages.Select(p => p.Direction), Is.All.EqualTo(Direction.Unknown));
    }

    [Test]
    public async Task An_empty_street_is_hardly_searched()
    {
        var street = new ScriptedStreet().Still(60);

        await Watch(street);

        Assert.That(street.Searches, Is.LessThan(25), "of 300 frames");
    }

    [Test]
    public async Task Stopping_brings_out_what_is_under_way()
    {
        using var stop = new CancellationTokenSource();
        var street = new ScriptedStreet { Shown = i => { if (i == 6) stop.Cancel(); } }.Approaching("AE123B");

        _passages.AddRange(await street.WatchAsync(stop: stop.Token));

        Assert.That(_passages.Single().Plate!.Text, Is.EqualTo("AE123B"));
    }

    [Test]
    public async Task Counts_frames_plates_and_usable_reads()
    {
        var counters = new EdgeCounters();

        _passages.AddRange(await new ScriptedStreet().Approaching("AE123B").Still(3).Approaching(null).WatchAsync(counters));

        var counted = counters.Read();
        Assert.That((counted.Frames, counted.Passages, counted.UsableReads), Is.EqualTo((35, 2, 1)));
        Assert.That((counted.Sharpness, counted.Exposure), Is.Not.EqualTo(((double?)null, (double?)null)));
    }

    private async Task Watch(ScriptedStreet street) => _passages.AddRange(await street.WatchAsync());
}
