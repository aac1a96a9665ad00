using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Venstertijden.Cli.Demo;

namespace Venstertijden.Cli.Tests.Demo;

public class DemoClockTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 5, 45);

    [Test]
    public void It_runs_as_many_times_real_time_as_told()
    {
        var real = new FakeTimeProvider();
        var clock = new DemoClock(Start, 60, real);
        clock.Begin();
        real.Advance(TimeSpan.FromSeconds(15));
        Assert.That(clock.GetCurrentInstant(), Is.EqualTo(Start + Duration.FromMinutes(15)));
    }

    [Test]
    public void It_stands_still_until_it_is_begun()
    {
        var real = new FakeTimeProvider();
        var clock = new DemoClock(Start, 60, real);
        real.Advance(TimeSpan.FromSeconds(15));
        Assert.That(clock.GetCurrentInstant(), Is.EqualTo(Start));
    }

    [Test]
    public async Task It_waits_in_real_time_until_the_demo_has_come_so_far()
    {
        var real = new FakeTimeProvider();
        var clock = new DemoClock(Start, 60, real);
        clock.Begin();
        var waiting = clock.WaitUntilAsync(Start + Duration.FromMinutes(2), CancellationToken.None);
        real.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(waiting.IsCompleted, Is.False);
        real.Advance(TimeSpan.FromSeconds(0.2));
        await waiting;
    }

    [Test]
    public async Task It_does_not_wait_for_what_is_past() =>
        await new DemoClock(Start, 60, new FakeTimeProvider()).WaitUntilAsync(Start - Duration.FromDays(1), CancellationToken.None);
}

public class DemoStartTests
{
    private static readonly DateTimeZone Assen = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    [Test]
    public void A_new_demo_starts_on_a_Monday_at_a_quarter_to_seven()
    {
        var local = DemoStart.After(null).InZone(Assen).LocalDateTime;
        Assert.That((local.DayOfWeek, local.TimeOfDay), Is.EqualTo((IsoDayOfWeek.Monday, new LocalTime(6, 45))));
    }

    [Test]
    public void A_demo_on_old_data_starts_on_a_later_Monday_so_that_time_never_runs_back()
    {
        var first = DemoStart.After(null);
        var second = DemoStart.After(first + Duration.FromHours(30));
        Assert.That(second.InZone(Assen).LocalDateTime, Is.EqualTo(first.InZone(Assen).LocalDateTime.PlusWeeks(1)));
    }

    [Test]
    public void It_remembers_in_the_data_folder_how_far_it_came()
    {
        string folder = Directory.CreateTempSubdirectory("vth-demo-").FullName;
        try
        {
            Assert.That(DemoStart.ReadLast(folder), Is.Null);
            DemoStart.Remember(folder, Instant.FromUtc(2026, 3, 2, 9, 30, 15));
            Assert.That(DemoStart.ReadLast(folder), Is.EqualTo(Instant.FromUtc(2026, 3, 2, 9, 30, 15)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
