using System.Net;
using System.Net.Sockets;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>A name led into a closed network alone.</summary>
internal sealed class ClosedNetworkException() : IOException("the address leads into a closed network");

/// <summary>
/// Where a webhook may go: to the open internet by https. A firm types the address and central opens it, so an address inside our own network would be opened on the
/// firm's behalf (SSRF); names are looked at again at every connection, because what a name leads to can change.
/// </summary>
public static class WebhookAddress
{
    // RFC 6890 and RFC 6598: what is not reached over the open internet.
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Reads an address as typed; null when it is none that may be told.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="allowsLoopback">Also http to this machine: for tests and the demonstration.</param>
    public static Uri? Read(string? typed, bool allowsLoopback) =>
        Uri.TryCreate(typed?.Trim(), UriKind.Absolute, out var address) && address.AbsoluteUri.Length <= Webhook.MaxAddress && address.UserInfo.Length == 0 && address.Fragment.Length == 0
        && (IsOpen(address) || (allowsLoopback && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;

    /// <summary>Whether a machine may be told: never one of a closed network.</summary>
    public static bool MayReach(IPAddress address, bool allowsLoopback)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowsLoopback && IPAddress.IsLoopback(plain) ? true : !Closed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Opens a connection to the first machine of a name that may be told.</summary>
    /// <exception cref="ClosedNetworkException">There is none.</exception>
    internal static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowsLoopback, CancellationToken ct)
    {
        IPAddress[] reachable = [.. (await Dns.GetHostAddressesAsync(to.Host, ct)).Where(a => MayReach(a, allowsLoopback))];
        if (reachable.Length == 0)
            throw new ClosedNetworkException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsOpen(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback && (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) || MayReach(number, allowsLoopback: false));
}
