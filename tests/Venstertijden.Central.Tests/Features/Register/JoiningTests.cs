using Venstertijden.Central.Features.Register.Import;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Tests.Features.Register;

public class JoiningTests
{
    [TestCase("Diesel 5", "Diesel", "5")]
    [TestCase("Elektriciteit Z", "Elektriciteit", "Z")]
    [TestCase("Elektriciteit", "Elektriciteit", "", TestName = "no class is unknown, also of an electric vehicle: the verdict says that it inferred")]
    [TestCase("Waterstof Z, Elektriciteit", "Elektriciteit+Waterstof", "Z")]
    [TestCase("Benzine 6, Elektriciteit Z", "Benzine+Elektriciteit", "6", TestName = "the class of what burns counts")]
    [TestCase("Benzine, Elektriciteit Z", "Benzine+Elektriciteit", "", TestName = "an electric row says nothing of the exhaust")]
    [TestCase("Benzine 4, LPG 4", "Benzine+LPG", "4")]
    [TestCase("Benzine 5, LPG 4", "Benzine+LPG", "", TestName = "two classes are none")]
    [TestCase("Benzine 5, LPG", "Benzine+LPG", "5")]
    [TestCase("Diesel Z", "Diesel", "", TestName = "diesel is never class Z")]
    [TestCase("Diesel R", "Diesel", "", TestName = "a class that the rules do not know")]
    [TestCase("Benzine 6, unclear", "", "", TestName = "a row that could not be read")]
    [TestCase("", "", "", TestName = "no row")]
    public void Fuels_and_class_follow_from_the_rows(string rows, string fuels, string emissionClass)
    {
        Detail[] details = [.. rows.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Of)];
        foreach (var order in (Detail[][])[details, [.. details.Reverse()]])
        {
            var (joined, found) = Joining.Fuels(order);
            Assert.That((joined.Text(), found == '\0' ? "" : found.ToString()), Is.EqualTo((fuels, emissionClass)));
        }
    }

    private static Detail Of(string row)
    {
        string[] parts = row.Split(' ');
        if (!FuelWords.TryParse(parts[0], out var fuel))
            return new Detail(1, DetailKind.FuelsUnclear, 0, 0);
        byte emissionClass = parts.Length == 1 ? (byte)0 : EmissionClasses.TryParse(parts[1], out _) ? (byte)parts[1][0] : Detail.OddClass;
        return new Detail(1, DetailKind.Fuel, emissionClass, (ushort)fuel);
    }
}
