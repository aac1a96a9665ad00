using System.Security.Cryptography;

namespace Venstertijden.Edge.Keys;

/// <summary>AES-256-GCM for data at rest: nonce (12), tag (16), ciphertext. What the data belongs to is bound in as associated data.</summary>
internal sealed class AtRest(ReadOnlySpan<byte> key) : IDisposable
{
    internal const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher = new(key, TagLength);

    internal byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        byte[] box = new byte[Overhead + plain.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, plain, box.AsSpan(Overhead), box.AsSpan(NonceLength, TagLength), belongsTo);
        return box;
    }

    /// <summary>The plain bytes; null when a bit was changed, or it belongs to something else.</summary>
    internal byte[]? Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> belongsTo)
    {
        if (box.Length < Overhead)
            return null;
        byte[] plain = new byte[box.Length - Overhead];
        try
        {
            _cipher.Decrypt(box[..NonceLength], box[Overhead..], box.Slice(NonceLength, TagLength), plain, belongsTo);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _cipher.Dispose();
}
