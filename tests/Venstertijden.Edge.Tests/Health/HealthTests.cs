using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Tests.Health;

public class HealthTests
{
    [Test]
    public void A_jump_of_the_frame_number_counts_as_dropped_frames()
    {
        var counters = new EdgeCounters();
        foreach (long number in new long[] { 1, 2, 5, 6, 1, 2 })
            counters.FrameTaken(number);
        counters.FramesDropped(4);

        Assert.That((counters.Read().Frames, counters.Read().Dropped), Is.EqualTo((6L, 6L)));
    }

    [Test]
    public void A_report_holds_rates_since_the_last_and_counts_since_the_start()
    {
        var before = new CounterSnapshot(100, 2, 80, 120, 9, 8, 7.5);
        var now = new CounterSnapshot(150, 3, 90, 110, 12, 10, 9.3);
        var oldest = EdgeFolder.Monday - Duration.FromMinutes(3);
        var outbox = new OutboxState(Guid.NewGuid(), 5, 9, 4, oldest);

        var report = CameraHealth.Report(
            Options(), new EdgeVersions("1.2.0", new ModelVersions("d", "r")), before, now, TimeSpan.FromSeconds(10),
            new GaugeReading(0.25, 200_000_000, 5_000_000_000, null), new ClockState(1.5, "chrony", true, "2026a"), outbox, EdgeFolder.Monday);

        Assert.That(report.FramesPerSecond, Is.EqualTo(5));
        Assert.That((report.FramesDropped, report.PlatesSeen, report.UsableReads, report.MeanConfidence), Is.EqualTo((3L, 12L, 10L, (double?)0.9)));
        Assert.That((report.OutboxDepth, report.OldestUnsent, report.Temperature), Is.EqualTo((4L, (Instant?)oldest, (double?)null)));
        Assert.That(MessageReader.ReadHealth(WireJson.Write(report)).Message, Is.EqualTo(report), "central can read it");
    }

    [Test]
    public void Without_a_read_there_is_no_mean_confidence()
    {
        var none = new CounterSnapshot(0, 0, null, null, 0, 0, 0);

        var report = CameraHealth.Report(
            Options(), new EdgeVersions("1.2.0", new ModelVersions("d", "r")), none, none, TimeSpan.Zero,
            new GaugeReading(null, null, null, null), new ClockState(0, "none", false, "2026a"), new OutboxState(Guid.NewGuid(), 0, 0, 0, null), EdgeFolder.Monday);

        Assert.That((report.MeanConfidence, report.FramesPerSecond, report.Sharpness), Is.EqualTo(((double?)null, 0.0, (double?)null)));
    }

    [TestCase("A29FC87B,192.0.2.1,2,1772433064.1,-0.003000000,0.000012,0.000047,-10.1,0.0,0.9,0.0127,0.0009,64.5,Normal", 3.0, true, TestName = "A clock that is ahead by 3 ms")]
    [TestCase("A29FC87B,192.0.2.1,2,1772433064.1,0.250000000,0.000012,0.000047,-10.1,0.0,0.9,0.0127,0.0009,64.5,Insert second", -250.0, true, TestName = "A clock that is slow by 250 ms")]
    [TestCase("7F7F0101,,0,0.0,0.000000000,0,0,0,0,0,1,1,0,Not synchronised", 0.0, false, TestName = "A clock that nobody sets")]
    public void Chronys_line_is_read(string line, double offsetMs, bool synchronised)
    {
        var state = ChronyClockState.Parse(line + "\n");

        Assert.That((state.OffsetMs, state.Source, state.Synchronised), Is.EqualTo((offsetMs, "chrony", synchronised)));
        Assert.That(state.Tzdb, Does.Match("^20[0-9]{2}[a-z]$"));
    }

    [TestCase("")]
    [TestCase("506 Cannot talk to daemon")]
    [TestCase("A,B,2,1,x,0,0,0,0,0,0,0,0,Normal")]
    public void What_is_not_chronys_line_is_a_clock_that_is_not_synchronised(string output) =>
        Assert.That(ChronyClockState.Parse(output) is { Source: "none", Synchronised: false });

    [Test]
    public async Task Without_chrony_the_clock_counts_as_not_synchronised()
    {
        var state = new ChronyClockState("/nonexistent/chronyc");
        await state.Measure(CancellationToken.None);

        Assert.That(state.Current is { Source: "none", Synchronised: false });
    }

    [Test]
    public void The_gauges_show_this_machine()
    {
        string folder = Directory.CreateTempSubdirectory("vth-gauges-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "thermal_zone0"));
        Directory.CreateDirectory(Path.Combine(folder, "thermal_zone1"));
        File.WriteAllText(Path.Combine(folder, "thermal_zone0", "temp"), "45250\n");
        File.WriteAllText(Path.Combine(folder, "thermal_zone1", "temp"), "broken\n");
        var time = new FakeTimeProvider();
        var gauges = new MachineGauges(folder, time, folder);

        var first = gauges.Read();
        time.Advance(TimeSpan.FromSeconds(10));
        var second = gauges.Read();

        Directory.Delete(folder, recursive: true);
        Assert.That(first.Cpu, Is.Null, "no span to measure over yet");
        Assert.That(second.Cpu, Is.InRange(0, 1));
        Assert.That(second.MemoryBytes, Is.GreaterThan(1_000_000));
        Assert.That(second.DiskFreeBytes, Is.GreaterThan(0));
        Assert.That(second.Temperature, Is.EqualTo(45.25));
    }

    private static EdgeOptions Options() => new()
    {
        Site = EdgeFolder.Camera.Site, Camera = EdgeFolder.Camera.Camera, Source = "-", Broker = new BrokerOptions("h", 1883), KeyFile = "k", CentralKeyFile = "c", Data = "d", ConfigHash = new string('c', 64),
    };
}
