using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>One stored number of a chain. Holds no id and no time, so that it cannot be tied to an anonymous fact.</summary>
public sealed class ChainLink : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }
    public required long Seq { get; init; }
    public required string Hash { get; init; }
    public required string PreviousHash { get; init; }
}

/// <summary>How far a chain has come.</summary>
public sealed class ChainState : ISiteRow, IVersioned
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }

    /// <summary>Highest contiguous number stored or declared lost: what <c>acknowledge</c> says.</summary>
    public long UpTo { get; set; }

    /// <summary>Highest number ever seen.</summary>
    public long Highest { get; set; }

    /// <summary>Hash of the message with that number: until the next one comes, nothing else holds the last link.</summary>
    public string HighestHash { get; set; } = "";

    /// <summary>Numbers up to <see cref="Highest"/> that are neither stored nor declared lost.</summary>
    public long Missing { get; set; }

    /// <summary>First number whose <c>previousHash</c> does not fit the link before it; null when the chain is whole.</summary>
    public long? BrokenAt { get; set; }

    /// <summary>When the chain's first message was stored.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>The chain that was open when this one appeared (an alarm); null for a camera's first.</summary>
    public Guid? Replaces { get; init; }

    public long Version { get; set; }
}

/// <summary>Numbers that the edge declared lost.</summary>
public sealed class DeclaredGap : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }

    /// <summary>The gap message's own number; 0 for what central itself noticed (a new chain), below 0 for numbers of a chain that ended with its file.</summary>
    public required long Seq { get; init; }

    public required long From { get; init; }
    public required long To { get; init; }
    public required GapReason Reason { get; init; }
    public required Instant NoticedAt { get; init; }
}

/// <summary>A figure of <c>/metrics</c> that outlives restarts, written with the work that it counts.</summary>
public sealed class Counter : ISiteRow, IVersioned
{
    public SiteId Site { get; set; }
    public required string Name { get; init; }
    public required string Label { get; init; }
    public long Value { get; set; }
    public long Version { get; set; }
}

internal sealed class ChainLinkMapping : IEntityTypeConfiguration<ChainLink>
{
    public void Configure(EntityTypeBuilder<ChainLink> builder)
    {
        builder.HasKey(l => new { l.Site, l.Camera, l.Chain, l.Seq });
        builder.Property(l => l.Hash).HasMaxLength(64);
        builder.Property(l => l.PreviousHash).HasMaxLength(64);
    }
}

internal sealed class ChainStateMapping : IEntityTypeConfiguration<ChainState>
{
    public void Configure(EntityTypeBuilder<ChainState> builder)
    {
        builder.HasKey(s => new { s.Site, s.Camera, s.Chain });
        builder.Property(s => s.HighestHash).HasMaxLength(64);
    }
}

internal sealed class DeclaredGapMapping : IEntityTypeConfiguration<DeclaredGap>
{
    public void Configure(EntityTypeBuilder<DeclaredGap> builder) => builder.HasKey(g => new { g.Site, g.Camera, g.Chain, g.Seq });
}

internal sealed class CounterMapping : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.HasKey(c => new { c.Site, c.Name, c.Label });
        builder.Property(c => c.Name).HasMaxLength(60);
        builder.Property(c => c.Label).HasMaxLength(60);
    }
}
