using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A key of central's that this database was filled under, by its fingerprint: the secret itself is never here.</summary>
public sealed class KnownKey : ISiteRow
{
    /// <summary>Signs commands and checkpoints.</summary>
    public const string Signing = "signing";

    /// <summary>Wraps the keys of cases.</summary>
    public const string Master = "master";

    public required string Kind { get; init; }

    /// <summary>64 hex digits. Of the signing key: its key id.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The site of the central that noted it; the key is the whole database's.</summary>
    public SiteId Site { get; set; }

    /// <summary>SubjectPublicKeyInfo of a signing key, so that what it signed can be checked when it is no longer in use.</summary>
    public byte[]? PublicKey { get; init; }

    public required Instant NotedAt { get; init; }

    /// <summary>When another took its place on purpose; null for the one in use.</summary>
    public Instant? RetiredAt { get; set; }
}

internal sealed class KnownKeyMapping : IEntityTypeConfiguration<KnownKey>
{
    public void Configure(EntityTypeBuilder<KnownKey> builder)
    {
        builder.ToTable("KnownKeys");
        builder.HasKey(k => new { k.Kind, k.Fingerprint });
        builder.Property(k => k.Kind).HasMaxLength(20);
        builder.Property(k => k.Fingerprint).HasMaxLength(64);
    }
}

/// <summary>
/// Whether the keys in a data folder are those of the database. A central with other keys would store what nobody else can open and send
/// commands that no edge obeys, so it does not start.
/// </summary>
public static class KnownKeys
{
    /// <summary>Notes the keys at the first start; later ones must be the same.</summary>
    /// <exception cref="BadConfigException">They are not: one line that says what to do.</exception>
    public static async Task Check(CentralDb db, CentralKey key, string folder, Instant now, CancellationToken ct)
    {
        var inUse = await InUse(db, ct);
        bool masterIsNew = await CheckMaster(db, inUse, key, folder, ct);
        if (inUse.TryGetValue(KnownKey.Signing, out var signing) && signing.Fingerprint != key.KeyId)
        {
            throw new BadConfigException(
                $"data folder {folder}: {CentralKey.KeyFile} (key {Short(key.KeyId)}) is not the one of this database ({Short(signing.Fingerprint)}): put that file back, from the backup or from another central on this database; or take the new key into use on purpose, for all centrals and edges: vth provision key --config FILE");
        }

        if (masterIsNew)
            db.KnownKeys.Add(Row(KnownKey.Master, MasterOf(key), null, now));
        if (signing is null)
            db.KnownKeys.Add(Row(KnownKey.Signing, key.KeyId, key.PublicKey, now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Takes the signing key of the folder into use, on purpose. The one before stays known, for what it signed.</summary>
    /// <returns>False when it is in use already.</returns>
    /// <exception cref="BadConfigException">The master key, which is not rotated, is not the database's.</exception>
    public static async Task<bool> Rotate(CentralDb db, CentralKey key, string folder, Actor actor, Instant now, CancellationToken ct)
    {
        var all = await InUse(db, ct);
        if (await CheckMaster(db, all, key, folder, ct))
            db.KnownKeys.Add(Row(KnownKey.Master, MasterOf(key), null, now));
        var inUse = all.GetValueOrDefault(KnownKey.Signing);
        if (inUse?.Fingerprint == key.KeyId)
            return false;
        if (inUse is not null)
            inUse.RetiredAt = now;
        if (await db.KnownKeys.IgnoreQueryFilters().FirstOrDefaultAsync(k => k.Kind == KnownKey.Signing && k.Fingerprint == key.KeyId, ct) is { } before)
            before.RetiredAt = null;
        else
            db.KnownKeys.Add(Row(KnownKey.Signing, key.KeyId, key.PublicKey, now));
        AuditTrail.Record(db, actor, "key.rotate", $"key:{Short(key.KeyId)}", $"in the place of {(inUse is null ? "none" : Short(inUse.Fingerprint))}", now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Public keys that were in use at any time.</summary>
    public static async Task<IReadOnlyList<byte[]>> SigningKeys(CentralDb db, CancellationToken ct) =>
        await db.KnownKeys.IgnoreQueryFilters().Where(k => k.Kind == KnownKey.Signing && k.PublicKey != null).Select(k => k.PublicKey!).ToListAsync(ct);

    /// <returns>Whether it is still to be noted.</returns>
    private static async Task<bool> CheckMaster(CentralDb db, Dictionary<string, KnownKey> inUse, CentralKey key, string folder, CancellationToken ct)
    {
        string? known = inUse.GetValueOrDefault(KnownKey.Master)?.Fingerprint;
        if (known is null ? await OpensWhatIsThere(db, key, ct) : known == MasterOf(key))
            return known is null;
        throw new BadConfigException(
            $"data folder {folder}: {CentralKey.MasterFile} (fingerprint {Short(MasterOf(key))}) is not the one that this database was filled with{(known is null ? "" : $" ({Short(known)})")}: put that file back, from the backup or from another central on this database (all share one copy); it cannot be replaced by a new one, for nothing stored would open");
    }

    private static async Task<Dictionary<string, KnownKey>> InUse(CentralDb db, CancellationToken ct) =>
        await db.KnownKeys.IgnoreQueryFilters().Where(k => k.RetiredAt == null).ToDictionaryAsync(k => k.Kind, ct);

    /// <summary>A database of an earlier version knows no fingerprints yet: then what it holds tells.</summary>
    private static async Task<bool> OpensWhatIsThere(CentralDb db, CentralKey key, CancellationToken ct)
    {
        if (await db.SubjectKeys.IgnoreQueryFilters().AsNoTracking().Where(k => k.Wrapped != null).FirstOrDefaultAsync(ct) is not { } any)
            return true;
        try
        {
            return await new Vault(key.Master).Find(db, any.Subject, ct) is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static KnownKey Row(string kind, string fingerprint, byte[]? publicKey, Instant now) => new() { Kind = kind, Fingerprint = fingerprint, PublicKey = publicKey, NotedAt = now };

    /// <summary>Derived, so that it says nothing about what is derived otherwise.</summary>
    private static string MasterOf(CentralKey key) => Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, key.Master, 32, "vth fingerprint"u8.ToArray()));

    private static string Short(string fingerprint) => fingerprint[..12];
}
