using System.Net;
using System.Net.Sockets;
using MQTTnet.Channel;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// The TCP stream of a session with the broker. It reads ahead, for MQTTnet asks for the two bytes of a header first; and it can gather
/// what is written, so that the PUBACKs of a batch go out together: a call of the system for each cost more than storing the passage.
/// </summary>
internal sealed class GatheringStream(Socket socket) : Stream
{
    private const int ReadAhead = 64 * 1024;
    private const int MostGathered = 16 * 1024;

    private readonly NetworkStream _network = new(socket, ownsSocket: true);
    private readonly byte[] _ahead = new byte[ReadAhead];
    private readonly byte[] _gathered = new byte[MostGathered];

    // Never disposed: whoever waits for it when the connection goes would wait for ever. It holds nothing but memory.
#pragma warning disable CA2213
    private readonly SemaphoreSlim _writing = new(1);
#pragma warning restore CA2213

    private int _from;
    private int _to;
    private int _waiting;
    private bool _gathering;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Holds back what is written until <see cref="Send"/>, or until there is a packet's worth of it.</summary>
    public void Gather() => Volatile.Write(ref _gathering, true);

    /// <summary>Sends what was held back; from now on all goes at once again.</summary>
    public async Task Send(CancellationToken ct)
    {
        Volatile.Write(ref _gathering, false);
        await FlushAsync(ct);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_from == _to)
        {
            _from = _to = 0;
            _to = await _network.ReadAsync(_ahead, cancellationToken);
        }

        int count = Math.Min(buffer.Length, _to - _from);
        _ahead.AsMemory(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            bool fits = _waiting + buffer.Length <= MostGathered;
            if (!fits)
                await SendGathered(cancellationToken);
            if (!Volatile.Read(ref _gathering) || buffer.Length > MostGathered)
            {
                await SendGathered(cancellationToken);
                await _network.WriteAsync(buffer, cancellationToken);
                return;
            }

            buffer.CopyTo(_gathered.AsMemory(_waiting));
            _waiting += buffer.Length;
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await SendGathered(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is written asynchronously.");

    public override void Flush()
    {
        // Nothing waits but between Gather and Send.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _network.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask SendGathered(CancellationToken ct)
    {
        if (_waiting == 0)
            return;
        int count = _waiting;
        _waiting = 0;
        await _network.WriteAsync(_gathered.AsMemory(0, count), ct);
    }
}

/// <summary>Opens the streams of one session, and knows the one that is open.</summary>
internal sealed class GatheringStreams : IMqttClientStreamProvider
{
    private GatheringStream? _open;

    /// <summary>The stream of the latest connection; null before the first.</summary>
    public GatheringStream? Open => Volatile.Read(ref _open);

    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(brokerEndPoint, cancellationToken);
            var stream = new GatheringStream(socket);
            Volatile.Write(ref _open, stream);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
