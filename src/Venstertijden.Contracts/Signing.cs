using System.Security.Cryptography;

namespace Venstertijden.Contracts;

/// <summary>
/// Hashes and signatures of messages: ECDSA P-256 over the SHA-256 of the exact payload bytes (the digest is signed
/// as it is, not hashed again), 64 bytes IEEE P1363, base64 in the user property <c>sig</c>.
/// </summary>
public static class Signing
{
    /// <summary>The previous hash of a chain's first link: 64 zeros.</summary>
    public static string NoPrevious { get; } = new('0', 64);

    /// <summary>SHA-256 of a payload as 64 lower-case hex digits.</summary>
    public static string Hash(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Signs a payload; base64 of 64 bytes.</summary>
    public static string Sign(ECDsa key, ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        return Convert.ToBase64String(key.SignHash(digest.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    /// <summary>Whether the signature belongs to the payload and key; false for anything malformed.</summary>
    public static bool Verify(ECDsa key, ReadOnlySpan<byte> payload, string? signature)
    {
        Span<byte> raw = stackalloc byte[64];
        if (signature is null || !Convert.TryFromBase64String(signature, raw, out int length) || length != 64)
            return false;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        return key.VerifyHash(digest, raw, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>The name of a key: lower-case hex SHA-256 of its SubjectPublicKeyInfo.</summary>
    public static string KeyId(ECDsa key) => Hash(key.ExportSubjectPublicKeyInfo());
}
