using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// A plate that an officer marked as cloned or as a known look-alike (M6). Holds no plate, only its keyed hash: who looks in the list
/// learns no plate, and a passage is recognised all the same.
/// </summary>
public sealed class PlateMark : ISiteRow, IVersioned
{
    public const string Cloned = "clone";
    public const string LookAlike = "look-alike";

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>As <see cref="Cases.Vault.PlateIndex"/> gives it.</summary>
    public required string PlateIndex { get; init; }

    /// <summary>The caution that it raises: <see cref="Cloned"/> or <see cref="LookAlike"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why, in the officer's words; never a plate.</summary>
    public required string Reason { get; init; }

    public required Instant RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public Instant? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public long Version { get; set; }
}

internal sealed class PlateMarkMapping : IEntityTypeConfiguration<PlateMark>
{
    public void Configure(EntityTypeBuilder<PlateMark> builder)
    {
        builder.HasKey(m => m.Id);
        builder.Property(m => m.PlateIndex).HasMaxLength(64);
        builder.Property(m => m.Kind).HasMaxLength(20);
        builder.Property(m => m.Reason).HasMaxLength(200);
        builder.Property(m => m.RecordedBy).HasMaxLength(120);
        builder.Property(m => m.WithdrawnBy).HasMaxLength(120);
        builder.HasIndex(m => new { m.Site, m.PlateIndex });
    }
}
