using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>
/// That a dossier was made, with central's signature over its manifest: asked for again in the same state, the case gives the same bytes.
/// </summary>
public sealed class IssuedDossier : ISiteRow
{
    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }

    /// <summary>SHA-256 of <c>manifest.json</c>.</summary>
    public required string ManifestHash { get; init; }

    public required string Signature { get; init; }
    public required string KeyId { get; init; }

    /// <summary>When it was first made.</summary>
    public required Instant At { get; init; }

    public required string By { get; init; }
}

internal sealed class IssuedDossierMapping : IEntityTypeConfiguration<IssuedDossier>
{
    public void Configure(EntityTypeBuilder<IssuedDossier> builder)
    {
        builder.ToTable("IssuedDossiers");
        builder.HasKey(d => new { d.CaseId, d.ManifestHash });
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(d => d.ManifestHash).HasMaxLength(64);
        builder.Property(d => d.Signature).HasMaxLength(88);
        builder.Property(d => d.KeyId).HasMaxLength(64);
        builder.Property(d => d.By).HasMaxLength(120);
    }
}
