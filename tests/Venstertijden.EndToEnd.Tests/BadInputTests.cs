using System.Net;
using System.Net.Sockets;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests;

/// <summary>What a user can get wrong: one clear line, exit code 2, nothing half-written.</summary>
[Category("slow")]
public class BadInputTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("vth-bad-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_video_that_is_not_there() => await Refused("nothere.mp4", "demo", "--video", In("nothere.mp4"));

    [Test]
    public async Task A_video_that_is_none()
    {
        await File.WriteAllTextAsync(In("text.mp4"), "no video");
        await Refused("text.mp4", "demo", "--video", In("text.mp4"));
    }

    [Test]
    public async Task A_folder_without_pictures()
    {
        Directory.CreateDirectory(In("empty"));
        await Refused("empty", "demo", "--frames", In("empty"));
    }

    [Test]
    public async Task Two_sources_for_one_camera() => await Refused("--frames", "demo", "--frames", _folder.FullName, "--video", In("x.mp4"));

    [Test]
    public async Task A_port_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Refused(port, "demo", "--port", port, "--data", In("data"));
    }

    [Test]
    public async Task A_data_folder_that_is_a_file()
    {
        await File.WriteAllTextAsync(In("data"), "");
        await Refused("data", "demo", "--data", In("data"));
    }

    [Test]
    public async Task An_unknown_command() => await Refused("frobnicate", "frobnicate");

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static async Task Refused(string named, params string[] arguments)
    {
        var (code, _, errors) = await VthProcess.RunAsync(Soon, arguments);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(2), errors);
            Assert.That(lines, Has.Length.EqualTo(1), errors);
            Assert.That(errors, Does.Contain(named));
        }
    }
}
