namespace Venstertijden.Street.Tests;

public class StreetPassagesTests
{
    private static readonly StreetPassages Passages = new(5);

    [Test]
    public void A_passage_is_the_same_to_the_byte_in_any_order_and_from_any_thread()
    {
        int[] numbers = [0, 61, 3];
        var first = numbers.Select(Passages.Render).ToList();
        var again = new RenderedPassage[numbers.Length];
        var other = new StreetPassages(5);
        Parallel.For(0, numbers.Length, i => again[numbers.Length - 1 - i] = other.Render(numbers[numbers.Length - 1 - i]));
        for (var i = 0; i < numbers.Length; i++)
        {
            Assert.That(again[i].Truth, Is.EqualTo(first[i].Truth));
            Assert.That(again[i].Frames.Count, Is.EqualTo(first[i].Frames.Count));
            foreach (var (a, b) in again[i].Frames.Zip(first[i].Frames))
            {
                Assert.That(a.Taken, Is.EqualTo(b.Taken));
                Assert.That(a.Picture.Bgr.SequenceEqual(b.Picture.Bgr), Is.True);
            }
        }
    }

    [Test]
    public void Another_seed_gives_other_plates()
        => Assert.That(Enumerable.Range(0, 20).Select(new StreetPassages(6).Truth).Select(t => t.Plate.Text), Is.Not.EqualTo(Enumerable.Range(0, 20).Select(Passages.Truth).Select(t => t.Plate.Text)));

    [Test]
    public void The_truth_is_known_without_rendering()
        => Assert.That(Passages.Truth(7), Is.EqualTo(Passages.Render(7).Truth));

    [Test]
    public void A_passage_has_3_to_6_small_frames_in_order_of_time_with_the_plate_within()
    {
        for (var number = 0; number < 6; number++)
        {
            var passage = Passages.Render(number);
            Assert.That(passage.Frames.Count, Is.InRange(3, 6));
            Assert.That(passage.Frames.Select(f => f.Taken), Is.Ordered.Ascending);
            foreach (var frame in passage.Frames)
            {
                Assert.That((frame.Picture.Width, frame.Picture.Height), Is.AnyOf((480, 270), (560, 315), (640, 360)));
                Assert.That(frame.Picture.Bgr, Has.Length.EqualTo(frame.Picture.Width * frame.Picture.Height * 3));
                Assert.That(frame.Plate, Has.Count.EqualTo(4));
                Assert.That(frame.Plate.All(c => c.X > 0 && c.Y > 0 && c.X < frame.Picture.Width && c.Y < frame.Picture.Height), Is.True);
            }
        }
    }

    [Test]
    public void Over_many_passages_everything_occurs_that_a_reader_must_be_measured_on()
    {
        var truths = Enumerable.Range(0, 1000).Select(Passages.Truth).ToList();
        Assert.That(truths.Where(t => t.Plate.Country == "NL").Select(t => t.Plate.Kind).Distinct(), Is.EquivalentTo(PlateSeries.KindsOf("NL")));
        Assert.That(truths.Count(t => t.Plate.Country == "NL"), Is.InRange(600, 800));
        Assert.That(truths.Select(t => t.Plate.Country).Distinct().Count(), Is.GreaterThan(25));
        Assert.That(truths.Select(t => t.Light).Distinct(), Is.EquivalentTo(Enum.GetValues<PassageLight>()));
        Assert.That(truths.Select(t => t.Weather).Distinct(), Is.EquivalentTo(Enum.GetValues<PassageWeather>()));
        Assert.That(truths.Select(t => t.Shape).Distinct(), Is.EquivalentTo(Enum.GetValues<VehicleShape>().Except([VehicleShape.Bicycle, VehicleShape.Pedestrian])));
        Assert.That(truths.Count(t => t.Carried is not null), Is.GreaterThan(20));
        Assert.That(truths.Where(t => t.Carried is not null).Select(t => t.Shape), Has.All.EqualTo(VehicleShape.RecoveryTruck));
        Assert.That(truths.Count(t => Math.Abs(t.Turn) > 25), Is.InRange(40, 250));
        Assert.That(truths.Where(t => !t.Plate.TwoLines).Select(t => t.Width), Has.All.InRange(30f, 260f));
    }

    [Test]
    public void The_characters_are_those_of_the_text_alone()
        => Assert.That(new PlateTruth("AA AE-123", "HU", PlateKind.Standard).Characters, Is.EqualTo("AAAE123"));

    [Test]
    public void Numbers_below_zero_are_refused() => Assert.That(() => Passages.Render(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
