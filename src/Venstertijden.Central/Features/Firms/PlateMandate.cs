using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>
/// A firm may see the exemptions of a plate that were not granted to itself: because the holder firm says so, or because an official saw that it is the
/// holder. Ends by itself after its last day.
/// </summary>
public sealed class PlateMandate : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Who may see.</summary>
    public required Guid FirmId { get; init; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>The firm that gave it; null when an official did.</summary>
    public Guid? GivenById { get; init; }

    /// <summary>The person who gave it.</summary>
    public required string GivenBy { get; init; }

    public required Instant GivenAt { get; init; }

    /// <summary>Last local day.</summary>
    public required LocalDate LastDay { get; init; }
}

internal sealed class PlateMandateMapping : IEntityTypeConfiguration<PlateMandate>
{
    public void Configure(EntityTypeBuilder<PlateMandate> builder)
    {
        builder.ToTable("PlateMandates");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Plate).HasMaxLength(16);
        builder.Property(m => m.GivenBy).HasMaxLength(120);
        builder.HasOne<Firm>().WithMany().HasForeignKey(m => m.FirmId);
        builder.HasIndex(m => new { m.Site, m.FirmId, m.Plate });
        builder.HasIndex(m => new { m.Site, m.GivenById });
    }
}

/// <summary>Which exemptions a firm may see: those granted on its own applications, and all of a plate for which it holds a mandate. Nobody else's business is shown.</summary>
/// <param name="Own">Ids of exemptions granted to it.</param>
/// <param name="Mandated">Plates of its mandates.</param>
public sealed record ExemptionSight(FrozenSet<Guid> Own, FrozenSet<string> Mandated)
{
    /// <summary>Of a firm on a local day; one that has not shown that it is that firm sees none.</summary>
    public static async Task<ExemptionSight> Of(CentralDb db, Guid firm, LocalDate today, CancellationToken ct)
    {
        if (!await db.Firms.AnyAsync(f => f.Id == firm && f.ProvenKvkNumber != null, ct))
            return new ExemptionSight(FrozenSet<Guid>.Empty, FrozenSet<string>.Empty);
        var own = await db.Applications.Where(a => a.FirmId == firm && a.ExemptionId != null).Select(a => a.ExemptionId!.Value).ToListAsync(ct);
        var mandated = await db.PlateMandates.Where(m => m.FirmId == firm && m.LastDay >= today).Select(m => m.Plate).ToListAsync(ct);
        return new ExemptionSight(own.ToFrozenSet(), mandated.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Whether the firm may see it.</summary>
    public bool Sees(Exemption exemption) => Own.Contains(exemption.Id) || Mandated.Contains(exemption.Plate);
}
