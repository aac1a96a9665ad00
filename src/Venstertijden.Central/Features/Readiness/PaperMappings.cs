using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Venstertijden.Central.Features.Readiness;

internal sealed class PaperMapping : IEntityTypeConfiguration<Paper>
{
    public void Configure(EntityTypeBuilder<Paper> builder)
    {
        builder.ToTable("Papers");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Zone).HasMaxLength(60);
        foreach (string text in (string[])[nameof(Paper.Number), nameof(Paper.SentNumber), nameof(Paper.ReceivedNumber), nameof(Paper.FiledBy), nameof(Paper.WithdrawnBy)])
            builder.Property(text).HasMaxLength(Paper.MaxText);
        foreach (string words in (string[])[nameof(Paper.Note), nameof(Paper.Fault), nameof(Paper.WithdrawnWhy)])
            builder.Property(words).HasMaxLength(Paper.MaxWords);
        builder.Property(p => p.GivenForRule).HasMaxLength(64);
        builder.HasIndex(p => new { p.Site, p.Zone, p.Kind, p.DatedAt });
    }
}

internal sealed class PaperUploadMapping : IEntityTypeConfiguration<PaperUpload>
{
    public void Configure(EntityTypeBuilder<PaperUpload> builder)
    {
        builder.ToTable("PaperUploads");
        builder.HasKey(u => u.Id);
        builder.HasOne<Paper>().WithMany().HasForeignKey(u => u.PaperId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.FileName).HasMaxLength(Paper.MaxText);
        builder.Property(u => u.MediaType).HasMaxLength(60);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.HasIndex(u => new { u.PaperId, u.Number }).IsUnique();
    }
}

internal sealed class PaperContentMapping : IEntityTypeConfiguration<PaperContent>
{
    public void Configure(EntityTypeBuilder<PaperContent> builder)
    {
        builder.ToTable("PaperContents");
        builder.HasKey(c => c.UploadId);
        builder.HasOne<PaperUpload>().WithOne().HasForeignKey<PaperContent>(c => c.UploadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PaperChangeMapping : IEntityTypeConfiguration<PaperChange>
{
    public void Configure(EntityTypeBuilder<PaperChange> builder)
    {
        builder.ToTable("PaperChanges");
        builder.HasKey(c => c.Id);
        builder.HasOne<Paper>().WithMany().HasForeignKey(c => c.PaperId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.By).HasMaxLength(Paper.MaxText);
        builder.HasIndex(c => new { c.Site, c.FinishedAt });
    }
}
