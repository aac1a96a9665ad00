using System.Security.Cryptography;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>The way over SFTP, against Debian's OpenSSH.</summary>
public class SftpExportTests
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private SshServer _server;
    private CuttableLink _link;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        if (await SshServer.Start() is not { } server)
        {
            Assert.Ignore("OpenSSH's server is not installed (apt-get install openssh-server).");
            return;
        }

        (_server, _link) = (server, new CuttableLink(server.Port));
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is null)
            return;
        await _link.DisposeAsync();
        await _server.DisposeAsync();
    }

    [SetUp]
    public void EmptyFolders()
    {
        _link.Mend();
        foreach (string file in Directory.EnumerateFiles(_server.In).Concat(Directory.EnumerateFiles(_server.Out)))
            File.Delete(file);
    }

    [Test]
    public async Task A_batch_arrives_whole_and_putting_it_again_changes_nothing()
    {
        await Way().Put("batch.zip", Content, default);
        await Way().Put("batch.zip", Content, default);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(_server.In, "batch.zip")), Is.EqualTo(Content));
        Assert.That(Directory.GetFiles(_server.In), Has.Length.EqualTo(1));
        Assert.That(async () => await Way().Put("batch.zip", Content.AsMemory(1), default), Throws.TypeOf<DeliveryException>().With.Message.Contains("other content"));
    }

    [Test]
    public async Task Cut_half_way_nothing_lies_under_its_name_and_the_next_try_finishes_it()
    {
        _link.Slow();
        var putting = Way().Put("batch.zip", Content, default);
        await Eventually.Become(() => new FileInfo(Path.Combine(_server.In, "batch.zip.part")) is { Exists: true, Length: > 0 });
        _link.Cut();
        Assert.That(async () => await putting, Throws.TypeOf<DeliveryException>());
        Assert.That(File.Exists(Path.Combine(_server.In, "batch.zip")), Is.False);
        _link.Mend();
        await Way().Put("batch.zip", Content, default);
        Assert.That(Directory.GetFiles(_server.In).Select(f => Path.GetFileName(f)), Is.EqualTo(new[] { "batch.zip" }));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(_server.In, "batch.zip")), Is.EqualTo(Content));
    }

    [Test]
    public async Task Answers_are_listed_by_name_read_and_set_aside()
    {
        foreach (string name in new[] { "b.xml", "a.xml", "batch.zip.received", "c.xml.part" })
            await File.WriteAllTextAsync(Path.Combine(_server.Out, name), name);
        Assert.That(await Way().Answers(default), Is.EqualTo(new[] { "a.xml", "b.xml" }));
        Assert.That(System.Text.Encoding.UTF8.GetString(await Way().Read("a.xml", default)), Is.EqualTo("a.xml"));
        await Way().SetAside("a.xml", takenIn: true, default);
        await Way().SetAside("b.xml", takenIn: false, default);
        await Way().SetAside("b.xml", takenIn: false, default);
        Assert.That(await Way().Answers(default), Is.Empty);
        Assert.That(File.Exists(Path.Combine(_server.Out, "taken-in", "a.xml")) && File.Exists(Path.Combine(_server.Out, "refused", "b.xml")), Is.True);
    }

    [Test]
    public void Another_server_than_the_one_that_is_trusted_gets_nothing() =>
        Assert.That(async () => await Way(hostKey: "SHA256:" + Convert.ToBase64String(new byte[32])).Put("batch.zip", Content, default), Throws.TypeOf<DeliveryException>());

    [Test]
    public void A_server_that_is_not_there_is_one_clear_line()
    {
        _link.Cut();
        Assert.That(async () => await Way().Answers(default), Throws.TypeOf<DeliveryException>());
    }

    private SftpExport Way(string? hostKey = null) => new(new SftpAddress("127.0.0.1", _link.Port, SshServer.Username, _server.KeyFile, hostKey ?? _server.HostKey, _server.In, _server.Out));
}
