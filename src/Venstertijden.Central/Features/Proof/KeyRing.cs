using System.Security.Cryptography;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Public keys by their name (lower-case hex SHA-256 of the SubjectPublicKeyInfo).</summary>
public sealed class KeyRing : IDisposable
{
    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);

    public bool Has(string keyId) => _keys.ContainsKey(keyId);

    public IReadOnlyCollection<string> Names => _keys.Keys;

    /// <summary>Adds every PUBLIC KEY block of a PEM text; false when there is none, or one is no ECDSA P-256 key.</summary>
    public bool AddPem(string pem)
    {
        string[] blocks = pem.Split(Begin)[1..];
        return blocks.Length > 0 && blocks.All(block => CameraEnrolment.ReadPublicKey(Begin + block) is { } spki && Add(spki));
    }

    /// <summary>Adds a SubjectPublicKeyInfo; false when it is none.</summary>
    public bool Add(byte[] spki)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out _);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();
            return false;
        }

        string name = Signing.Hash(spki);
        if (!_keys.TryAdd(name, key))
            key.Dispose();
        return true;
    }

    /// <summary>Whether this key of the ring signed these bytes. Base64 in its one canonical form only: no bit of it is free.</summary>
    public bool Verify(string keyId, ReadOnlySpan<byte> payload, string signature) =>
        _keys.TryGetValue(keyId, out var key) && signature.Length == 88 && Signing.Verify(key, payload, signature) && Convert.ToBase64String(Convert.FromBase64String(signature)) == signature;

    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
    }
}
