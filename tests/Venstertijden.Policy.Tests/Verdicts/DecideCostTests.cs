using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

public class DecideCostTests
{
    private const int Passes = 20_000, BytesPerAllowedVerdict = 16;

    private static readonly PassageFacts[] Allowed =
    [
        Car("2026-03-02T10:00:00"),
        OldVan() with { EmissionClass = EmissionClass.Class6, FirstAdmission = new NodaTime.LocalDate(2018, 5, 1) },
        OldVan().With("ze-hardship;resident@2025-01-01..2025-12-31"),
        OldVan() with { EmissionClass = EmissionClass.Z },
        Car("2026-03-02T18:00:00").With("resident@2026-01-01..2026-12-31"),
        Car() with { Category = VehicleCategory.O2 },
        Car("2022-03-07T18:00:00"),
    ];

    [Test]
    public void An_allowed_verdict_leaves_no_garbage()
    {
        Assert.That(Allowed.Select(facts => Judged(facts)), Has.All.StartsWith("allowed/"));
        Judge();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Passes * Allowed.Length);

        Assert.That(bytes, Is.LessThanOrEqualTo(BytesPerAllowedVerdict));
    }

    private static void Judge()
    {
        for (var i = 0; i < Passes; i++)
            foreach (var facts in Allowed)
                Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);
    }
}
