using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Venstertijden.Testing;

/// <summary>A TCP link to a port on this machine that can be cut, slowed down and mended.</summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private const int Chunk = 512;

    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(25);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _slow;

    public CuttableLink(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections without a word, and refuses new ones.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var end in _ends.Keys)
            end.Close();
        _ends.Clear();
    }

    /// <summary>About 20 kB a second each way from now on, as a bad mobile link.</summary>
    public void Slow() => _slow = true;

    /// <summary>Whole and fast again.</summary>
    public void Mend() => _cut = _slow = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var near = await _listener.AcceptTcpClientAsync(_stop.Token);
            if (_cut)
                near.Close();
            else
                _ = CarryAsync(near);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                _ends[near] = _ends[far] = true;
                await far.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
            finally
            {
                _ends.TryRemove(near, out _);
                _ends.TryRemove(far, out _);
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer.AsMemory(0, _slow ? Chunk : buffer.Length), _stop.Token) is > 0 and int read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            if (_slow)
                await Task.Delay(SlowPause, TimeProvider.System, _stop.Token);
        }
    }
}
