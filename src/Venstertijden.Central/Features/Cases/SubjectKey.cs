using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// The key of one case (or undecided passage, or dead letter), wrapped by the master secret. Without it the subject's
/// personal data is noise: to destroy it is to erase.
/// </summary>
public sealed class SubjectKey : ISiteRow
{
    public required Guid Subject { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Null once destroyed.</summary>
    public byte[]? Wrapped { get; set; }

    public required Instant CreatedAt { get; init; }
    public Instant? DestroyedAt { get; set; }
}

/// <summary>Encrypts and opens the personal data of one subject: AES-256-GCM, nonce, ciphertext and tag in one array.</summary>
public sealed class SubjectCipher
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _key;

    internal SubjectCipher(byte[] key) => _key = key;

    /// <param name="plain">What to encrypt.</param>
    /// <param name="place">Where it will lie, such as <c>picture:ID</c>: opened elsewhere, it is refused.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        byte[] result = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceBytes, plain.Length), result.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return result;
    }

    /// <exception cref="CryptographicException">Changed, or of another place or subject.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, string place)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be sealed data.");
        byte[] plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes.Slice(NonceBytes, plain.Length), sealedBytes[^TagBytes..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}

/// <summary>Makes, finds and destroys the keys of subjects, and the keyed hash by which a plate is found again.</summary>
public sealed class Vault
{
    private readonly byte[] _wrapping;
    private readonly byte[] _indexing;
    private readonly byte[] _drawing;
    private readonly byte[] _opening;

    /// <param name="master">At least 32 random bytes, kept outside the database.</param>
    public Vault(ReadOnlySpan<byte> master)
    {
        _wrapping = HKDF.Expand(HashAlgorithmName.SHA256, master.ToArray(), 32, "vth wrap"u8.ToArray());
        _indexing = HKDF.Expand(HashAlgorithmName.SHA256, master.ToArray(), 32, "vth index"u8.ToArray());
        _drawing = HKDF.Expand(HashAlgorithmName.SHA256, master.ToArray(), 32, "vth draw"u8.ToArray());
        _opening = HKDF.Expand(HashAlgorithmName.SHA256, master.ToArray(), 32, "vth open"u8.ToArray());
    }

    /// <summary>Makes a subject's key; it is saved with whatever it encrypts.</summary>
    public SubjectCipher Create(CentralDb db, Guid subject, Instant now)
    {
        var (row, cipher) = Create(subject, now);
        db.SubjectKeys.Add(row);
        return cipher;
    }

    /// <summary>The same, for rows that are inserted together with many others.</summary>
    internal SubjectCipher Create(ICollection<SubjectKey> rows, Guid subject, Instant now)
    {
        var (row, cipher) = Create(subject, now);
        rows.Add(row);
        return cipher;
    }

    /// <summary>The subject's cipher; null when its data was erased.</summary>
    public async Task<SubjectCipher?> Find(CentralDb db, Guid subject, CancellationToken ct) =>
        await db.SubjectKeys.FindAsync([subject], ct) is { Wrapped: not null } key ? Open(key) : null;

    /// <summary>The cipher of a key that stands.</summary>
    internal SubjectCipher Open(SubjectKey key) => new(new SubjectCipher(_wrapping).Open(key.Wrapped ?? throw new InvalidOperationException("The key was destroyed."), Place(key.Subject)));

    /// <summary>Destroys a subject's key; false when there is none any more.</summary>
    public static async Task<bool> Destroy(CentralDb db, Guid subject, Instant now, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is not { Wrapped: not null } key)
            return false;
        key.Wrapped = null;
        key.DestroyedAt = now;
        return true;
    }

    /// <summary>Removes a subject's key with its row: for what leaves no trace of having been.</summary>
    public static async Task Drop(CentralDb db, Guid subject, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is { } key)
            db.SubjectKeys.Remove(key);
    }

    /// <summary>The same for the same plate in the same site, worthless without the master secret.</summary>
    public string PlateIndex(SiteId site, string plate) => Convert.ToHexStringLower(HMACSHA256.HashData(_indexing, Encoding.UTF8.GetBytes($"{site}|{plate}")));

    /// <summary>What is kept of a code that opens a case: of another case the same code is another hash, and without the master secret it is worthless.</summary>
    public string CodeHash(Guid subject, string code) => Convert.ToHexStringLower(HMACSHA256.HashData(_opening, Encoding.UTF8.GetBytes($"{subject}|{code}")));

    /// <summary>A number from 0 to 1 that the id has for ever, and that nobody without the master secret can tell: by it a sample is drawn.</summary>
    public double Lot(Guid id) => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(_drawing, id.ToByteArray(bigEndian: true))) / (double)ulong.MaxValue;

    private (SubjectKey Row, SubjectCipher Cipher) Create(Guid subject, Instant now)
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        return (new SubjectKey { Subject = subject, CreatedAt = now, Wrapped = new SubjectCipher(_wrapping).Seal(key, Place(subject)) }, new SubjectCipher(key));
    }

    private static string Place(Guid subject) => $"key:{subject}";
}

internal sealed class SubjectKeyMapping : IEntityTypeConfiguration<SubjectKey>
{
    public void Configure(EntityTypeBuilder<SubjectKey> builder)
    {
        builder.HasKey(k => k.Subject);
        builder.Property(k => k.Subject).ValueGeneratedNever();
    }
}
