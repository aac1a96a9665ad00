using System.Security.Cryptography;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Central's own secrets, files in the data folder that only their owner may read, made on the first start.</summary>
public sealed class CentralKey : IDisposable
{
    public const string KeyFile = "central-key.pem";
    /// <summary>What edges check commands with; no secret.</summary>
    public const string PublicKeyFile = "central-public.pem";

    public const string MasterFile = "central-master.key";

    private readonly ECDsa _key;

    private CentralKey(ECDsa key, byte[] master)
    {
        (_key, Master) = (key, master);
        KeyId = Signing.KeyId(key);
    }

    /// <summary>Lower-case hex SHA-256 of the public key, as in the user property <c>key</c>.</summary>
    public string KeyId { get; }

    /// <summary>What the keys of cases are wrapped with; lies outside the database on purpose.</summary>
    public byte[] Master { get; }

    /// <summary>For edges, so that they obey central only.</summary>
    public string PublicKeyPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public static CentralKey LoadOrCreate(string dataFolder)
    {
        string keyPath = Path.Combine(dataFolder, KeyFile);
        string masterPath = Path.Combine(dataFolder, MasterFile);
        if (!File.Exists(keyPath))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            WriteSecret(keyPath, System.Text.Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        if (!File.Exists(masterPath))
            WriteSecret(masterPath, RandomNumberGenerator.GetBytes(32));
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        WritePublic(Path.Combine(dataFolder, PublicKeyFile), key.ExportSubjectPublicKeyInfoPem() + "\n");
        byte[] master = File.ReadAllBytes(masterPath);
        return master.Length >= 32 ? new CentralKey(key, master) : throw new InvalidDataException($"{masterPath}: expected at least 32 bytes.");
    }

    /// <summary>The secrets of a folder that has them; makes none.</summary>
    /// <returns>Null when one of the files is not there.</returns>
    public static CentralKey? Load(string dataFolder) =>
        File.Exists(Path.Combine(dataFolder, KeyFile)) && File.Exists(Path.Combine(dataFolder, MasterFile)) ? LoadOrCreate(dataFolder) : null;

    public string Sign(ReadOnlySpan<byte> payload)
    {
        lock (_key)
            return Signing.Sign(_key, payload);
    }

    public void Dispose() => _key.Dispose();

    private static void WritePublic(string path, string pem)
    {
        if (File.Exists(path) && File.ReadAllText(path) == pem)
            return;
        string temporary = $"{path}.{Guid.NewGuid():N}.new";
        File.WriteAllText(temporary, pem);
        File.Move(temporary, path, overwrite: true);
    }

    private static void WriteSecret(string path, byte[] content)
    {
        try
        {
            PrivateFile.Write(path, replace: false, file => file.Write(content));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another central that starts on the same folder was first: its secret holds.
        }
    }
}
