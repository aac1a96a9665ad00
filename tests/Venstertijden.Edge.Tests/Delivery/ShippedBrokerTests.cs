using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests.Delivery;

/// <summary>The broker configuration that ships, on a real Mosquitto: who may say and hear what.</summary>
public class ShippedBrokerTests
{
    private const string Program = "/usr/sbin/mosquitto";
    private const string PasswordProgram = "/usr/bin/mosquitto_passwd";

    private static readonly CameraId North = CameraId.Parse("brink-noord");
    private static readonly CameraId South = CameraId.Parse("brink-zuid");

    private string _folder = null!;
    private Process _mosquitto = null!;
    private int _port;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!File.Exists(Program) || !File.Exists(PasswordProgram))
            Assert.Ignore($"needs Debian's mosquitto ({Program} or {PasswordProgram} is not there)");
        _folder = Directory.CreateTempSubdirectory("vth-mosquitto-").FullName;
        _port = VthProcess.FreePort();
        string shipped = Path.Combine(Repository.Root, "firmware-config", "broker");
        File.Copy(Path.Combine(shipped, "acl"), Path.Combine(_folder, "acl"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "passwords"), "");
        foreach (string user in new[] { "assen/brink-noord", "assen/brink-zuid", "central" })
            await Process.Start(PasswordProgram, ["-b", Path.Combine(_folder, "passwords"), user, "secret of " + user]).WaitForExitAsync();

        // As shipped, but on loopback without certificates and with its files here.
        string config = await File.ReadAllTextAsync(Path.Combine(shipped, "mosquitto.conf"));
        config = Regex.Replace(config, "^(cafile|certfile|keyfile) .*\n", "", RegexOptions.Multiline);
        config = config.Replace("listener 8883", $"listener {_port} 127.0.0.1", StringComparison.Ordinal)
            .Replace("/etc/mosquitto/venstertijden.passwd", Path.Combine(_folder, "passwords"), StringComparison.Ordinal)
            .Replace("/etc/mosquitto/venstertijden.acl", Path.Combine(_folder, "acl"), StringComparison.Ordinal)
            .Replace("/var/lib/mosquitto/", _folder + "/", StringComparison.Ordinal);
        Assert.That(config, Does.Not.Contain("/etc/").And.Not.Contain("/var/"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "mosquitto.conf"), config);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("777", 8));
        _mosquitto = Process.Start(new ProcessStartInfo(Program, ["-c", Path.Combine(_folder, "mosquitto.conf")]) { RedirectStandardError = true })!;
        await Eventually.Become(Answers, because: () => _mosquitto.HasExited ? _mosquitto.StandardError.ReadToEnd() : "it runs, but does not listen");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_mosquitto is null)
            return;
        _mosquitto.Kill();
        await _mosquitto.WaitForExitAsync();
        _mosquitto.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_camera_speaks_for_itself_alone()
    {
        using var north = await Connect("assen/brink-noord");

        foreach (var kind in new[] { MessageKind.Passage, MessageKind.Gap, MessageKind.Health, MessageKind.Status, MessageKind.Evidence })
        {
            Assert.That(await MaySay(north, North, kind), Is.True, $"its own {kind}");
            Assert.That(await MaySay(north, South, kind), Is.False, $"another's {kind}");
        }

        Assert.That(await MaySay(north, North, MessageKind.Command), Is.False, "central's word");
        Assert.That(await MaySay(north, North, MessageKind.Config), Is.False, "central's word");
    }

    [Test]
    public async Task A_camera_hears_its_own_commands_alone()
    {
        using var north = await Connect("assen/brink-noord");
        using var south = await Connect("assen/brink-zuid");
        using var central = await Connect("central");
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        north.ApplicationMessageReceivedAsync += received =>
        {
            heard.Enqueue(received.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await north.SubscribeAsync("venstertijden/v1/#", MqttQualityOfServiceLevel.AtLeastOnce);

        await MaySay(south, South, MessageKind.Passage);
        await MaySay(central, South, MessageKind.Command);
        await MaySay(central, North, MessageKind.Command);

        await Eventually.Become(() => !heard.IsEmpty);
        Assert.That(heard, Is.EqualTo(new[] { "venstertijden/v1/assen/brink-noord/command" }));
    }

    [Test]
    public async Task Central_speaks_to_all_and_never_for_a_camera()
    {
        using var central = await Connect("central");

        Assert.That(await MaySay(central, North, MessageKind.Command), Is.True);
        Assert.That(await MaySay(central, South, MessageKind.Config), Is.True);
        Assert.That(await MaySay(central, North, MessageKind.Passage), Is.False);
    }

    [Test]
    public void Nobody_comes_in_without_a_password()
    {
        Assert.That(() => Connect("assen/brink-noord", "guess"), Throws.InstanceOf<Exception>());
        Assert.That(() => Connect(null), Throws.InstanceOf<Exception>());
    }

    private async Task<IMqttClient> Connect(string? user, string? password = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithProtocolVersion(MqttProtocolVersion.V500);
        if (user is not null)
            options.WithCredentials(user, password ?? "secret of " + user);
        var result = await client.ConnectAsync(options.Build());
        return result.ResultCode == MqttClientConnectResultCode.Success ? client : throw new UnauthorizedAccessException(result.ResultCode.ToString());
    }

    private static async Task<bool> MaySay(IMqttClient client, CameraId camera, MessageKind kind)
    {
        var topic = new Topic(EdgeFolder.Camera.Site, camera, kind);
        var result = await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic.ToString()).WithPayload("x").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        return result.IsSuccess;
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
