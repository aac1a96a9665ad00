using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Testing;
using Venstertijden.Testing.Web;

namespace Venstertijden.EndToEnd.Tests.Delivery;

/// <summary>Central is killed while a batch is on its way to an SFTP server: the batch arrives, whole and once.</summary>
public class KilledDeliveryTests
{
    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string _data = Directory.CreateTempSubdirectory("vth-deliver-").FullName;

    [OneTimeTearDown]
    public void RemoveData() => Directory.Delete(_data, recursive: true);

    [Test]
    public async Task A_central_killed_again_and_again_in_the_middle_of_a_delivery_sends_nothing_twice_and_loses_nothing()
    {
        await using var server = await SshServer.Start();
        if (server is null)
        {
            Assert.Ignore("OpenSSH's server is not installed (apt-get install openssh-server).");
            return;
        }

        byte[] expected = await MakeBatch();
        await using var link = new CuttableLink(server.Port);
        string config = WriteConfig(server, link.Port);
        string name = "vth-assen-2026-000001.zip", path = Path.Combine(server.In, name), part = path + ".part";
        var random = new Random(1);
        link.Slow();
        var sizes = new List<long>();
        for (int kill = 1; kill <= Kills; kill++)
        {
            if (File.Exists(part))
                File.Delete(part);
            await using var central = VthProcess.Start("central", "--config", config);
            long after = random.NextInt64(1, expected.Length / 3);
            await Eventually.Become(() => File.Exists(part) && new FileInfo(part).Length >= after, Patience);
            await central.KillAsync();
            sizes.Add(new FileInfo(part).Length);
            Assert.That(File.Exists(path), Is.False, "nothing lies under its name before it is whole");
        }

        link.Mend();
        // The last one finds the half of the one before it, finishes, and is killed the moment that the batch lies there: before or after it noted so.
        await using (var central = VthProcess.Start("central", "--config", config))
        {
            await Eventually.Become(() => File.Exists(path), Patience);
            await central.KillAsync();
        }

        var arrived = File.GetLastWriteTimeUtc(path);
        await using (var central = VthProcess.Start("central", "--config", config))
        {
            await File.WriteAllTextAsync(Path.Combine(server.Out, "return.xml"), Answer(expected));
            await Eventually.Become(() => File.Exists(Path.Combine(server.Out, "taken-in", "return.xml")), Patience);
            await central.KillAsync();
        }

        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(expected));
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(arrived), "it was not put a second time");
        Assert.That(Directory.GetFiles(server.In).Select(f => Path.GetFileName(f)), Is.EqualTo(new[] { name }));
        TestContext.Out.WriteLine($"killed {Kills} times with {string.Join(", ", sizes)} of {expected.Length} bytes there, and once more when all of them were");
    }

    private async Task<byte[]> MakeBatch()
    {
        await using var web = await WebUnderTest.StartAsync(data: _data);
        web.Services.GetRequiredService<LivePolicies>().Replace(PublishedAmounts.Set);
        await web.SeedAsync();
        await Approved.AddTo(web, new CaseSeed());
        byte[] zip = [];
        await web.InScope(async services =>
        {
            var desk = services.GetRequiredService<DeliveryDesk>();
            var (outcome, batch) = await desk.Make((await desk.Propose(default)).Mark, new Actor(Guid.NewGuid(), "boa", "officer"), default);
            Assert.That(outcome, Is.EqualTo(BatchOutcome.Made));
            zip = (await services.GetRequiredService<Deliveries>().Build(services.GetRequiredService<Central.Data.CentralDb>(), batch!.Number, default))!.Value.Zip;
        });
        return zip;
    }

    private string WriteConfig(SshServer server, int port)
    {
        string path = Path.Combine(_data, "central.yaml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            site: assen
            http: {"{"} url: "http://127.0.0.1:{VthProcess.FreePort()}" {"}"}
            broker: {"{"} embedded: true, port: 0 {"}"}
            data: {_data}
            register: imported
            delivery:
              sftp: {"{"} host: 127.0.0.1, port: {port}, username: {SshServer.Username}, keyFile: {server.KeyFile}, hostKey: "{server.HostKey}", in: {server.In}, out: {server.Out} {"}"}
            """));
        return path;
    }

    private static string Answer(byte[] zip)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        string number = archive.Entries.Single(e => e.FullName.StartsWith("cases/", StringComparison.Ordinal)).Name[..^4];
        return $"""<return xmlns="urn:venstertijden:case-return:1" id="R-1" batch="2026-000001" at="2026-03-05T08:00:00Z"><accepted case="{number}" number="1" sentOn="2026-03-05"/></return>""";
    }
}
