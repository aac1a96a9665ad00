using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>A key that a camera was ever enrolled with: a case of before a new key must still be provable.</summary>
public sealed class EnrolledKey : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }

    /// <summary>Lower-case hex SHA-256 of <see cref="PublicKey"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    public required Instant EnrolledAt { get; init; }
}

internal sealed class EnrolledKeyMapping : IEntityTypeConfiguration<EnrolledKey>
{
    public void Configure(EntityTypeBuilder<EnrolledKey> builder)
    {
        builder.ToTable("EnrolledKeys");
        builder.HasKey(k => new { k.Site, k.Camera, k.KeyId });
        builder.Property(k => k.KeyId).HasMaxLength(64);
        builder.Property(k => k.PublicKey).HasMaxLength(200);
    }
}
