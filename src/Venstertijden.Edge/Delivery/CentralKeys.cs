using System.Security.Cryptography;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Delivery;

/// <summary>
/// Central's public keys, from a PEM file that holds one, or two while central changes keys. Read again when the file
/// changes, so that a camera enrolled before central's key arrived needs no restart.
/// </summary>
internal sealed class CentralKeys(string path) : IDisposable
{
    private readonly Dictionary<string, ECDsa> _keys = [];
    private DateTime _readOf;

    /// <summary>Whether there is a key to check with.</summary>
    internal bool Any
    {
        get
        {
            Refresh();
            return _keys.Count > 0;
        }
    }

    /// <summary>Whether central signed this payload.</summary>
    internal bool HaveSigned(ReadOnlySpan<byte> payload, string? signature, string? keyId)
    {
        Refresh();
        return keyId is not null && _keys.TryGetValue(keyId, out var key) && Signing.Verify(key, payload, signature);
    }

    public void Dispose() => Clear();

    private void Refresh()
    {
        try
        {
            var changed = File.GetLastWriteTimeUtc(path);
            if (changed == _readOf)
                return;
            string text = File.Exists(path) ? File.ReadAllText(path) : "";
            Clear();
            _readOf = changed;
            foreach (string pem in Blocks(text))
                Add(pem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Commands stay unverified, and so ignored and counted, until the file can be read.
        }
    }

    private void Add(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            _keys[Signing.KeyId(key)] = key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
        }
    }

    private void Clear()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
        _keys.Clear();
    }

    private static List<string> Blocks(string text)
    {
        var blocks = new List<string>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            blocks.Add(rest[found.Location].ToString());
            rest = rest[found.Location.End..];
        }

        return blocks;
    }
}
