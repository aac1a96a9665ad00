using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Venstertijden.Central.Features.Broker;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>Debian's Mosquitto on a free port of 127.0.0.1, for the time of a measurement: queues without a bound, so that the whole backlog waits in it.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"];

    private readonly Process _process;

    private Mosquitto(Process process, int port) => (_process, Port) = (process, port);

    public static string? Program => Array.Find(Places, File.Exists);

    public int Port { get; }

    /// <param name="folder">For its configuration.</param>
    /// <param name="at">Its port; a free one when left out.</param>
    /// <exception cref="BadInputException">Mosquitto is not here, or does not start.</exception>
    public static async Task<Mosquitto> Start(string folder, int? at = null)
    {
        string program = Program ?? throw new BadInputException("mosquitto is not installed: apt-get install mosquitto");
        int port = at ?? EmbeddedBroker.FreePort();
        string config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            persistence false
            max_queued_messages 0
            max_inflight_messages 65535
            set_tcp_nodelay true
            log_type none

            """));
        var process = Process.Start(new ProcessStartInfo(program, ["-c", config]) { RedirectStandardError = true }) ?? throw new BadInputException($"{program} could not be started");
        var broker = new Mosquitto(process, port);
        for (int i = 0; i < 100 && !process.HasExited; i++)
        {
            if (await broker.Answers())
                return broker;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await broker.DisposeAsync();
        throw new BadInputException($"{program} does not answer on 127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> Answers()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
