using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Cli.Bench;

/// <summary>
/// How many verdicts one core gives, and what an allowed one leaves behind, beside a bare loop over the same records. Processor time is measured, so
/// other work on the machine counts little.
/// </summary>
public static class PolicyBench
{
    private const int Records = 100_000, Seed = 20260302;
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<Figure> Measure()
    {
        var facts = Make();
        var allowed = facts.Where(f => Judge(f).Code == VerdictCode.Allowed).ToArray();
        var baseline = PerSecond(facts, static f => (int)f.Time.Local.DayOfWeek + f.Exemptions.Length);
        var verdicts = PerSecond(facts, static f => (int)Judge(f).Code);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var passage in allowed)
            Judge(passage);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)allowed.Length;
        return
        [
            new Figure("policy.verdictsPerSecond", verdicts, "verdicts/s", 1_000_000, "higher"),
            new Figure("policy.bytesPerAllowedVerdict", bytes, "bytes", 16, "lower"),
            new Figure("policy.ratioToBareLoop", verdicts / baseline, "x", null, "higher"),
        ];
    }

    private static Verdict Judge(PassageFacts facts) => Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);

    private static double PerSecond(PassageFacts[] facts, Func<PassageFacts, int> work)
    {
        long done = 0, sum = 0;
        foreach (var passage in facts)
            sum += work(passage);
        var before = Environment.CpuUsage.TotalTime;
        TimeSpan spent;
        do
        {
            foreach (var passage in facts)
                sum += work(passage);
            done += facts.Length;
            spent = Environment.CpuUsage.TotalTime - before;
        }
        while (spent < AtLeast);
        GC.KeepAlive(sum);
        return done / spent.TotalSeconds;
    }

    // Traffic as a day shows it: most inside the windows, some with an exemption, a few of which the register lacks a fact.
    private static PassageFacts[] Make()
    {
        var random = new Random(Seed);
        ZoneId[] zones = [.. AssenPolicies.All.Zones];
        VehicleCategory[] categories = [VehicleCategory.N1, VehicleCategory.N1, VehicleCategory.N1, VehicleCategory.M1, VehicleCategory.N2, VehicleCategory.N3, VehicleCategory.L1];
        var body = VehicleBody.Of("gesloten opbouw");
        var plate = PlateText.Of(Kenteken.Parse("AE-123-B"));
        return [.. Enumerable.Range(0, Records).Select(_ => new PassageFacts
        {
            Zone = zones[random.Next(zones.Length)],
            Time = PassageTime.At(Instant.FromUtc(2026, 3, 2, 5, 0) + Duration.FromDays(random.Next(300)) + Duration.FromMinutes(random.Next(8 * 60))),
            Plate = plate,
            Category = categories[random.Next(categories.Length)],
            Fuels = Fuels.Diesel,
            EmissionClass = random.Next(100) < 2 ? null : random.Next(3) == 0 ? EmissionClass.Z : EmissionClass.Class6,
            FirstAdmission = new LocalDate(2017, 1, 1).PlusDays(random.Next(2900)),
            Body = body,
            Exemptions = random.Next(5) == 0 ? [new Exemption(ExemptionKind.Business)] : [],
        })];
    }
}
