using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Exemptions;

/// <summary>An individual exemption (ontheffing) of a vehicle; its hours and conditions stand in the policy documents.</summary>
public sealed class Exemption : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>Such as <c>resident</c> or <c>ze-day</c> (design: verdict's column <c>exemptions</c>).</summary>
    public required string Kind { get; init; }

    /// <summary>Local start, inclusive; null = always was.</summary>
    public LocalDateTime? From { get; init; }

    /// <summary>First local moment at which it no longer holds; of whole days the midnight after the last one; null = no end.</summary>
    public LocalDateTime? Until { get; set; }

    /// <summary>Given as dates, both inclusive.</summary>
    public bool WholeDays { get; init; } = true;

    /// <summary>The one zone it holds in; null = all.</summary>
    public string? Zone { get; init; }

    /// <summary>Version of the list that brought it; null when it was granted here.</summary>
    public string? ListVersion { get; init; }

    public required Instant RecordedAt { get; init; }
    public Instant? WithdrawnAt { get; set; }
}

internal sealed class ExemptionMapping : IEntityTypeConfiguration<Exemption>
{
    public void Configure(EntityTypeBuilder<Exemption> builder)
    {
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Plate).HasMaxLength(16);
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.Property(e => e.Zone).HasMaxLength(60);
        builder.Property(e => e.ListVersion).HasMaxLength(64);
        builder.HasIndex(e => new { e.Site, e.Plate });
    }
}
