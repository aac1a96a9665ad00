using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A logistics firm or shop.</summary>
public sealed class Firm : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required string Name { get; set; }

    /// <summary>Number in the trade register, 8 digits.</summary>
    public required string KvkNumber { get; init; }

    public required Instant CreatedAt { get; init; }
    public long Version { get; set; }
}

/// <summary>A vehicle that a firm registered.</summary>
public sealed class FirmVehicle : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>What the firm calls it.</summary>
    public string? Nickname { get; set; }

    public required Instant AddedAt { get; init; }
}

internal sealed class FirmMapping : IEntityTypeConfiguration<Firm>
{
    public void Configure(EntityTypeBuilder<Firm> builder)
    {
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Name).HasMaxLength(200);
        builder.Property(f => f.KvkNumber).HasMaxLength(8);
        builder.HasIndex(f => new { f.Site, f.KvkNumber }).IsUnique();
    }
}

internal sealed class FirmVehicleMapping : IEntityTypeConfiguration<FirmVehicle>
{
    public void Configure(EntityTypeBuilder<FirmVehicle> builder)
    {
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Plate).HasMaxLength(16);
        builder.Property(v => v.Nickname).HasMaxLength(60);
        builder.HasOne<Firm>().WithMany().HasForeignKey(v => v.FirmId);
        builder.HasIndex(v => new { v.FirmId, v.Plate }).IsUnique();
    }
}
