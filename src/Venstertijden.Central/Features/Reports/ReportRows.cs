using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Reports;

/// <summary>By what a tally is split.</summary>
public enum TallyKind
{
    /// <summary>Passages by camera; its sum is the zone's.</summary>
    Camera,

    /// <summary>Passages by hour of the day.</summary>
    Hour,

    /// <summary>Passages by European category.</summary>
    Category,

    /// <summary>Cases by how they stand; of rejected ones the value is the reason.</summary>
    Case,
}

/// <summary>A count of one day and zone: of passages by the day on which they passed, of cases by the day of the act. Tells of nobody; kept for good.</summary>
public sealed class ReportTally : ISiteRow
{
    public SiteId Site { get; set; }
    public required LocalDate Day { get; init; }
    public required string Zone { get; init; }
    public required TallyKind Kind { get; init; }

    /// <summary>Which camera, hour, category or reason; empty for none.</summary>
    public required string Value { get; init; }

    public required Measure Measure { get; init; }
    public required long Count { get; set; }
}

/// <summary>Up to where a site was tallied.</summary>
public sealed class ReportMark : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>The last ended day whose passages were counted; null when none was.</summary>
    public LocalDate? Through { get; set; }

    /// <summary>The greatest number of an anonymous fact then: what comes later may be of an earlier day.</summary>
    public long UpToId { get; set; }

    /// <summary>When cases were last counted.</summary>
    public required Instant CasesAt { get; set; }
}

internal sealed class ReportTallyMapping : IEntityTypeConfiguration<ReportTally>
{
    public void Configure(EntityTypeBuilder<ReportTally> builder)
    {
        builder.ToTable("ReportTallies");
        builder.HasKey(t => new { t.Site, t.Day, t.Zone, t.Kind, t.Value, t.Measure });
        builder.Property(t => t.Zone).HasMaxLength(60);
        builder.Property(t => t.Value).HasMaxLength(40);
    }
}

internal sealed class ReportMarkMapping : IEntityTypeConfiguration<ReportMark>
{
    public void Configure(EntityTypeBuilder<ReportMark> builder)
    {
        builder.ToTable("ReportMarks");
        builder.HasKey(m => m.Site);
    }
}
