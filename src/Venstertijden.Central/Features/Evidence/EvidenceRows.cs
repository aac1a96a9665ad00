using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Evidence;

/// <summary>A picture that a passage named; its content follows when the edge sent it.</summary>
public sealed class EvidencePicture : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }
    public required Guid PassageId { get; init; }
    public required EvidenceKind Kind { get; init; }
    public required string Sha256 { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }
    public required Instant RequestedAt { get; set; }
    public Instant? ReceivedAt { get; set; }
}

/// <summary>The picture itself, under the case's key; apart, so that lists never load it.</summary>
public sealed class EvidenceContent : ISiteRow
{
    public required Guid PictureId { get; init; }
    public SiteId Site { get; set; }
    public required byte[] Sealed { get; init; }
}

internal sealed class EvidencePictureMapping : IEntityTypeConfiguration<EvidencePicture>
{
    public void Configure(EntityTypeBuilder<EvidencePicture> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.MediaType).HasMaxLength(120);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.PassageId, p.Sha256 }).IsUnique();
        builder.HasIndex(p => p.CaseId);
    }
}

internal sealed class EvidenceContentMapping : IEntityTypeConfiguration<EvidenceContent>
{
    public void Configure(EntityTypeBuilder<EvidenceContent> builder)
    {
        builder.HasKey(c => c.PictureId);
        builder.HasOne<EvidencePicture>().WithOne().HasForeignKey<EvidenceContent>(c => c.PictureId).OnDelete(DeleteBehavior.Cascade);
    }
}
