using System.Security.Cryptography;
using System.Text;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Keys;

/// <summary>
/// What an edge signs and seals with. Both are made on the device and never leave it: the signing key in the file that
/// <c>keyFile</c> names, and beside it (<c>.secret</c>) the secret from which the keys for data at rest are derived,
/// so that a stolen data folder alone opens nothing. The public key lies in <c>.pub.pem</c> for enrolment.
/// </summary>
public sealed class DeviceKeys : IDisposable
{
    private const int SecretLength = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _secret;
    private readonly Lock _signing = new();
    private readonly ECDsa _key;

    private DeviceKeys(string keyFile, ECDsa key, byte[] secret)
    {
        KeyFile = keyFile;
        _key = key;
        _secret = secret;
        KeyId = Signing.KeyId(key);
    }

    public string KeyFile { get; }

    public string KeyId { get; }

    /// <summary>Reads the keys, or makes them when the file is not there yet.</summary>
    /// <exception cref="EdgeConfigException">Unreadable, or no P-256 private key.</exception>
    public static DeviceKeys Open(string keyFile)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
            if (!File.Exists(keyFile))
                MakeKey(keyFile);
            var key = ReadKey(keyFile);
            WritePublicKey(keyFile, key);
            return new DeviceKeys(keyFile, key, ReadOrMakeSecret(keyFile + ".secret"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeConfigException($"keyFile: {keyFile}: {e.Message.TrimEnd('.')}; expected a readable PEM file with an EC private key on P-256, or a folder in which one can be made", e);
        }
    }

    /// <summary>Signs a payload with the device key.</summary>
    public string Sign(ReadOnlySpan<byte> payload)
    {
        lock (_signing)
            return Signing.Sign(_key, payload);
    }

    /// <summary>Whether the device key signed this payload.</summary>
    public bool HasSigned(ReadOnlySpan<byte> payload, string signature)
    {
        lock (_signing)
            return Signing.Verify(_key, payload, signature);
    }

    /// <summary>A key of 32 bytes for one purpose; with another salt another key.</summary>
    public byte[] Derive(string purpose, ReadOnlySpan<byte> salt)
    {
        byte[] key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, salt, Encoding.UTF8.GetBytes(purpose));
        return key;
    }

    public void Dispose()
    {
        _key.Dispose();
        CryptographicOperations.ZeroMemory(_secret);
    }

    private static ECDsa ReadKey(string keyFile)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(keyFile));
            // A public key or another curve is found here, not at the first passage.
            if (key.ExportParameters(includePrivateParameters: true) is { D: not null, Curve.Oid.Value: "1.2.840.10045.3.1.7" })
                return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new EdgeConfigException($"keyFile: {keyFile}: no key in it that can be used; expected a PEM file with an EC private key on P-256", e);
        }

        key.Dispose();
        throw new EdgeConfigException($"keyFile: {keyFile}: a key on another curve; expected a PEM file with an EC private key on P-256");
    }

    private static void MakeKey(string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DurableFile.Create(keyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), OwnerOnly);
    }

    private static byte[] ReadOrMakeSecret(string path)
    {
        if (!File.Exists(path))
            DurableFile.Create(path, RandomNumberGenerator.GetBytes(SecretLength), OwnerOnly);
        byte[] secret = File.ReadAllBytes(path);
        return secret.Length == SecretLength
            ? secret
            : throw new EdgeConfigException($"keyFile: {path}: {secret.Length} bytes; expected the {SecretLength} bytes that this edge made beside its key (without them the stored data cannot be opened; remove the file to begin anew)");
    }

    // For convenience only: in a folder that is read-only by now, the one written at first start is there already.
    private static void WritePublicKey(string keyFile, ECDsa key)
    {
        string path = keyFile + ".pub.pem";
        string pem = key.ExportSubjectPublicKeyInfoPem() + "\n";
        if (!File.Exists(path) || File.ReadAllText(path) != pem)
            DurableFile.Replace(path, Encoding.ASCII.GetBytes(pem));
    }
}
