using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A message that was set aside, kept encrypted under a key of its own until <see cref="EraseAt"/>.</summary>
public sealed class DeadLetter : ISiteRow
{
    public static readonly Duration KeptFor = Duration.FromHours(72);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>As received, cut at 120 characters.</summary>
    public required string Topic { get; init; }

    public required DeadLetterReason Reason { get; set; }

    /// <summary>Which member, and what was expected; no value of the message.</summary>
    public required string Detail { get; set; }

    public required Instant ReceivedAt { get; init; }
    public required Instant EraseAt { get; init; }
    public required string Hash { get; init; }
    public required int Bytes { get; init; }

    /// <summary>The payload under the key of <see cref="Id"/>; null when it was too large to keep.</summary>
    public byte[]? Sealed { get; init; }

    /// <summary>Topic and user properties as received, under the same key: what it takes to offer the message again. Null with <see cref="Sealed"/>.</summary>
    public byte[]? Envelope { get; init; }

    /// <summary>Its number counts as come already, so that the edge does not send it for ever: only what it says waits.</summary>
    public bool HoldsNumber { get; init; }

    /// <summary>When it was last offered again and refused again; null when it never was.</summary>
    public Instant? OfferedAt { get; set; }
}

internal sealed class DeadLetterMapping : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Topic).HasMaxLength(120);
        builder.Property(d => d.Detail).HasMaxLength(200);
        builder.Property(d => d.Hash).HasMaxLength(64);
        builder.HasIndex(d => new { d.Site, d.ReceivedAt });
        builder.HasIndex(d => d.EraseAt);
    }
}
