using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Exemptions;

/// <summary>
/// One version of an individual exemption (ontheffing) of a vehicle; its hours and conditions stand in the policy documents. Valid time
/// is <see cref="From"/> to <see cref="Until"/>, recorded time <see cref="RecordedAt"/> to <see cref="ReplacedAt"/>. A version is never
/// overwritten: <see cref="ExemptionBook"/> closes it and writes the next.
/// </summary>
public sealed class Exemption : ISiteRow
{
    /// <summary>The same for all versions of one exemption.</summary>
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 ... per exemption.</summary>
    public int Revision { get; init; } = 1;

    public SiteId Site { get; set; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>Such as <c>resident</c> or <c>ze-day</c> (design: verdict's column <c>exemptions</c>).</summary>
    public required string Kind { get; init; }

    /// <summary>Local start, inclusive; null = always was.</summary>
    public LocalDateTime? From { get; init; }

    /// <summary>First local moment at which it no longer holds; of whole days the midnight after the last one; null = no end.</summary>
    public LocalDateTime? Until { get; init; }

    /// <summary>Given as dates, both inclusive.</summary>
    public bool WholeDays { get; init; } = true;

    /// <summary>The one zone it holds in; null = all.</summary>
    public string? Zone { get; init; }

    /// <summary>Version of the list that brought it; null when it was granted here.</summary>
    public string? ListVersion { get; init; }

    /// <summary>Since when we know this.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>When a next version, or the withdrawal, took its place; null while it stands.</summary>
    public Instant? ReplacedAt { get; set; }

    /// <summary>Number and version, as explanations name it.</summary>
    public string Reference => $"{Id.ToString()[..8]}/{Revision}";

    /// <summary>Whether it counted among what was known at an instant.</summary>
    public bool IsKnownAt(Instant at) => RecordedAt <= at && !(ReplacedAt <= at);
}

internal sealed class ExemptionMapping : IEntityTypeConfiguration<Exemption>
{
    public void Configure(EntityTypeBuilder<Exemption> builder)
    {
        builder.HasKey(e => new { e.Id, e.Revision });
        builder.Property(e => e.Plate).HasMaxLength(16);
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.Property(e => e.Zone).HasMaxLength(60);
        builder.Property(e => e.ListVersion).HasMaxLength(64);
        builder.HasIndex(e => new { e.Site, e.Plate });
        // What stands now: the copy in memory, and the counts of every day.
        builder.HasIndex(e => new { e.Site, e.ReplacedAt });
        // Whether another central recorded one: asked every second.
        builder.HasIndex(e => new { e.Site, e.RecordedAt });
    }
}
