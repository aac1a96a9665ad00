using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>A camera that central knows and whose key it trusts.</summary>
public sealed class EnrolledCamera : ISiteRow, IVersioned
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required string DisplayName { get; set; }
    public required string Place { get; set; }
    public required string Street { get; set; }

    /// <summary>The zone of the policy documents, such as <c>assen-brink</c>.</summary>
    public required string Zone { get; set; }

    /// <summary>SubjectPublicKeyInfo of the device key (ECDSA P-256).</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>Lower-case hex SHA-256 of <see cref="PublicKey"/>, as in the user property <c>key</c>.</summary>
    public required string KeyId { get; set; }

    /// <summary>The driving direction that is enforced; <see cref="Direction.Unknown"/> when every direction is.</summary>
    public Direction EnforcedDirection { get; set; } = Direction.In;

    /// <summary>The most that the camera may lead to; its papers may allow less (<see cref="Readiness.PaperRule"/>).</summary>
    public EnforcementMode PedestrianMode { get; set; } = EnforcementMode.Count;

    /// <inheritdoc cref="PedestrianMode"/>
    public EnforcementMode ZeroEmissionMode { get; set; } = EnforcementMode.Count;

    /// <summary>Both regimes hang on one post (caution <c>combined-signs</c>).</summary>
    public bool CombinedSigns { get; set; }

    /// <summary>SHA-256 of its (random, long) password at the embedded broker; null when it never had one.</summary>
    public string? BrokerPasswordHash { get; set; }

    public Instant EnrolledAt { get; set; }
    public Instant? RevokedAt { get; set; }
    public long Version { get; set; }
}

/// <summary>What central last heard of a camera.</summary>
public sealed class CameraState : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public LinkStatus Link { get; set; } = LinkStatus.Offline;
    public Instant? LinkSince { get; set; }
    public Guid? Session { get; set; }
    public Instant? LastHeardAt { get; set; }
    public Instant? LastPassageAt { get; set; }
    public Instant? LastHealthAt { get; set; }

    /// <summary>The last health message as received (it holds no personal data).</summary>
    public string? LastHealth { get; set; }

    /// <summary>The last health message; null when none came yet.</summary>
    public HealthMessage? ReadHealth() => LastHealth is null ? null : MessageReader.ReadHealth(System.Text.Encoding.UTF8.GetBytes(LastHealth)).Message;
}

internal sealed class EnrolledCameraMapping : IEntityTypeConfiguration<EnrolledCamera>
{
    public void Configure(EntityTypeBuilder<EnrolledCamera> builder)
    {
        builder.HasKey(c => new { c.Site, c.Camera });
        builder.Property(c => c.DisplayName).HasMaxLength(120);
        builder.Property(c => c.Place).HasMaxLength(120);
        builder.Property(c => c.Street).HasMaxLength(120);
        builder.Property(c => c.Zone).HasMaxLength(60);
        builder.Property(c => c.KeyId).HasMaxLength(64);
        builder.Property(c => c.BrokerPasswordHash).HasMaxLength(64);
        builder.Property(c => c.PublicKey).HasMaxLength(200);
    }
}

internal sealed class CameraStateMapping : IEntityTypeConfiguration<CameraState>
{
    public void Configure(EntityTypeBuilder<CameraState> builder) => builder.HasKey(c => new { c.Site, c.Camera });
}
