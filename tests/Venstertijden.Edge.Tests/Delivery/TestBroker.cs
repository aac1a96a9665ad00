using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests.Delivery;

/// <summary>A real broker on a free loopback port.</summary>
internal abstract class TestBroker : IAsyncDisposable
{
    internal int Port { get; } = FreePort();

    /// <summary>The kinds to run a test on; one that is not installed is shown as skipped.</summary>
    internal static string[] Kinds { get; } = ["MQTTnet", "Mosquitto"];

    internal static async Task<TestBroker> Start(string kind)
    {
        TestBroker broker = kind == "Mosquitto" ? new MosquittoBroker() : new MqttNetBroker();
        await broker.Start();
        return broker;
    }

    internal abstract Task Start();

    /// <summary>Ends it as a crash would: sessions and retained messages are gone.</summary>
    internal abstract Task Crash();

    public abstract ValueTask DisposeAsync();

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class MqttNetBroker : TestBroker
    {
        private MqttServer? _server;

        internal override async Task Start()
        {
            var options = new MqttServerOptionsBuilder()
                .WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None).WithDefaultEndpointPort(Port)
                .WithPersistentSessions().Build();
            _server = new MqttServerFactory().CreateMqttServer(options);
            await _server.StartAsync();
        }

        internal override async Task Crash()
        {
            if (_server is not { } server)
                return;
            _server = null;
            await server.StopAsync();
            server.Dispose();
        }

        public override async ValueTask DisposeAsync() => await Crash();
    }

    private sealed class MosquittoBroker : TestBroker
    {
        private const string Program = "/usr/sbin/mosquitto";

        private readonly string _folder = Directory.CreateTempSubdirectory("vth-mosquitto-").FullName;
        private Process? _process;

        internal override async Task Start()
        {
            if (!File.Exists(Program))
                Assert.Ignore($"needs Debian's mosquitto ({Program} is not there)");
            string config = Path.Combine(_folder, "mosquitto.conf");
            await File.WriteAllTextAsync(config, $"listener {Port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\nlog_type error\n");
            _process = Process.Start(new ProcessStartInfo(Program, ["-c", config]) { RedirectStandardError = true });
            await Eventually.Become(Answers);
        }

        internal override async Task Crash()
        {
            if (_process is not { } process)
                return;
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        public override async ValueTask DisposeAsync()
        {
            await Crash();
            Directory.Delete(_folder, recursive: true);
        }

        private async Task<bool> Answers()
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
