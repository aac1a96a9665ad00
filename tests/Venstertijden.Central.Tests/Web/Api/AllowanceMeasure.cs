using System.Diagnostics;
using System.Net.Http.Json;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>How long software waits for what 500 plates may do, over HTTP on this machine. No two are alike, so none is answered from another.</summary>
[Explicit("A measurement, for an idle machine.")]
public class AllowanceMeasure
{
    private const int Times = 20;

    [TestCase(null)]
    [TestCase("2026-03-08")]
    public async Task Five_hundred_plates_twenty_times(string? until)
    {
        await using var town = await ApiTown.Start();
        string[] plates = await Fleet500.AddTo(town.Web);
        using var program = await town.Program(TestPeople.FirmId);
        var took = new List<double>();
        for (int i = 0; i <= Times; i++)
        {
            long from = Stopwatch.GetTimestamp();
            using var answer = await program.PostAsJsonAsync("/api/v1/allowances", new { plates, until });
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            Assert.That(answer.IsSuccessStatusCode, Is.True);
            // The first warms up.
            if (i > 0)
                took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            else
                TestContext.Out.WriteLine($"first {Stopwatch.GetElapsedTime(from).TotalMilliseconds:0} ms, {body.Length / 1024} kB");
        }

        took.Sort();
        TestContext.Out.WriteLine($"500 plates, until {until ?? "the same day"}: median {took[Times / 2]:0} ms, p95 {took[(Times * 95 / 100) - 1]:0} ms, most {took[^1]:0} ms");
    }
}
