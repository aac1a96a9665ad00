using System.Globalization;
using Venstertijden.Central.Features.Broker;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>What memory a camera's own process needs while it reads rendered traffic in Full HD, without a broker to talk to.</summary>
internal static class EdgeMemory
{
    private const int Width = 1920;
    private const double Seconds = 8;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(14);

    public static async Task<IReadOnlyList<Figure>> Measure(TextWriter notes, string folder)
    {
        if (!TrafficVideo.CanBeMade)
        {
            notes.WriteLine("vth: left out: edge.MB (ffmpeg is not installed; on Debian: apt-get install ffmpeg)");
            return [];
        }

        notes.WriteLine($"vth: edge.MB: an edge watches {Seconds} s of rendered traffic");
        string video = Path.Combine(folder, "traffic.mp4");
        TrafficVideo.Write(video, Width, Seconds);
        string config = Path.Combine(folder, "camera.yaml");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            site: assen
            camera: bench
            source: {{video}}
            broker: { host: 127.0.0.1, port: {{EmbeddedBroker.FreePort()}} }
            keyFile: edge/keys/device.pem
            centralKeyFile: edge/keys/central-public.pem
            data: edge/data
            reading: { secondReader: none }

            """));
        await using var process = ChildProcess.Vth("edge", "--config", config);
        double most = 0;
        for (int i = 0; i < Watched.TotalSeconds * 5 && !process.HasExited; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            most = Math.Max(most, process.HasExited ? 0 : process.PeakMB());
        }

        return most > 0 ? [new Figure("edge.MB", most, "MB", 400, "lower")] : throw new BadInputException($"the edge did not start: {process.Said}");
    }
}
