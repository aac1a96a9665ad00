using System.Net;
using System.Net.Sockets;
using Venstertijden.Central.Features.Ingest;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>Over a real connection: what is gathered goes out in order and at once, what is read ahead is not lost.</summary>
public class GatheringStreamTests
{
    private TcpListener _listener = null!;
    private Stream _stream = null!;
    private NetworkStream _broker = null!;

    [SetUp]
    public async Task Connect()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        var accepting = _listener.AcceptSocketAsync();
        _stream = await new GatheringStreams().ConnectAsync(_listener.LocalEndpoint, CancellationToken.None);
        _broker = new NetworkStream(await accepting, ownsSocket: true);
    }

    [TearDown]
    public async Task Close()
    {
        await _stream.DisposeAsync();
        await _broker.DisposeAsync();
        _listener.Dispose();
    }

    [Test]
    public async Task What_is_written_goes_at_once()
    {
        await _stream.WriteAsync(new byte[] { 1, 2 });

        Assert.That(await Received(2), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task What_is_gathered_waits_and_then_goes_in_order()
    {
        var gathering = (GatheringStream)_stream;
        gathering.Gather();
        await _stream.WriteAsync(new byte[] { 1, 2 });
        await _stream.WriteAsync(new byte[] { 3 });
        Assert.That(_broker.DataAvailable, Is.False);

        await gathering.Send(CancellationToken.None);
        await _stream.WriteAsync(new byte[] { 4 });

        Assert.That(await Received(4), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public async Task More_than_can_wait_goes_out_without_being_asked()
    {
        ((GatheringStream)_stream).Gather();
        byte[] written = [.. Enumerable.Range(0, 40_000).Select(i => (byte)i)];
        for (int i = 0; i < written.Length; i += 4)
            await _stream.WriteAsync(written.AsMemory(i, 4));
        await ((GatheringStream)_stream).Send(CancellationToken.None);

        Assert.That(await Received(written.Length), Is.EqualTo(written));
    }

    [Test]
    public async Task A_write_larger_than_the_room_keeps_its_place()
    {
        ((GatheringStream)_stream).Gather();
        byte[] large = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i / 7))];
        await _stream.WriteAsync(new byte[] { 9 });
        await _stream.WriteAsync(large);

        Assert.That(await Received(1 + large.Length), Is.EqualTo((byte[])[9, .. large]));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Who_waits_to_write_when_the_connection_goes_is_told_so(CancellationToken stop)
    {
        // Nobody reads at the other end: the first write holds the stream until it is full, the others wait for it.
        byte[] much = new byte[64 * 1024 * 1024];
        var writing = Enumerable.Range(0, 3).Select(_ => _stream.WriteAsync(much, CancellationToken.None).AsTask()).ToList();
        await _stream.DisposeAsync();

        foreach (var write in writing)
            Assert.That(async () => await write.WaitAsync(stop), Throws.Exception.Not.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Small_reads_give_what_was_sent_byte_for_byte_and_then_the_end()
    {
        byte[] sent = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i / 3))];
        var sending = _broker.WriteAsync(sent).AsTask();
        byte[] read = new byte[sent.Length];
        for (int at = 0; at < read.Length;)
            at += await _stream.ReadAsync(read.AsMemory(at, Math.Min(at % 5 == 0 ? 2 : 1700, read.Length - at)));
        await sending;
        await _broker.DisposeAsync();

        Assert.That(read, Is.EqualTo(sent));
        Assert.That(await _stream.ReadAsync(new byte[1]), Is.Zero);
    }

    private async Task<byte[]> Received(int count)
    {
        byte[] bytes = new byte[count];
        await _broker.ReadExactlyAsync(bytes);
        return bytes;
    }
}
