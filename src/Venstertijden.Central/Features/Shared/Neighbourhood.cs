using System.Net;
using System.Net.Sockets;

namespace Venstertijden.Central.Features.Shared;

/// <summary>By what a bound per address counts.</summary>
public static class Neighbourhood
{
    /// <summary>One address of version 4; of version 6 the network that one household has. Empty for none.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };
}
