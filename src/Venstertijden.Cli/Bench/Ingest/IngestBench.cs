using System.Diagnostics;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>
/// How fast central takes in what waits at the broker, beside a consumer that does nothing on the same broker in the same run; how long a
/// passage takes at a steady pace; and what memory central and an edge need.
/// </summary>
internal static class IngestBench
{
    private const int Cameras = 13, PacePerSecond = 1000, PacedSeconds = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static IReadOnlyList<Figure> Measure(TextWriter notes) => MeasureAsync(notes).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter notes)
    {
        var folder = Directory.CreateTempSubdirectory("vth-bench-");
        try
        {
            List<Figure> figures = [.. await Drain("ingest", notes, folder, new Backlog(9000, CameraTraffic.Morning, Paced: true), DatabaseProvider.Sqlite, null)];
            figures.AddRange(await Drain("ingest.undecided", notes, folder, new Backlog(3000, CameraTraffic.Undecided, Paced: false), DatabaseProvider.Sqlite, null));
            if (await ThrowawayPostgres.TryStart(notes) is { } postgres)
            {
                await using (postgres)
                    figures.AddRange(await Drain("ingest.postgresql", notes, folder, new Backlog(4500, CameraTraffic.Morning, Paced: false), DatabaseProvider.Postgresql, postgres.Connection));
            }

            figures.AddRange(await EdgeMemory.Measure(notes, folder.FullName));
            return figures;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private sealed record Backlog(int PerCamera, CameraTraffic Traffic, bool Paced)
    {
        public int Count => PerCamera * Cameras;

        /// <summary>The first third warms up, central as the bare consumer: what is measured is a service that runs, not its first seconds.</summary>
        public int Warm => Count / 3;
    }

    private static async Task<IReadOnlyList<Figure>> Drain(string name, TextWriter notes, DirectoryInfo parent, Backlog backlog, DatabaseProvider provider, string? connection)
    {
        string folder = parent.CreateSubdirectory(name).FullName;
        await using var broker = await Mosquitto.Start(folder);
        var now = TimeProvider.System.GetCurrentInstant();
        BenchCamera[] cameras = [.. Enumerable.Range(1, Cameras).Select(i => new BenchCamera(i, backlog.Traffic, LastMorning(now)))];
        try
        {
            notes.WriteLine($"vth: {name}: {backlog.Count:N0} signed passages of {Cameras} cameras wait at Mosquitto");
            var central = new CentralUnderLoad(Path.Combine(folder, "central"), broker.Port, provider, connection);
            await central.Prepare(cameras, now);
            await BenchClient.LeaveSession(broker.Port, CentralUnderLoad.ClientId);
            await BenchClient.LeaveSession(broker.Port, "bench-bare");
            var messages = new List<BenchMessage>[Cameras];
            Parallel.For(0, Cameras, i => messages[i] = cameras[i].Make(backlog.PerCamera));
            await Task.WhenAll(cameras.Select((camera, i) => BenchClient.Fill(broker.Port, camera, messages[i])));
            double bare = await BenchClient.Drain(broker.Port, "bench-bare", backlog.Warm, backlog.Count, Patience);

            using var heard = await Acknowledgements.Listen(broker.Port, backlog.Warm);
            await using var process = central.Start();
            await heard.Reach(backlog.Warm, Patience, () => process.HasExited, () => process.Said);
            var (started, from) = (process.Processor, heard.Stored);
            await heard.Reach(backlog.Count, Patience, () => process.HasExited, () => process.Said);
            var warm = process.Processor - started;
            notes.WriteLine($"vth: {name}: {heard.PerSecond:N0} passages a second, a bare consumer {bare:N0}; {warm.TotalMicroseconds / (backlog.Count - from):N0} µs of processor a passage; its start and the first {from:N0} took {started.TotalSeconds:N1} s of processor");
            List<Figure> figures = backlog.Paced
                ?
                [
                    new("ingest.ratioToBareConsumer", heard.PerSecond / bare, "x", 0.5, "higher"),
                    new("ingest.bareConsumerPerSecond", bare, "messages/s", null, "higher"),
                    new("ingest.passagesPerSecond", heard.PerSecond, "passages/s", 5000, "higher"),
                ]
                : [new(name + "PassagesPerSecond", heard.PerSecond, "passages/s", null, "higher"), new(name + "RatioToBareConsumer", heard.PerSecond / bare, "x", null, "higher")];
            if (!backlog.Paced)
                return figures;
            await Pace(broker.Port, cameras, heard, notes);
            await heard.Reach(backlog.Count + (PacePerSecond * PacedSeconds), Patience, () => process.HasExited, () => process.Said);
            notes.WriteLine($"vth: from publishing to central's acknowledge, at {PacePerSecond} passages a second:");
            heard.Latencies.Show(notes);
            figures.Add(new("ingest.p50MsAt1000", heard.Latencies.Percentile(0.5), "ms", null, "lower"));
            figures.Add(new("ingest.p99MsAt1000", heard.Latencies.Percentile(0.99), "ms", 1000, "lower"));
            figures.Add(new("ingest.centralMB", process.PeakMB(), "MB", 600, "lower"));
            return figures;
        }
        finally
        {
            foreach (var camera in cameras)
                camera.Dispose();
        }
    }

    /// <summary>Publishes at a steady pace, the cameras in turn.</summary>
    private static async Task Pace(int port, BenchCamera[] cameras, Acknowledgements heard, TextWriter notes)
    {
        notes.WriteLine($"vth: ingest: {PacePerSecond} passages a second for {PacedSeconds} s");
        using var client = await BenchClient.Connect(port, "bench-paces");
        string[] keys = [.. cameras.Select(c => c.KeyId)];
        var ready = new Queue<(BenchCamera Camera, MQTTnet.MqttApplicationMessage Message, long Seq)>();
        for (int i = 0; i < PacePerSecond * PacedSeconds; i++)
        {
            var camera = cameras[i % cameras.Length];
            var message = camera.Next();
            ready.Enqueue((camera, BenchClient.Of(message, keys[i % cameras.Length]), message.Seq));
        }

        var sending = new List<Task>();
        long began = Stopwatch.GetTimestamp();
        for (int sent = 0; ready.Count > 0;)
        {
            for (int due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * PacePerSecond); sent < due && ready.TryDequeue(out var next); sent++)
            {
                heard.Published(next.Camera.Camera, next.Seq);
                sending.Add(client.PublishAsync(next.Message));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await Task.WhenAll(sending);
    }

    /// <summary>08:00 in Assen on the last past day that has hours: no Sunday.</summary>
    private static Instant LastMorning(Instant now)
    {
        var day = DutchTime.Local(now).Date.PlusDays(-1);
        if (day.DayOfWeek == IsoDayOfWeek.Sunday)
            day = day.PlusDays(-1);
        return day.At(new LocalTime(8, 0)).InZoneLeniently(DutchTime.Zone).ToInstant();
    }
}
