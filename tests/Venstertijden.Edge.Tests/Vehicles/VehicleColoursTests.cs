using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tests.Vehicles;

public class VehicleColoursTests
{
    [TestCase(245, 250, 252, ExpectedResult = "white")]
    [TestCase(100, 104, 108, ExpectedResult = "grey")]
    [TestCase(160, 163, 166, ExpectedResult = null, Description = "silver in full light or white in the shade")]
    [TestCase(30, 32, 34, ExpectedResult = "black")]
    [TestCase(122, 66, 32, ExpectedResult = "blue")]
    [TestCase(28, 26, 150, ExpectedResult = "red")]
    [TestCase(64, 92, 34, ExpectedResult = "green")]
    [TestCase(30, 178, 222, ExpectedResult = "yellow")]
    [TestCase(24, 96, 206, ExpectedResult = "orange")]
    [TestCase(40, 60, 92, ExpectedResult = "brown")]
    [TestCase(160, 40, 150, ExpectedResult = null, Description = "the wire has no purple")]
    public string? Names_a_paint(double blue, double green, double red)
    {
        var (family, brightness) = VehicleColours.Of((blue, green, red));
        return VehicleColours.Name(family, brightness);
    }

    [Test]
    public void Glass_and_grille_do_not_make_a_red_car_black()
    {
        var votes = new PaintVotes();
        for (var i = 0; i < 100; i++)
        {
            votes.Add((28, 26, 150));
            votes.Add((25, 26, 28));
        }

        Assert.That(votes.Colour().Name, Is.EqualTo("red"));
        Assert.That(votes.Colour().Share, Is.EqualTo(1 / 1.35).Within(1e-9));
    }

    [Test]
    public void Few_cells_tell_nothing()
    {
        var votes = new PaintVotes();
        votes.Add((28, 26, 150));

        Assert.That(votes.Colour().Name, Is.Null);
    }
}
