using System.Security.Cryptography;
using System.Text;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Shared;

/// <summary>A secret that is part of an address, for who cannot sign in: told once, kept as a hash alone. By chance it is not found: 160 bits.</summary>
public static class AddressSecret
{
    private const int Bytes = 20;

    /// <summary>A new one, of letters and digits.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>As it is kept.</summary>
    public static string HashOf(string secret) => Signing.Hash(Encoding.UTF8.GetBytes(secret));
}
