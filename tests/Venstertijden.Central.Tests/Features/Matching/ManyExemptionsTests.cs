using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Tests.Builders;

namespace Venstertijden.Central.Tests.Features.Matching;

/// <summary>M9: 200,000 exempt plates without loss of speed.</summary>
public class ManyExemptionsTests
{
    private const int Many = 200_000;
    private const int Few = 2_000;
    private const int Asked = 200_000;

    [Test]
    public void Looking_up_among_two_hundred_thousand_exempt_plates_costs_about_what_it_costs_among_two_thousand()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var many = Of(Many);
        double megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        var few = Of(Few);
        // The same plates of both, so that only the size of the list differs; the best of three, so that a busy machine does not decide.
        var (slow, fast) = (Best(many), Best(few));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slow:0} ns a look among {Many}, {fast:0} ns among {Few}; {megabytes:0} MB"));
        Assert.That(slow, Is.LessThan(fast * 20 + 200), "no search through the list");
        Assert.That(megabytes, Is.LessThan(150));
    }

    private static Facts Of(int count) => new([], Enumerable.Range(0, count).Select(Row), null, null);

    private static Exemption Row(int n) => new() { Id = new Guid(n, 0, 0, new byte[8]), Plate = Plate(n), Kind = "resident", Until = new LocalDateTime(2027, 1, 1, 0, 0), RecordedAt = Town.MondayMorning };

    // Vowels: never issued.
    private static string Plate(int n) => string.Create(CultureInfo.InvariantCulture, $"AE{n:000000}");

    private static double Best(Facts facts)
    {
        string[] plates = [.. Enumerable.Range(0, Few).Select(n => Plate(n))];
        double best = double.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long start = Stopwatch.GetTimestamp();
            int held = 0;
            for (int i = 0; i < Asked; i++)
                held += facts.Exemptions(plates[i % Few]).Length;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Asked);
            Assert.That(held, Is.EqualTo(Asked));
        }

        return best;
    }
}
