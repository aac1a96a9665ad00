using NodaTime;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;
using Venstertijden.Street;
using PlateLook = Venstertijden.Edge.Tracking.PlateLook;

namespace Venstertijden.Edge.Tests.Tracking;

/// <summary>Plates at known heights and distances, as a camera four metres above the street sees them.</summary>
public class CarriedVehicleTests
{
    private const double Focal = 1100;
    private const double Horizon = 120;
    private const double CameraHeight = 4;
    private const double LongPlate = 0.52;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 6, 30);

    [TestCase(1.45, 3.0, TestName = "A car on the bed, seen from the front")]
    [TestCase(1.70, 0.2, TestName = "A car on the bed, seen from the rear")]
    [TestCase(1.90, 5.0, TestName = "A car on the upper deck of a transporter")]
    public void A_plate_that_rides_high_above_another_is_carried(double height, double behind)
        => Assert.That(CarriedVehicle.RidesOn(Drive(height, 20 + behind), Drive(0.5, 20)), Is.True);

    [TestCase(0.45, 7.0, 0, TestName = "A car that follows at the same speed")]
    [TestCase(0.95, 9.0, 0, TestName = "A bus that follows a low car")]
    [TestCase(0.45, 6.0, 2, TestName = "A car that follows and falls behind")]
    [TestCase(1.60, 6.0, 3, TestName = "A lorry with a high plate that falls behind")]
    public void One_that_follows_is_not(double height, double behind, double slower)
        => Assert.That(CarriedVehicle.RidesOn(Drive(height, 20 + behind, speed: 5 - slower), Drive(0.4, 20)), Is.False);

    [Test]
    public void Plates_that_hardly_come_nearer_tell_it_only_at_the_same_distance()
    {
        Assert.That(CarriedVehicle.RidesOn(Drive(1.6, 12.2, speed: 0.2), Drive(0.5, 12, speed: 0.2)), Is.True);
        Assert.That(CarriedVehicle.RidesOn(Drive(0.5, 18, speed: 0.2), Drive(0.5, 12, speed: 0.2)), Is.False);
    }

    [Test]
    public void Too_few_looks_tell_nothing()
        => Assert.That(CarriedVehicle.RidesOn([.. Drive(1.5, 22).Take(2)], Drive(0.5, 20)), Is.False);

    [Test]
    public void Corners_that_are_off_by_half_a_pixel_make_no_difference()
    {
        var chance = new Random(3);

        Assert.That(CarriedVehicle.RidesOn(Drive(1.45, 23, chance: chance), Drive(0.5, 20, chance: chance)), Is.True);
        Assert.That(CarriedVehicle.RidesOn(Drive(0.45, 27, chance: chance), Drive(0.5, 20, chance: chance)), Is.False);
    }

    [Test]
    public void Rendered_cars_on_the_deck_of_a_recovery_truck_are_carried()
    {
        var street = new StreetPassages(seed: 11);
        var rendered = Enumerable.Range(0, 900).Where(n => street.Truth(n).Carried is not null).Take(8).Select(street.Render).ToList();
        var carried = rendered.Count(passage => CarriedVehicle.RidesOn(Of(passage, f => f.Carried), Of(passage, f => f.Plate)));
        var carrier = rendered.Count(passage => CarriedVehicle.RidesOn(Of(passage, f => f.Plate), Of(passage, f => f.Carried)));

        TestContext.Out.WriteLine($"{carried} of {rendered.Count} carried");
        Assert.That(rendered, Has.Count.EqualTo(8));
        Assert.That(carried, Is.GreaterThanOrEqualTo(6));
        Assert.That(carrier, Is.Zero);

        static List<PlateLook> Of(RenderedPassage passage, Func<PassageFrame, IReadOnlyList<PixelPoint>> plate)
            => [.. passage.Frames.Where(f => plate(f).Count == 4).Select(f => new PlateLook(f.Taken, Corners(plate(f)), 0.9f))];

        static PlateCorners Corners(IReadOnlyList<PixelPoint> c) => new(new(c[0].X, c[0].Y), new(c[1].X, c[1].Y), new(c[2].X, c[2].Y), new(c[3].X, c[3].Y));
    }

    internal static List<PlateLook> Drive(double height, double distance, double speed = 5, Random? chance = null)
        => [.. Enumerable.Range(0, 10).Select(i =>
        {
            var depth = distance - (speed * 0.2 * i);
            double Off() => chance is null ? 0 : chance.NextDouble() - 0.5;
            return new PlateLook(
                Start + (Duration.FromMilliseconds(200) * i),
                Looks.At(640 + Off(), Horizon + (Focal * (CameraHeight - height) / depth) + Off(), (Focal * LongPlate / depth) + Off()),
                0.9f);
        })];
}
