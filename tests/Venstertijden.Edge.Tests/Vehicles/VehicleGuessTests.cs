using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tests.Vehicles;

/// <summary>Measures in metres to a class, or to none.</summary>
public class VehicleGuessTests
{
    private const double Long = 0.52;
    private const double Moped = 0.145;

    [TestCase(2.0, 1.9, ExpectedResult = "car")]
    [TestCase(2.4, 2.7, ExpectedResult = "van")]
    [TestCase(2.9, 3.6, ExpectedResult = "truck")]
    [TestCase(null, 3.9, ExpectedResult = "truck", Description = "the sides cut off")]
    [TestCase(2.3, 2.35, ExpectedResult = null, Description = "a high car or a low van")]
    [TestCase(null, null, ExpectedResult = null, Description = "nothing but a plate")]
    public string? Tells_a_class_by_size(double? width, double? height)
        => VehicleGuess.Of(Measured(Long, 4.7f, width, height), carried: false)?.Class;

    [Test]
    public void A_small_plate_of_two_lines_is_a_ruler_of_its_own()
        => Assert.That(VehicleGuess.Of(Measured(Moped, 1.16f, 0.8, 1.9), carried: false)!.Class, Is.EqualTo("moped"));

    [Test]
    public void A_carried_vehicle_is_said_to_be_even_when_nothing_else_is_known()
    {
        var hint = VehicleGuess.Of(new VehicleLooks(), carried: true)!;

        Assert.That((hint.Carried, hint.Class, hint.Colour, hint.Confidence), Is.EqualTo((true, (string?)null, (string?)null, 0.0)));
    }

    [Test]
    public void Of_nothing_there_is_no_hint()
        => Assert.That(VehicleGuess.Of(new VehicleLooks(), carried: false), Is.Null);

    private static VehicleLooks Measured(double ruler, float aspect, double? width, double? height)
    {
        var looks = new VehicleLooks();
        var (w, h) = (50f, 50f / aspect);
        var corners = new PlateCorners(new(300 - w, 200 - h), new(300 + w, 200 - h), new(300 + w, 200 + h), new(300 - w, 200 + h));
        for (var i = 0; i < 4; i++)
            looks.Add(new Silhouette(width / ruler, height * 0.75 / ruler, height * 0.25 / ruler), corners);
        return looks;
    }
}
