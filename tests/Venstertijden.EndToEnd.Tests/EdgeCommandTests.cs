using System.Diagnostics;
using OpenCvSharp;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests;

/// <summary><c>vth edge</c> as a process: what it refuses, and how it stops.</summary>
[Category("slow")]
public class EdgeCommandTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("vth-edge-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_configuration_that_is_not_there() => await Refused("nothere.yaml: cannot be read", In("nothere.yaml"));

    [Test]
    public async Task A_configuration_with_a_fault() => await Refused("camera.yaml: line 2: camera: expected 1 to 40 of a-z, 0-9 and '-'", Config(c => c.Replace("brink-noord", "Brink Noord", StringComparison.Ordinal)));

    [Test]
    public async Task A_source_that_is_not_there() => await Refused("source: ", Config(c => c.Replace("source: pictures", "source: nothere.mp4", StringComparison.Ordinal)));

    [Test]
    public async Task A_folder_without_pictures()
    {
        Directory.CreateDirectory(In("empty"));
        await Refused("expected an rtsp:// address, a video file or a folder of pictures", Config(c => c.Replace("source: pictures", "source: empty", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_key_that_is_none()
    {
        await File.WriteAllTextAsync(In("device.pem"), "no key");
        await Refused("expected a PEM file with an EC private key on P-256", Config());
    }

    [Test]
    public async Task A_data_folder_that_is_a_file()
    {
        await File.WriteAllTextAsync(In("data"), "");
        await Refused("expected a folder that can be written", Config());
    }

    [Test]
    public async Task Without_a_broker_it_keeps_what_it_sees_and_stops_within_five_seconds()
    {
        await using var edge = VthProcess.Start("edge", "--config", Config());
        await Eventually.Become(() => edge.Output.Contains("no connection to 127.0.0.1", StringComparison.Ordinal), Soon, () => edge.Output + edge.Errors);

        var clock = Stopwatch.StartNew();
        edge.PressControlC();
        int code = await edge.ExitAsync(Soon);

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(code, Is.Zero, edge.Errors);
        Assert.That(File.Exists(In("data/outbox/outbox.db")));
        Assert.That(File.Exists(In("data/outbox/outbox.db-wal")), Is.False, "closed, not left open");
    }

    private static async Task Refused(string says, string config)
    {
        var (code, output, errors) = await VthProcess.RunAsync(Soon, "edge", "--config", config);

        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(errors.TrimEnd(), Does.Contain(says).And.Not.Contain("\n"));
        Assert.That(output, Is.Empty);
    }

    private string Config(Func<string, string>? change = null)
    {
        Directory.CreateDirectory(In("pictures"));
        using var grey = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(90));
        grey.SaveImage(In("pictures/grey.png"));
        string text = $"site: assen\ncamera: brink-noord\nsource: pictures\nbroker: {{host: 127.0.0.1, port: {VthProcess.FreePort()}}}\nkeyFile: device.pem\ndata: data\n";
        File.WriteAllText(In("camera.yaml"), change?.Invoke(text) ?? text);
        return In("camera.yaml");
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
