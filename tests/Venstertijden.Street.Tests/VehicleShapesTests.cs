namespace Venstertijden.Street.Tests;

public class VehicleShapesTests
{
    [TestCase("M1", null, VehicleShape.PassengerCar)]
    [TestCase("", null, VehicleShape.PassengerCar)]
    [TestCase("M3", null, VehicleShape.Bus)]
    [TestCase("N1", "gesloten opbouw", VehicleShape.Van)]
    [TestCase("N2", null, VehicleShape.Truck)]
    [TestCase("N3", "geconditioneerd voertuig", VehicleShape.Truck)]
    [TestCase("N3", "opleggertrekker", VehicleShape.TractorWithSemitrailer)]
    [TestCase("n3", "BC", VehicleShape.TractorWithSemitrailer)]
    [TestCase("L1", null, VehicleShape.Moped)]
    [TestCase("L6e", null, VehicleShape.Moped)]
    public void The_register_says_what_drives_by(string category, string? body, VehicleShape shape)
        => Assert.That(VehicleShapes.Of(category, body), Is.EqualTo(shape));
}
