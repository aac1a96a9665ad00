using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Cli.Bench;

/// <summary>Traffic as a day shows it: most inside the windows, some with an exemption, a few of which the register lacks a fact.</summary>
internal static class BenchTraffic
{
    private const int Days = 300;

    /// <summary>Passages in all zones of Assen, in the mornings of the first days from 2 March 2026.</summary>
    public static IEnumerable<PassageFacts> Passages(Random random, int count)
    {
        ZoneId[] zones = [.. AssenPolicies.All.Zones];
        VehicleCategory[] categories = [VehicleCategory.N1, VehicleCategory.N1, VehicleCategory.N1, VehicleCategory.M1, VehicleCategory.N2, VehicleCategory.N3, VehicleCategory.L1];
        var body = VehicleBody.Of("gesloten opbouw");
        var plate = PlateText.Of(Kenteken.Parse("AE-123-B"));
        return Enumerable.Range(0, count).Select(_ => new PassageFacts
        {
            Zone = zones[random.Next(zones.Length)],
            Time = PassageTime.At(Instant.FromUtc(2026, 3, 2, 5, 0) + Duration.FromDays(random.Next(Days)) + Duration.FromMinutes(random.Next(8 * 60))),
            Plate = plate,
            Category = categories[random.Next(categories.Length)],
            Fuels = Fuels.Diesel,
            EmissionClass = random.Next(100) < 2 ? null : random.Next(3) == 0 ? EmissionClass.Z : EmissionClass.Class6,
            FirstAdmission = new LocalDate(2017, 1, 1).PlusDays(random.Next(2900)),
            Body = body,
            Exemptions = random.Next(5) == 0 ? [new Exemption(ExemptionKind.Business)] : [],
        });
    }
}
