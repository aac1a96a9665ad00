using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>
/// Central's signed word on everything stored up to a moment: how far every chain had come and what its numbers hashed to, where the
/// audit trail stood, which policy documents were there. Each names the hash of the one before.
/// </summary>
public sealed class ChainCheckpoint : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>1, 2, 3 ... per site.</summary>
    public required long Number { get; init; }

    public required Instant At { get; init; }

    /// <summary>The exact bytes that were signed: <see cref="CheckpointBody"/> as JSON.</summary>
    public required byte[] Body { get; init; }

    /// <summary>SHA-256 of <see cref="Body"/>.</summary>
    public required string Hash { get; init; }

    public required string Signature { get; init; }

    /// <summary>Which key of central's signed.</summary>
    public required string KeyId { get; init; }

    /// <summary>All numbers of all chains up to here: tells when the next is due.</summary>
    public required long Numbers { get; init; }
}

/// <summary>
/// Which numbers of a chain a checkpoint closed: finds the one that covers a message without opening them all. A gap that central noted itself
/// stands here by its own number, 0 or below.
/// </summary>
public sealed class CheckpointRange : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }
    public required long UpTo { get; init; }
    public required long From { get; init; }

    /// <summary><see cref="ChainCheckpoint.Number"/>.</summary>
    public required long Checkpoint { get; init; }
}

internal sealed class ChainCheckpointMapping : IEntityTypeConfiguration<ChainCheckpoint>
{
    public void Configure(EntityTypeBuilder<ChainCheckpoint> builder)
    {
        builder.ToTable("ChainCheckpoints");
        builder.HasKey(c => new { c.Site, c.Number });
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.Property(c => c.Signature).HasMaxLength(88);
        builder.Property(c => c.KeyId).HasMaxLength(64);
    }
}

internal sealed class CheckpointRangeMapping : IEntityTypeConfiguration<CheckpointRange>
{
    public void Configure(EntityTypeBuilder<CheckpointRange> builder)
    {
        builder.ToTable("CheckpointRanges");
        // The last one of a chain, and the first that covers a number.
        builder.HasKey(r => new { r.Site, r.Camera, r.Chain, r.UpTo });
        builder.HasIndex(r => new { r.Site, r.Checkpoint });
    }
}
