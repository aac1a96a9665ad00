using Venstertijden.Policy.Assen;
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
        PassageFacts[] facts = [.. BenchTraffic.Passages(new Random(Seed), Records)];
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
}
