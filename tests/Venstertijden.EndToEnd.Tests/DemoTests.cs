using System.Text.RegularExpressions;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests;

/// <summary>The whole way: rendered street, reader, outbox, broker, central, case; as a process.</summary>
[Category("slow")]
public partial class DemoTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Within_a_minute_of_the_first_page_twenty_passages_are_stored_and_a_case_exists_and_no_plate_is_logged()
    {
        await using var demo = await RunningDemo.StartAsync();
        await Eventually.Become(async () => await Metrics.ReadAsync(demo.Http) is var m && m.Sum("vth_passages_stored_total") >= 20 && m.Sum("vth_cases") >= 1, Minute);
        var figures = await Metrics.ReadAsync(demo.Http);
        Assert.That(figures.Sum("vth_dead_letters_total"), Is.Zero);

        long pressed = System.Diagnostics.Stopwatch.GetTimestamp();
        demo.Process.PressControlC();
        int code = await demo.Process.ExitAsync(TimeSpan.FromSeconds(15));
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(pressed);

        string log = demo.Log;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero, log);
            Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(SamplePlates().Where(plate => log.Contains(plate, StringComparison.Ordinal)), Is.Empty, "plates in the log");
            Assert.That(log, Does.Not.Contain("Exception"));
        }
    }

    [Test]
    public async Task A_killed_demo_goes_on_with_its_data_and_nothing_is_missing()
    {
        await using var first = await RunningDemo.StartAsync();
        await Eventually.Become(async () => (await Metrics.ReadAsync(first.Http)).Sum("vth_passages_stored_total") >= 5, Minute);
        double stored = (await Metrics.ReadAsync(first.Http)).Sum("vth_passages_stored_total");
        first.Process.Kill();
        await first.Process.ExitAsync(TimeSpan.FromSeconds(10));

        await using var second = await RunningDemo.StartOnDataOfAsync(first);
        await Eventually.Become(async () => (await Metrics.ReadAsync(second.Http)).Sum("vth_passages_stored_total") > stored, Minute);
        var figures = await Metrics.ReadAsync(second.Http);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figures.Sum("vth_passages_missing"), Is.Zero);
            Assert.That(figures.Sum("vth_dead_letters_total"), Is.Zero);
        }
    }

    [Test]
    public async Task It_ends_by_itself_after_the_seconds_that_it_was_given()
    {
        await using var demo = await RunningDemo.StartAsync("--seconds", "3");
        Assert.That(await demo.Process.ExitAsync(TimeSpan.FromSeconds(20)), Is.Zero);
    }

    private static IEnumerable<string> SamplePlates() =>
        File.ReadLines(Path.Combine(Repository.Root, "src", "Venstertijden.Central", "Features", "Register", "sample-vehicles.csv")).Skip(1)
            .Select(line => line.Split(',')[0]).SelectMany(plate => new[] { plate, NotPlate().Replace(plate, "") }).Where(plate => plate.Length >= 5);

    [GeneratedRegex("[^A-Z0-9]")]
    private static partial Regex NotPlate();
}
